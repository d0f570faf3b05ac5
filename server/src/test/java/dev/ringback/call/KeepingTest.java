package dev.ringback.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.core.call.Call;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeepingTest {

    private final Bench bench = new Bench();

    @Test
    void aBugInOneSweepDoesNotEndTheSweeping() {
        bench.calls.begin();
        bench.answer("overdue", Collections.singletonList(null));
        bench.pass(Duration.ofSeconds(1));
        int before = bench.asked("overdue").size();

        bench.pass(Duration.ofSeconds(1));

        assertThat(bench.asked("overdue")).hasSize(before + 1);
    }

    @Test
    void aBugInOneBeatDoesNotEndTheBeating() {
        bench.calls.begin();
        bench.answer("markLostNodes", Collections.singletonList(null));
        bench.pass(Duration.ofSeconds(2));
        int before = bench.asked("beat").size();

        bench.pass(Duration.ofSeconds(2));

        assertThat(bench.asked("beat")).hasSize(before + 1);
    }

    @Test
    void aDatabaseThatIsAwayEndsNeither() {
        bench.calls.begin();
        bench.answer("overdue", new StoreUnavailable("away"));
        bench.answer("beat", new StoreUnavailable("away"));
        int before = bench.asked("beat").size();

        bench.pass(Duration.ofSeconds(10));

        assertThat(bench.asked("beat")).hasSize(before + 5);
        assertThat(bench.asked("overdue")).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void aRowThatCannotBeClosedDoesNotKeepTheNodeFromStarting() {
        overdueOnce();
        bench.answer("move", new IllegalStateException("a CHECK"));

        assertThat(bench.calls.begin().toCompletableFuture()).isCompleted();
    }

    @Test
    void aDatabaseThatIsAwayDoes() {
        overdueOnce();
        bench.answer("move", new StoreUnavailable("away"));

        assertThat(bench.calls.begin().toCompletableFuture()).isCompletedExceptionally();
    }

    private void overdueOnce() {
        Call call = bench.pair
                .invitation(new CallId(UUID.randomUUID()), bench.now().minusSeconds(60))
                .committedAs(new CallLogId(1));
        AtomicInteger asked = new AtomicInteger();
        bench.answer("overdue", any -> asked.getAndIncrement() == 0 ? List.of(call) : List.of());
        bench.answer("load", any -> Optional.of(call));
    }
}
