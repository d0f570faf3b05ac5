package dev.ringback.e2e.browser;

import static dev.ringback.e2e.browser.DemoPerson.ABEBE;
import static dev.ringback.e2e.browser.DemoPerson.DAWIT;
import static dev.ringback.e2e.browser.DemoPerson.HANA;
import static dev.ringback.e2e.browser.DemoPerson.SARA;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Two pairs of people who call each other at about the same time, over and over.
class GlareManyTimesTest {
    /// Of two calls each; `script/bench web` makes 100.
    private static final int ROUNDS = Integer.getInteger("ringback.glare.rounds", 20);
    private static final int APART_MAX_MS = 400;
    private static final int BEGINS_AFTER_MS = 40;

    @RegisterExtension
    final Stage stage = Stage.on(Servers.impatient());

    /// @param conversation that the two have
    private record Friends(long conversation, Tab one, Tab other) {
        List<Tab> both() {
            return List.of(one, other);
        }
    }

    @Test
    @DisplayName(
            "1.1.9, D2: calling each other up to 400 ms apart just connects, again and again: one call each time, both hear, none missed")
    void callingEachOtherJustConnects() {
        List<Friends> pairs = List.of(
                new Friends(1, still(ABEBE, 1), still(SARA, 1)), new Friends(4, still(HANA, 4), still(DAWIT, 4)));
        List<Tab> all = pairs.stream().map(Friends::both).flatMap(List::stream).toList();
        List<Integer> before = pairs.stream().map(this::rows).toList();
        Random random = new Random(7);
        for (int round = 0; round < ROUNDS; round++) {
            meet(pairs, random);
            all.forEach(tab -> tab.asks("() => { e2e.end = e2e.sawTheEnd(); }"));
            pairs.forEach(pair -> pair.one().asks("() => e2e.client().hangUp()"));
            all.forEach(tab -> tab.asks("() => e2e.end"));
        }
        System.out.printf(
                "Called each other %d times, up to %d ms apart: connected each time%n", 2 * ROUNDS, APART_MAX_MS);
        for (int index = 0; index < pairs.size(); index++) {
            Friends pair = pairs.get(index);
            assertThat(stage.rows().ofConversation(pair.conversation()).stream()
                            .skip(before.get(index))
                            .map(row -> row.path("status").asText()))
                    .as("how the calls ended")
                    .hasSize(ROUNDS)
                    .containsOnly("ended");
        }
        all.forEach(tab -> assertThat(tab.asks("() => e2e.state().missed"))
                .as("missed calls")
                .isEqualTo(0));
    }

    /// One of each pair presses at once, the other one up to 400 ms later.
    private static void meet(List<Friends> pairs, Random random) {
        double now = System.currentTimeMillis() + BEGINS_AFTER_MS;
        for (Friends pair : pairs) {
            boolean first = random.nextBoolean();
            double apart = random.nextInt(APART_MAX_MS);
            press(pair.one(), first ? now : now + apart);
            press(pair.other(), first ? now + apart : now);
        }
        for (Friends pair : pairs) {
            List<Object> calls = Stream.of(pair.one(), pair.other())
                    .map(tab -> tab.asks("() => e2e.meeting"))
                    .toList();
            assertThat(calls.getFirst()).as("one call").isEqualTo(calls.getLast());
        }
    }

    private static void press(Tab tab, double at) {
        tab.page().evaluate("at => { e2e.meeting = e2e.callsAt(at, 'Voice call'); }", at);
    }

    /// Nothing moves on the page: one machine draws for all four.
    private Tab still(DemoPerson person, long conversation) {
        return stage.open(
                person, conversation, stage.context(new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE)));
    }

    private int rows(Friends pair) {
        return stage.rows().ofConversation(pair.conversation()).size();
    }
}
