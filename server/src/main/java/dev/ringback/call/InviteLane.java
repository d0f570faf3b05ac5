package dev.ringback.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Where new calls wait for their turn, so that answers, cancels and hang-ups need not wait for them. A few are let in
/// at each round of the call loop, behind everything that the loop was handed before: the longer its queue, the fewer
/// begin. When the first at the database's writer waits for longer than the limit, or the first in the lane for longer
/// than half of it, and more wait there than begin together, no more are taken in: whoever is turned away at once may
/// try again, and nobody waits for a call that comes too late. As long as fewer wait, turning anybody away would help
/// nobody: whatever keeps them waiting, they all go on with the next round or the next transaction, and so would one
/// more.
///
/// On the call loop only.
final class InviteLane {

    private static final Logger LOG = Logger.getLogger(InviteLane.class);
    private static final int WAITING_MAX = 1_024;
    /// All else waits for the loop, too, but only new calls wait for the writer: there the limit is a part of the
    /// whole.
    private static final int LOOPS_PART = 2;
    /// So many begin in one round of the loop, and far more in one transaction of the writer.
    private static final int TOGETHER = 32;

    private final Executor loop;
    private final InstantSource clock;
    private final Supplier<Duration> writersDelay;
    private final IntSupplier writersQueue;
    private final Duration delayMax;
    private final CallWatch watch;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private boolean roundComes;

    private record Waiting(Instant since, Runnable begin) {}

    /// @param writersDelay how long the first new call waits for the writer
    /// @param writersQueue how many new calls wait for it
    /// @param delayMax zero for no limit
    InviteLane(
            Executor loop,
            InstantSource clock,
            Supplier<Duration> writersDelay,
            IntSupplier writersQueue,
            Duration delayMax,
            CallWatch watch) {
        this.loop = loop;
        this.clock = clock;
        this.writersDelay = writersDelay;
        this.writersQueue = writersQueue;
        this.delayMax = delayMax;
        this.watch = watch;
    }

    /// Lets a new call begin when its turn comes.
    ///
    /// @return false when it was turned away: it must not begin
    boolean enter(Runnable begin) {
        if (turnsAway()) {
            return false;
        }
        waiting.add(new Waiting(clock.instant(), begin));
        if (!roundComes) {
            roundComes = true;
            loop.execute(this::round);
        }
        return true;
    }

    /// Whether a new call would be turned away now; counts it when it would.
    boolean turnsAway() {
        Optional<CallWatch.Overload> overload = overload();
        overload.ifPresent(watch::turnedAway);
        return overload.isPresent();
    }

    /// How many wait for their turn.
    int waiting() {
        return waiting.size();
    }

    private void round() {
        roundComes = false;
        for (int begun = 0; begun < TOGETHER && !waiting.isEmpty(); begun++) {
            begin(waiting.remove());
        }
        if (!waiting.isEmpty() && !roundComes) {
            roundComes = true;
            loop.execute(this::round);
        }
    }

    /// One that fails does not keep the next from its turn.
    private static void begin(Waiting first) {
        try {
            first.begin().run();
        } catch (RuntimeException bug) {
            LOG.error("an invitation failed", bug);
        }
    }

    private Optional<CallWatch.Overload> overload() {
        if (waiting.size() >= WAITING_MAX) {
            return Optional.of(CallWatch.Overload.FULL);
        }
        if (delayMax.isZero()) {
            return Optional.empty();
        }
        if (isLoopLate()) {
            return Optional.of(CallWatch.Overload.LOOP);
        }
        return isWriterLate() ? Optional.of(CallWatch.Overload.WRITER) : Optional.empty();
    }

    private boolean isLoopLate() {
        return waiting.size() >= TOGETHER
                && waiting.element()
                        .since()
                        .plus(delayMax.dividedBy(LOOPS_PART))
                        .isBefore(clock.instant());
    }

    private boolean isWriterLate() {
        return writersDelay.get().compareTo(delayMax) > 0 && writersQueue.getAsInt() >= TOGETHER;
    }
}
