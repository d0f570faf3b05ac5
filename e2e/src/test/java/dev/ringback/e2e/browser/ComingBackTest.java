package dev.ringback.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.e2e.world.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Pages that are loaded again while it rings, and in a call.
class ComingBackTest {
    @RegisterExtension
    final Stage stage = Stage.on(Server.usual());

    @Test
    void aPageReloadedWhileItRingsRingsAgain() {
        Pair pair = Pair.on(stage);
        String call = pair.ring("Voice call");

        pair.callee().reload();
        pair.callee().rings();

        assertThat(pair.callee().callId()).isEqualTo(call);
        pair.callee().press("Accept");
        pair.bothTalk();
        pair.hangUp(pair.callee(), call, 0);
    }

    @Test
    void aCallersPageReloadedWhileItRingsGoesOnCalling() {
        Pair pair = Pair.on(stage);
        String call = pair.ring("Voice call");

        pair.caller().reload();
        pair.caller().shows("ringing");
        pair.callee().received("call_invitation", 2);

        assertThat(pair.caller().callId()).isEqualTo(call);
        pair.callee().rings();
        pair.callee().press("Accept");
        pair.bothTalk();
        pair.hangUp(pair.caller(), call, 0);
    }

    @Test
    void theCalleesPageReloadedInACallComesBackToIt() {
        Pair pair = Pair.on(stage);
        comesBack(pair, pair.callee(), "Voice call");
    }

    @Test
    void theCallersPageReloadedInAVideoCallComesBackToIt() {
        Pair pair = Pair.on(stage);
        comesBack(pair, pair.caller(), "Video call");
        pair.both().forEach(tab -> tab.hearsNoRing());
    }

    private void comesBack(Pair pair, Tab reloaded, String button) {
        int rows = stage.rows().ofConversation(1).size();
        String call = pair.talk(button);
        pair.both().forEach(tab -> tab.timerReaches(1));
        int timer = reloaded.timer();

        reloaded.reload();
        reloaded.press("Rejoin");
        pair.bothTalk();

        assertThat(reloaded.callId()).isEqualTo(call);
        assertThat(reloaded.timer()).as("the timer goes on").isGreaterThanOrEqualTo(timer);
        if (button.equals("Video call")) {
            pair.both().forEach(Tab::videoFlows);
        }
        pair.hangUp(reloaded, call, timer);
        assertThat(stage.rows().ofConversation(1)).as("one row for one call").hasSize(rows + 1);
        assertThat(stage.rows().statuses(call)).containsExactly("initiated", "ringing", "answered", "ended");
    }
}
