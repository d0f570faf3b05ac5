package dev.ringback.e2e.browser;

import static dev.ringback.e2e.browser.DemoPerson.ABEBE;
import static dev.ringback.e2e.browser.DemoPerson.SARA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.e2e.world.Conversation;
import dev.ringback.e2e.world.Phone;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// One caller, five browsers of one callee.
class StopsRingingTest {
    private static final int BROWSERS = 5;
    private static final int ROUNDS = 4;
    private static final double STOPS_WITHIN_MS = 300;

    @RegisterExtension
    final Stage stage = Stage.on(Servers.impatient());

    private final Conversation talk =
            new Conversation(1, ABEBE.asPerson(Servers.impatient()), SARA.asPerson(Servers.impatient()));

    @Test
    @DisplayName(
            "D1, 1.1.7: after a cancel, an answer or a decline all five devices are silent and without the dialog at once")
    void allDevicesStopAtOnce() {
        List<Tab> pages =
                IntStream.range(0, BROWSERS).mapToObj(any -> stage.tab(SARA)).toList();
        Phone abebe = stage.phone(ABEBE);
        Phone saras = stage.phone(SARA);
        List<Double> took = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            took.addAll(stops(pages, abebe, abebe::cancels));
            took.addAll(stops(pages, abebe, saras::declines));
            String[] answered = new String[1];
            took.addAll(stops(pages, abebe, call -> {
                saras.answers(call);
                answered[0] = call;
            }));
            abebe.hangsUp(answered[0]);
        }
        took.sort(null);
        double most = took.get((int) Math.ceil(took.size() * 0.95) - 1);
        System.out.printf(
                "Ringing stopped on %d devices, %d times: median %.0f ms, 95 %% within %.0f ms, all within %.0f ms%n",
                BROWSERS, ROUNDS * 3, took.get(took.size() / 2), most, took.getLast());
        assertThat(most).as("ms to the end of the ring, 95th percentile").isLessThan(STOPS_WITHIN_MS);
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

    private List<Double> stops(List<Tab> pages, Phone abebe, Consumer<String> act) {
        String call = abebe.invites(talk);
        pages.forEach(tab -> tab.shows("incoming"));
        double acted = System.currentTimeMillis();
        act.accept(call);
        List<Double> took = new ArrayList<>();
        for (Tab tab : pages) {
            tab.shows("ended");
            tab.hearsNoRing();
            took.add(tab.when("shows ended") - acted);
            tab.dismiss();
        }
        return took;
    }
}
