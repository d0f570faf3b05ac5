package dev.ringback.load.calls;

/// Alarms that all ring after the same time, so that the first set is the first to ring. Nothing is allocated per
/// alarm. One event loop.
final class Alarms {
    private static final int BEGIN_CAPACITY = 1_024;

    private final long afterNanos;
    private Pair[] pairs = new Pair[BEGIN_CAPACITY];
    private long[] times = new long[BEGIN_CAPACITY];
    private long[] calls = new long[BEGIN_CAPACITY];
    private int first;
    private int size;

    /// What is woken.
    interface Sleeper {
        void wake(Pair pair, long due);
    }

    Alarms(long afterNanos) {
        this.afterNanos = afterNanos;
    }

    /// Sets one for the call that the pair is in; it does not ring in a later call of the pair.
    void set(Pair pair, long now) {
        if (size == pairs.length) {
            grow();
        }
        int at = first + size & pairs.length - 1;
        pairs[at] = pair;
        times[at] = now + afterNanos;
        calls[at] = pair.number();
        size++;
    }

    /// Rings those that are due.
    ///
    /// @return when the next one rings; [Long#MAX_VALUE] for none
    long ring(long now, Sleeper sleeper) {
        while (size > 0) {
            long due = times[first];
            if (due > now) {
                return due;
            }
            Pair pair = pairs[first];
            boolean same = calls[first] == pair.number();
            first = first + 1 & pairs.length - 1;
            size--;
            if (same) {
                sleeper.wake(pair, due);
            }
        }
        return Long.MAX_VALUE;
    }

    private void grow() {
        int length = pairs.length;
        Pair[] morePairs = new Pair[length * 2];
        long[] moreTimes = new long[length * 2];
        long[] moreCalls = new long[length * 2];
        for (int i = 0; i < size; i++) {
            int at = first + i & length - 1;
            morePairs[i] = pairs[at];
            moreTimes[i] = times[at];
            moreCalls[i] = calls[at];
        }
        pairs = morePairs;
        times = moreTimes;
        calls = moreCalls;
        first = 0;
    }
}
