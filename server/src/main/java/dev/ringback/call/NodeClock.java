package dev.ringback.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// The node's one clock (design §2.5): the machine's monotonic time, moved to where the database's clock stands. Nodes
/// that ask the same database agree within the time of a round trip, whatever their own clocks show. Whole
/// microseconds, as PostgreSQL keeps them; never goes back, however it is set.
///
/// Until the first [#measure] it goes by the machine's clock. Any thread may read it.
public final class NodeClock implements InstantSource {

    /// How often the offset is to be measured.
    public static final Duration EVERY = Duration.ofSeconds(10);

    private static final int SAMPLES = 5;

    private final Reference reference;
    private final LongSupplier monotonicNanos;
    private final AtomicLong newestMicros = new AtomicLong(Long.MIN_VALUE);
    /// What is added to the monotonic time.
    private volatile long offsetNanos;

    /// The database's clock. Reading it takes a round trip.
    @FunctionalInterface
    public interface Reference {

        /// What it shows now.
        Instant read();
    }

    /// A clock of this machine.
    ///
    /// @param reference asked by [#measure] only
    public NodeClock(Reference reference) {
        this(reference, System::nanoTime, InstantSource.system());
    }

    NodeClock(Reference reference, LongSupplier monotonicNanos, InstantSource machine) {
        this.reference = reference;
        this.monotonicNanos = monotonicNanos;
        this.offsetNanos = nanos(machine.instant()) - monotonicNanos.getAsLong();
    }

    @Override
    public Instant instant() {
        long micros = Math.floorDiv(monotonicNanos.getAsLong() + offsetNanos, 1_000L);
        return Instant.EPOCH.plus(newestMicros.accumulateAndGet(micros, Math::max), ChronoUnit.MICROS);
    }

    /// Measures the offset, by the quickest of a few round trips: the database's clock was read in its middle, give or
    /// take half of it. Blocks. When it fails, the old offset goes on.
    ///
    /// @return how far the clock was moved; what the reference throws is passed on
    public Duration measure() {
        long quickest = Long.MAX_VALUE;
        long offset = offsetNanos;
        for (int sample = 0; sample < SAMPLES; sample++) {
            long before = monotonicNanos.getAsLong();
            Instant there = reference.read();
            long trip = monotonicNanos.getAsLong() - before;
            if (trip < quickest) {
                quickest = trip;
                offset = nanos(there) - (before + trip / 2);
            }
        }
        Duration moved = Duration.ofNanos(offset - offsetNanos);
        offsetNanos = offset;
        return moved;
    }

    private static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }
}
