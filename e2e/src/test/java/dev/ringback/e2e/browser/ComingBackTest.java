package dev.ringback.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.ringback.e2e.world.Server;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Pages that are loaded again while it rings, and in a call.
class ComingBackTest {
    private static final double BACK_WITHIN_MS = 3_000;

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
    @DisplayName(
            "D7: a callee's page that is reloaded in a call is back in it within 3 s of one click; the other side never saw it end")
    void theCalleesPageReloadedInACallComesBackToIt() {
        Pair pair = Pair.on(stage);
        comesBack(pair, pair.callee(), "Voice call");
    }

    @Test
    @DisplayName("D7: so is a caller's, in a video call")
    void theCallersPageReloadedInAVideoCallComesBackToIt() {
        Pair pair = Pair.on(stage);
        comesBack(pair, pair.caller(), "Video call");
        pair.both().forEach(tab -> tab.hearsNoRing());
    }

    @Test
    @DisplayName(
            "1.1.6: while the other side or the own connection is away the call says so, keeps its timer, and goes on")
    void aConnectionThatGoesIsSaidAndComesBack() {
        Pair pair = Pair.on(stage);
        String call = pair.talk("Video call");
        Tab abebe = pair.caller();
        Tab sara = pair.callee();
        pair.both().forEach(tab -> tab.timerReaches(1));
        abebe.asks("() => e2e.hear()");
        sara.complaints().expectServerAway();

        sara.asks("() => e2e.goAway()");
        abebe.shows("reconnecting");
        PlaywrightAssertions.assertThat(abebe.page().getByText("Sara Tesfaye lost the connection. Waiting…"))
                .isVisible();
        abebe.until("it is said", "() => e2e.heard.includes('Sara Tesfaye: Reconnecting…')");
        PlaywrightAssertions.assertThat(sara.page()
                        .locator("ringback-active-call")
                        .getByText("No connection to the server. Trying again…"))
                .isVisible();
        abebe.timerReaches(2);
        PlaywrightAssertions.assertThat(abebe.page().locator("ringback-active-call video.remote:not(.hidden)"))
                .isVisible();

        sara.asks("() => e2e.comeBack()");
        pair.bothTalk();
        pair.hangUp(abebe, call, 2);
    }

    private void comesBack(Pair pair, Tab reloaded, String button) {
        int rows = stage.rows().ofConversation(1).size();
        String call = pair.talk(button);
        pair.both().forEach(tab -> tab.timerReaches(1));
        int timer = reloaded.timer();

        Tab other = reloaded == pair.caller() ? pair.callee() : pair.caller();
        reloaded.reload();
        reloaded.press("Rejoin");
        pair.bothTalk();
        assertThat(reloaded.when("shows in-call") - reloaded.when("pressed Rejoin"))
                .as("ms from the click to the call")
                .isLessThan(BACK_WITHIN_MS);
        other.when("shows reconnecting");
        assertThat((Boolean) other.asks("() => e2e.when('shows ended') === null"))
                .as("the other side saw no end")
                .isTrue();

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
