package dev.ringback.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.e2e.world.Server;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Two people call each other at once: they are connected, in one call.
class GlareTest {
    @RegisterExtension
    final Stage stage = Stage.on(Server.usual());

    private static final int TIMES = 10;
    private static final int APART_MAX_MS = 400;

    @Test
    @DisplayName("1.1.9, D2: two people who call each other at the same moment are connected in one call")
    void theFirstInvitationWinsAndBothTalk() {
        Pair pair = Pair.on(stage);
        connects(pair, "Voice call", "Voice call");
    }

    @Test
    @DisplayName(
            "1.1.9, D2: calling each other up to 400 ms apart just connects, again and again: one call each time, none missed")
    void callingEachOtherJustConnects() {
        Pair pair = Pair.on(stage);
        int rows = stage.rows().ofConversation(1).size();
        Random random = new Random(7);
        for (int time = 1; time <= TIMES; time++) {
            double at = System.currentTimeMillis() + 100.0;
            for (Tab tab : pair.both()) {
                tab.page().evaluate("""
                        at => setTimeout(() => {
                          for (const root of e2e.roots()) root.querySelector('[part=button][aria-label="Voice call"]')?.click();
                        }, at - Date.now())
                        """, at + random.nextInt(APART_MAX_MS));
            }
            pair.both().forEach(tab -> tab.shows("in-call"));
            String call = pair.caller().callId();
            assertThat(pair.callee().callId()).as("one call").isEqualTo(call);
            if (time == TIMES) {
                pair.both().forEach(Tab::soundFlows);
            }
            pair.caller().press("Hang up");
            pair.both().forEach(tab -> tab.shows("ended"));
            pair.both().forEach(Tab::dismiss);
        }
        assertThat(stage.rows().ofConversation(1).stream()
                        .skip(rows)
                        .map(row -> row.path("status").asText()))
                .as("how the calls ended")
                .hasSize(TIMES)
                .containsOnly("ended");
        pair.both()
                .forEach(tab -> assertThat(tab.asks("() => e2e.state().missed"))
                        .as("missed calls")
                        .isEqualTo(0));
    }

    @Test
    @DisplayName("1.1.9, D2: with video, too")
    void theOtherWayRoundAndWithVideo() {
        Pair pair = Pair.on(stage);
        connects(new Pair(stage, pair.callee(), pair.caller()), "Video call", "Video call");
        pair.both().forEach(Tab::hearsNoRing);
    }

    private void connects(Pair pair, String first, String second) {
        int rows = stage.rows().ofConversation(1).size();
        pair.both().forEach(Tab::holdInvitations);
        pair.caller().press(first);
        pair.callee().press(second);
        pair.both().forEach(Tab::invitationIsHeld);

        pair.both().forEach(Tab::releaseInvitations);

        pair.bothTalk();
        String call = pair.caller().callId();
        assertThat(pair.callee().callId()).as("one call").isEqualTo(call);
        if (first.equals("Video call")) {
            pair.both().forEach(Tab::videoFlows);
        }
        pair.hangUp(pair.callee(), call, 0);
        assertThat(stage.rows().ofConversation(1)).as("one row").hasSize(rows + 1);
    }
}
