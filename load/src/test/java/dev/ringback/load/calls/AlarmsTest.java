package dev.ringback.load.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AlarmsTest {
    private final Ledger ledger = new Ledger();
    private final SplittableRandom random = new SplittableRandom(1);
    private final Alarms alarms = new Alarms(100);
    private final List<Long> woken = new ArrayList<>();

    @Test
    void ringsInOrderAndWhenDueAlsoWhenItHadToGrow() {
        Pair pair = inCall(new Pair(1), 7);
        for (long now = 0; now < 3_000; now++) {
            alarms.set(pair, now);
            alarms.ring(Math.max(0, now - 1_900), (it, due) -> woken.add(due));
        }
        assertThat(alarms.ring(3_098, (it, due) -> woken.add(due))).isEqualTo(3_099);
        assertThat(woken).isEqualTo(LongStream.range(100, 3_099).boxed().toList());
    }

    @Test
    void doesNotRingInALaterCallOfThePair() {
        Pair pair = inCall(new Pair(1), 7);
        alarms.set(pair, 0);
        pair.end();
        inCall(pair, 8);
        assertThat(alarms.ring(1_000, (it, due) -> woken.add(due))).isEqualTo(Long.MAX_VALUE);
        assertThat(woken).isEmpty();
    }

    private Pair inCall(Pair pair, long number) {
        pair.begin(number, Scenario.ANSWERED, 0, 2, ledger, random);
        return pair;
    }
}
