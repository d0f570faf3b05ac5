package dev.ringback.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ringback.e2e.RunningServer;
import dev.ringback.e2e.world.Server;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The server dies in the middle of a call and comes back: the two go on talking, and the log ends right.
class RestartInCallTest {
    private static final Server SERVER = Server.of(RunningServer.start(Map.of()));
    private static final double TIMER_WITHIN_SECONDS = 2;
    private static final double GAP_MAX_MS = 1_000;

    @RegisterExtension
    final Stage stage = Stage.on(SERVER);

    @AfterAll
    static void stop() {
        SERVER.process().close();
    }

    @Test
    @DisplayName(
            "D6: the server is killed in a call and started again: sound and picture go on without a gap, timer and log are right")
    void peopleWhoseServerIsKilledGoOnTalkingAndTheLogEndsRight() {
        Pair pair = Pair.on(stage);
        String call = pair.talk("Video call");
        pair.both().forEach(tab -> tab.complaints().expectServerAway());

        pair.both().forEach(RestartInCallTest::watchSound);

        SERVER.process().kill();
        for (Tab tab : pair.both()) {
            tab.until("the page knows", "() => e2e.state().connection.kind !== 'ready'");
            assertThat(tab.page().getByText("No connection to the server.").first())
                    .isVisible();
            tab.shows("in-call");
            tab.soundFlows();
            tab.videoFlows();
        }
        SERVER.process().restart();
        pair.both().forEach(Tab::isConnected);

        pair.bothTalk();
        pair.both().forEach(RestartInCallTest::timerIsRight);
        for (Tab tab : pair.both()) {
            double silence = ((Number) tab.asks("() => e2e.silence")).doubleValue();
            System.out.printf("The server was away: the longest gap in the sound was %.0f ms%n", silence);
            assertThat(silence).as("ms without a packet of sound").isLessThan(GAP_MAX_MS);
        }
        assertThat(pair.callee().callId()).isEqualTo(call);
        pair.hangUp(pair.callee(), call, 2);
        assertThat(stage.rows().ofConversation(1)).as("one row").hasSize(1);
        assertThat(stage.rows().statuses(call)).containsExactly("initiated", "ringing", "answered", "ended");
    }

    /// From now on the page keeps the longest time in which no packet of sound came.
    private static void watchSound(Tab tab) {
        tab.asks("""
                () => {
                  e2e.silence = 0;
                  let [packets, at] = [0, Date.now()];
                  setInterval(async () => {
                    const now = (await e2e.media()).packets;
                    if (now !== packets) [packets, at] = [now, Date.now()];
                    e2e.silence = Math.max(e2e.silence, Date.now() - at);
                  }, 50);
                }
                """);
    }

    private static void timerIsRight(Tab tab) {
        double talked = (System.currentTimeMillis() - tab.firstTime("shows in-call")) / 1000;
        assertThat((double) tab.timer()).as("the timer, in seconds").isCloseTo(talked, within(TIMER_WITHIN_SECONDS));
    }
}
