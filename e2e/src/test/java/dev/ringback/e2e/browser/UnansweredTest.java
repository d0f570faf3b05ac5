package dev.ringback.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Calls that nobody answers, and what the callee finds afterwards.
class UnansweredTest {
    private static final double MARGIN_MS = 2_000;

    @RegisterExtension
    final Stage stage = Stage.on(Servers.impatient());

    @Test
    void anUnansweredCallIsMissedAndCountedUntilSeen() {
        Pair pair = Pair.on(stage);
        String call = pair.ring("Voice call");
        pair.caller().showsEnd("No answer");
        pair.callee().showsEnd("Missed call");
        pair.agreeAfterwards(call, "No answer", "Missed call");
        Record.of(stage.rows(), call).is("missed", "ring_timeout").withoutTalk();

        assertThat(badge(pair.callee())).containsText("1 missed call");
        assertThat(badge(pair.caller())).isHidden();
        pair.callee().reload();
        assertThat(badge(pair.callee())).containsText("1 missed call");
        pair.callee().press("Calls 1 missed call");
        assertThat(badge(pair.callee())).isHidden();
        pair.callee().reload();
        assertThat(badge(pair.callee())).isHidden();
    }

    @Test
    void aMissedCallIsCalledBackFromItsCard() {
        Pair pair = Pair.on(stage);
        String missed = pair.ring("Voice call");
        pair.callee().showsEnd("Missed call");
        pair.both().forEach(tab -> tab.press("Close"));
        pair.both().forEach(tab -> tab.shows("idle"));

        Pair back = new Pair(stage, pair.callee(), pair.caller());
        back.caller().callBack(missed);
        back.callee().rings();
        String call = back.caller().callId();
        back.callee().press("Accept");
        back.bothTalk();
        assertThat(badge(back.caller())).isHidden();
        back.hangUp(back.caller(), call, 0);
    }

    @Test
    void whoeverIsNowhereIsUnavailableAndFindsTheMissedCallLater() {
        Tab abebe = stage.tab(DemoPerson.ABEBE);
        abebe.press("Voice call");
        abebe.shows("calling");
        String call = abebe.callId();
        abebe.showsEnd("Unavailable");
        Record.of(stage.rows(), call).is("missed", "unreachable").withoutTalk();

        Tab sara = stage.tab(DemoPerson.SARA);
        sara.showsCard(call, "Missed call");
        assertThat(badge(sara)).containsText("1 missed call");
    }

    @Test
    void aCallerWhoseTabIsClosedStopsRingingWithinTheGrace() {
        Pair pair = Pair.on(stage);
        String call = pair.ring("Voice call");

        double closed = System.currentTimeMillis();
        pair.caller().page().close();
        pair.callee().showsEnd("Missed call");

        double gone = pair.callee().when("shows ended") - closed;
        System.out.printf("The caller's tab closed: the ring was gone after %.0f ms%n", gone);
        assertThat(gone).as("ms to the end of the ring").isLessThan(Servers.CALLER_GRACE.toMillis() + MARGIN_MS);
        pair.callee().hearsNoRing();
        Record.of(stage.rows(), call).is("cancelled", "caller_lost").withoutTalk();
    }

    private static Locator badge(Tab tab) {
        return tab.page().locator("nav ringback-missed-badge .badge");
    }
}
