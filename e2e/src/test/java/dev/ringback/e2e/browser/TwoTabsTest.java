package dev.ringback.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.e2e.world.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A callee with two tabs: both show the call, one of them rings aloud.
class TwoTabsTest {
    @RegisterExtension
    final Stage stage = Stage.on(Server.usual());

    private static final double GONE_WITHIN_MS = 500;
    private static final int CALLS = 3;

    @Test
    @DisplayName(
            "1.1.7: a call that is answered in one tab is gone from the other at once, which says so and may take it over")
    void answeringInOneTabSilencesTheOtherWhichMayTakeTheCallOver() {
        Pair pair = Pair.on(stage);
        Tab second = stage.secondTabOf(pair.callee());
        List<Double> gone = new ArrayList<>();
        for (int number = 1; number < CALLS; number++) {
            String call = ring(pair, second);
            gone.add(gone(pair, second));
            pair.hangUp(pair.caller(), call, 0);
            pair.both().forEach(Tab::dismiss);
        }
        String call = ring(pair, second);
        gone.add(gone(pair, second));
        gone.sort(null);
        System.out.printf("Answered: the other tab's card was gone after %s ms%n", gone);
        assertThat(gone.get(CALLS / 2))
                .as("ms to the end of the ring in the other tab, median")
                .isLessThan(GONE_WITHIN_MS);

        second.press("Switch here");
        pair.callee().showsEnd("Moved to another device");
        Pair moved = new Pair(stage, pair.caller(), second);
        moved.bothTalk();
        assertThat(second.callId()).isEqualTo(call);
        moved.hangUp(pair.caller(), call, 0);
    }

    @Test
    void decliningInOneTabSilencesTheOther() {
        Pair pair = Pair.on(stage);
        Tab second = stage.secondTabOf(pair.callee());
        String call = ring(pair, second);

        second.press("Decline");
        pair.callee().shows("ended");
        pair.caller().showsEnd("Call declined");
        Stream.of(pair.caller(), pair.callee(), second).forEach(Tab::hearsNoRing);
        Record.of(stage.rows(), call).is("declined", "declined").withoutTalk();
    }

    /// Answers in the first tab.
    ///
    /// @return after how many milliseconds the second one shows no ring any more
    private static double gone(Pair pair, Tab second) {
        pair.callee().press("Accept");
        second.showsEnd("Answered on another device");
        second.hearsNoRing();
        double gone = second.when("shows ended") - pair.callee().when("pressed Accept");
        second.press("Close"); // before it closes by itself
        pair.bothTalk();
        return gone;
    }

    private String ring(Pair pair, Tab second) {
        pair.caller().press("Voice call");
        pair.callee().shows("incoming");
        second.shows("incoming");
        long aloud = Stream.of(pair.callee(), second)
                .filter(tab -> "ringtone".equals(tab.page().evaluate("() => e2e.tone()")))
                .count();
        assertThat(aloud).as("tabs that ring aloud").isLessThanOrEqualTo(1);
        return pair.caller().callId();
    }
}
