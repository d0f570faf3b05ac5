package dev.ringback.call.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.call.Pair;
import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallCommand;
import dev.ringback.core.id.CallLogId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// When [WriteQueue] gives a batch, and what is in it.
@Timeout(value = 10, unit = TimeUnit.SECONDS)
class WriteQueueTest {

    private static final Duration FOR_EVER = Duration.ofHours(1);
    private static final int MUCH = 20;

    @Test
    void withLittleToDoNothingWaitsForCompany() throws InterruptedException {
        WriteQueue queue = queue(FOR_EVER);
        Write<?> ring = ring(Pair.next(), 1);
        queue.offer(ring);
        assertThat(queue.take(1)).containsExactly(ring);
    }

    @Test
    void withMuchToDoABatchKeepsThePace() throws InterruptedException {
        Duration pace = Duration.ofMillis(60);
        WriteQueue queue = queue(pace);
        queue.offer(ring(Pair.next(), 1));
        queue.take(1);
        long last = System.nanoTime();
        queue.offer(ring(Pair.next(), 2));
        queue.take(MUCH);
        assertThat(System.nanoTime() - last).isGreaterThan(pace.toNanos() / 2);
    }

    @Test
    void aFullBatchWaitsForNothing() throws InterruptedException {
        WriteQueue queue = queue(FOR_EVER);
        queue.offer(ring(Pair.next(), 1));
        queue.offer(ring(Pair.next(), 2));
        queue.offer(ring(Pair.next(), 3));
        assertThat(queue.take(MUCH)).hasSize(3);
    }

    @Test
    void twoWritesOfACallAreTwoBatches() throws InterruptedException {
        WriteQueue queue = queue(Duration.ZERO);
        Pair pair = Pair.next();
        Write<?> ring = ring(pair, 1);
        Write<?> cancel = cancel(pair, 1);
        queue.offer(ring);
        queue.offer(cancel);
        assertThat(queue.take(1)).containsExactly(ring);
        assertThat(queue.take(1)).containsExactly(cancel);
    }

    @Test
    void whoeverIsFreedCallsInTheNextBatch() throws InterruptedException {
        WriteQueue queue = queue(Duration.ZERO);
        Pair pair = Pair.next();
        Write<?> cancel = cancel(pair, 1);
        Write<?> other = ring(Pair.next(), 2);
        Write<?> again = new InviteWrite(Pair.call(pair.callerWithSomebodyElse().invitation()), Pair.RULES);
        queue.offer(again);
        queue.offer(other);
        queue.offer(cancel);
        assertThat(queue.take(1)).containsExactly(other, cancel);
        assertThat(queue.take(1)).containsExactly(again);
    }

    @Test
    void whoeverWaitsIsLetGoWhenItIsClosed() throws InterruptedException {
        WriteQueue queue = queue(FOR_EVER);
        queue.offer(ring(Pair.next(), 1));
        queue.close();
        assertThat(queue.take(MUCH)).hasSize(1);
        assertThat(queue.take(MUCH)).isEqualTo(List.of());
    }

    private static WriteQueue queue(Duration pace) {
        return new WriteQueue(new WriterLimits(100, 100, 3, pace, 5, Duration.ofSeconds(1)));
    }

    private static Write<?> ring(Pair pair, long row) {
        return new MoveWrite(
                pair.move(call(pair, row), new CallCommand.Person(Ask.RING, pair.calleePhone()), pair.now()));
    }

    private static Write<?> cancel(Pair pair, long row) {
        return new MoveWrite(
                pair.move(call(pair, row), new CallCommand.Person(Ask.CANCEL, pair.callerPhone()), pair.now()));
    }

    private static Call call(Pair pair, long row) {
        return pair.invitation().committedAs(new CallLogId(row));
    }
}
