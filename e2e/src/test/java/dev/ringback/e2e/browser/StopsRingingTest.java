package dev.ringback.e2e.browser;

import static dev.ringback.e2e.browser.DemoPerson.ABEBE;
import static dev.ringback.e2e.browser.DemoPerson.SARA;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ReducedMotion;
import dev.ringback.e2e.world.Conversation;
import dev.ringback.e2e.world.Phone;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// One caller, five browsers of one callee.
class StopsRingingTest {
    private static final int BROWSERS = 5;
    private static final int CALLS = 45;
    private static final double STOPS_WITHIN_MS = 300;
    private static final int SLOW_LINK_MS = 100;

    @RegisterExtension
    final Stage stage = Stage.on(Servers.impatient());

    private final Conversation talk =
            new Conversation(1, ABEBE.asPerson(Servers.impatient()), SARA.asPerson(Servers.impatient()));

    @Test
    @DisplayName(
            "D1, 1.1.7: cancelled, answered, declined, or the caller lost: five devices, one of them on a slow link, are silent and without the dialog at once, over 200 times")
    void allDevicesStopAtOnce() {
        List<Tab> pages = five();
        Phone abebe = stage.phone(ABEBE);
        Phone saras = stage.phone(SARA);
        List<Double> took = new ArrayList<>();
        for (int run = 0; run < CALLS; run++) {
            String call = abebe.invites(talk);
            int way = run % 3;
            took.addAll(stops(pages, () -> {
                switch (way) {
                    case 0 -> abebe.cancels(call);
                    case 1 -> saras.declines(call);
                    default -> saras.answers(call);
                }
            }));
            if (way == 2) {
                abebe.hangsUp(call);
            }
        }
        assertThat(atMost(took, CALLS + " calls"))
                .as("ms to the end of the ring, 95th percentile")
                .isLessThan(STOPS_WITHIN_MS);

        abebe.close();
        Phone lost = stage.phone(ABEBE);
        lost.invites(talk);
        List<Double> alone = stops(pages, lost::close);
        atMost(alone, "a lost caller");
        assertThat(alone.get(BROWSERS / 2) - Servers.CALLER_GRACE.toMillis())
                .as("ms to the end of the ring after the grace for a lost caller, median")
                .isLessThan(STOPS_WITHIN_MS);
    }

    @Test
    @DisplayName("D1: a device whose connection was cut while it rang stops by itself when the ring is over")
    void aDeviceThatIsCutOffStopsByItself() {
        Tab sara = stage.tab(SARA);
        Phone abebe = stage.phone(ABEBE);
        abebe.invites(talk);
        sara.rings();
        double rang = sara.when("shows incoming");
        sara.asks("() => e2e.goAway()");
        sara.hearsNoRing();
        sara.shows("idle");
        assertThat(sara.when("shows idle") - rang).as("ms of the ring").isLessThan(Servers.RING.toMillis() + 1_000.0);
        sara.asks("() => e2e.comeBack()");
        sara.isConnected();
    }

    /// The last one's link is slow. Nothing moves on them: one machine draws for all five.
    private List<Tab> five() {
        List<Tab> pages = IntStream.range(0, BROWSERS)
                .mapToObj(any -> stage.open(
                        SARA, 1, stage.context(new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE))))
                .toList();
        pages.getLast().page().evaluate("ms => { e2e.lag = ms; }", SLOW_LINK_MS);
        return pages;
    }

    private static List<Double> stops(List<Tab> pages, Runnable act) {
        pages.forEach(tab -> tab.asks("() => e2e.shows('incoming')"));
        pages.forEach(tab -> tab.asks("() => { e2e.end = e2e.sawTheEnd(); }"));
        double acted = System.currentTimeMillis();
        act.run();
        List<Double> took = new ArrayList<>();
        for (Tab tab : pages) {
            Object ended = tab.asks("() => e2e.end");
            assertThat(ended).as("when the ring ended, with silence").isNotNull();
            took.add(((Number) ended).doubleValue() - acted);
        }
        return took;
    }

    private static double atMost(List<Double> took, String what) {
        took.sort(null);
        double most = took.get((int) Math.ceil(took.size() * 0.95) - 1);
        System.out.printf(
                "Ringing stopped on %d devices, %s: median %.0f ms, 95 %% within %.0f ms, all within %.0f ms%n",
                BROWSERS, what, took.get(took.size() / 2), most, took.getLast());
        return most;
    }
}
