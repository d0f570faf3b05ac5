package dev.ringback.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.e2e.world.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The three scenarios that the project began with, as two people see them.
class ScenariosTest {
    private static final double AT_ONCE_MS = 1_000;

    @RegisterExtension
    final Stage stage = Stage.on(Server.usual());

    @Test
    void aCancelledCallStopsRingingAtOnceAndIsMissed() {
        Pair pair = Pair.on(stage);
        String call = pair.ring("Voice call");
        pair.caller().hears("ringback");

        pair.caller().press("Cancel");
        pair.callee().showsEnd("Missed call");
        pair.caller().showsEnd("Cancelled");

        double pressed = pair.caller().when("pressed Cancel");
        double gone = pair.callee().when("shows ended") - pressed;
        double quiet = pair.callee().when("sounds null") - pressed;
        System.out.printf("Cancelled: the card was gone after %.0f ms, the ring after %.0f ms%n", gone, quiet);
        assertThat(gone).as("ms from the press to the screen without the card").isBetween(0.0, AT_ONCE_MS);
        assertThat(quiet).as("ms from the press to silence").isBetween(0.0, AT_ONCE_MS);
        pair.agreeAfterwards(call, "Cancelled", "Missed call");
        Record.of(stage.rows(), call).is("cancelled", "cancelled").withoutTalk();
    }

    @Test
    void anAnsweredVoiceCallCarriesSoundBothWaysAndLastsAsLongAsTheRowSays() {
        Pair pair = Pair.on(stage);
        String call = pair.talk("Voice call");
        assertThat(pair.callee().callId()).isEqualTo(call);
        pair.both().forEach(tab -> tab.timerReaches(2));

        Record row = pair.hangUp(pair.callee(), call, 2);

        assertThat(row.row().path("call_type").asText()).isEqualTo("voice");
    }

    @Test
    void anAnsweredVideoCallCarriesPicturesBothWays() {
        Pair pair = Pair.on(stage);
        String call = pair.talk("Video call");
        pair.both().forEach(Tab::videoFlows);

        Record row = pair.hangUp(pair.caller(), call, 0);

        assertThat(row.row().path("call_type").asText()).isEqualTo("video");
    }

    @Test
    void aDeclinedCallTellsTheCallerSo() {
        Pair pair = Pair.on(stage);
        String call = pair.ring("Voice call");

        pair.callee().press("Decline");
        pair.caller().showsEnd("Call declined");
        pair.callee().showsEnd("Declined");

        pair.agreeAfterwards(call, "Call declined", "Declined");
        Record.of(stage.rows(), call)
                .is("declined", "declined")
                .endedBy(DemoPerson.SARA)
                .withoutTalk();
    }
}
