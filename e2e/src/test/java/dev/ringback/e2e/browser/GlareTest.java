package dev.ringback.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.e2e.world.Server;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Two people call each other at once: they are connected, in one call.
class GlareTest {
    @RegisterExtension
    final Stage stage = Stage.on(Server.usual());

    @Test
    @DisplayName("1.1.9, D2: two people who call each other at the same moment are connected in one call")
    void theFirstInvitationWinsAndBothTalk() {
        Pair pair = Pair.on(stage);
        connects(pair, "Voice call", "Voice call");
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
