package dev.ringback.simulation;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/// What will happen, in order of virtual time; of two things at the same time, the one that was planned first. Times
/// are microseconds since the beginning of the run.
final class Agenda {

    static final long MILLI = 1_000;
    static final long SECOND = 1_000_000;

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private record Item(long at, long number, Runnable what) {}

    private final PriorityQueue<Item> items =
            new PriorityQueue<>(Comparator.comparingLong(Item::at).thenComparingLong(Item::number));
    private long now;
    private long planned;

    /// The present, in microseconds.
    long now() {
        return now;
    }

    /// Plans something; what lies in the past happens at once, after what is planned for now.
    void at(long time, Runnable what) {
        items.add(new Item(Math.max(time, now), planned++, what));
    }

    void after(long delay, Runnable what) {
        at(now + delay, what);
    }

    /// Lets the next thing happen, if it happens until then; else it is then.
    ///
    /// @return whether something happened
    boolean step(long until) {
        Item next = items.peek();
        if (next == null || next.at() > until) {
            now = Math.max(now, until);
            return false;
        }
        items.remove();
        now = next.at();
        next.what().run();
        return true;
    }

    /// A moment as the world's clocks would write it.
    static Instant instant(long micros) {
        return BEGINNING.plusNanos(micros * 1_000);
    }

    /// The inverse of [#instant].
    static long micros(Instant instant) {
        return (instant.getEpochSecond() - BEGINNING.getEpochSecond()) * SECOND + instant.getNano() / 1_000;
    }
}
