package dev.ringback.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/// Who waits behind whom, and when a new call is turned away.
class InviteLaneTest {

    private static final Duration LIMIT = Duration.ofMillis(250);
    private static final int TOGETHER = 32;

    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final List<CallWatch.Overload> turnedAway = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private Duration writerLate = Duration.ZERO;
    private int writersQueue = TOGETHER;
    private final InviteLane lane = lane(LIMIT);

    private InviteLane lane(Duration delayMax) {
        return new InviteLane(loop::add, () -> now, () -> writerLate, () -> writersQueue, delayMax, new CallWatch() {
            @Override
            public void turnedAway(Overload because) {
                turnedAway.add(because);
            }
        });
    }

    @Test
    void whatTheLoopWasHandedBeforeGoesFirst() {
        loop.add(() -> done.add("hang up"));
        assertThat(lane.enter(() -> done.add("invitation"))).isTrue();
        loop.add(() -> done.add("cancel"));

        run();

        assertThat(done).containsExactly("hang up", "invitation", "cancel");
    }

    @Test
    void manyNewCallsLetOthersInBetween() {
        for (int i = 0; i < 100; i++) {
            lane.enter(() -> done.add("invitation"));
        }
        loop.add(() -> done.add("cancel"));

        run();

        assertThat(done).hasSize(101);
        assertThat(done.indexOf("cancel")).isLessThanOrEqualTo(32);
    }

    @Test
    void newCallsAreTurnedAwayWhileManyWaitAndTheFirstTooLong() {
        for (int i = 1; i < TOGETHER; i++) {
            assertThat(lane.enter(() -> done.add("first"))).isTrue();
        }
        now = now.plus(LIMIT.dividedBy(2));
        assertThat(lane.enter(() -> done.add("in time"))).isTrue();
        assertThat(lane.enter(() -> done.add("in time"))).isTrue();
        now = now.plusMillis(1);

        assertThat(lane.enter(() -> done.add("late"))).isFalse();

        assertThat(turnedAway).containsExactly(CallWatch.Overload.LOOP);
        run();
        assertThat(done).hasSize(TOGETHER + 1).doesNotContain("late");
        assertThat(lane.enter(() -> done.add("again"))).isTrue();
        run();
        assertThat(done).hasSize(TOGETHER + 2).endsWith("again");
        assertThat(turnedAway).hasSize(1);
    }

    @Test
    void fewThatWaitLongForTheLoopGoOnWithItsNextRound() {
        assertThat(lane.enter(() -> done.add("first"))).isTrue();
        now = now.plusSeconds(1);

        for (int i = 1; i < TOGETHER; i++) {
            assertThat(lane.enter(() -> done.add("with it"))).isTrue();
        }

        assertThat(lane.enter(() -> done.add("late"))).isFalse();
        assertThat(lane.waiting()).isEqualTo(TOGETHER);
    }

    @Test
    void fewThatWaitLongForTheWriterGoOnWithItsNextTransaction() {
        writerLate = Duration.ofSeconds(1);
        writersQueue = TOGETHER - 1;
        assertThat(lane.enter(() -> done.add("with them"))).isTrue();

        writersQueue = TOGETHER;
        assertThat(lane.enter(() -> done.add("late"))).isFalse();
    }

    @Test
    void newCallsAreTurnedAwayWhileTheWriterIsLate() {
        writerLate = LIMIT.plusMillis(1);
        assertThat(lane.enter(() -> done.add("late"))).isFalse();
        assertThat(turnedAway).containsExactly(CallWatch.Overload.WRITER);

        writerLate = LIMIT;
        assertThat(lane.enter(() -> done.add("in time"))).isTrue();
        run();
        assertThat(done).containsExactly("in time");
    }

    @Test
    void withoutALimitOnlyAFullLaneTurnsAway() {
        InviteLane patient = lane(Duration.ZERO);
        writerLate = Duration.ofHours(1);
        for (int i = 0; i < 1_024; i++) {
            assertThat(patient.enter(() -> {})).isTrue();
            now = now.plusSeconds(1);
        }
        assertThat(patient.enter(() -> {})).isFalse();
        assertThat(turnedAway).containsExactly(CallWatch.Overload.FULL);
    }

    @Test
    void anInvitationThatFailsDoesNotKeepTheNextFromItsTurn() {
        lane.enter(() -> {
            throw new IllegalStateException("on purpose");
        });
        lane.enter(() -> done.add("next"));

        run();

        assertThat(done).containsExactly("next");
        assertThat(lane.waiting()).isZero();
    }

    private void run() {
        for (Runnable step = loop.poll(); step != null; step = loop.poll()) {
            step.run();
        }
    }
}
