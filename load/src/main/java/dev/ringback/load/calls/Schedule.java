package dev.ringback.load.calls;

/// The open-loop clock: call n is to begin n / rate seconds after the beginning, whatever became of those before it.
/// Latencies count from that moment, so that a server that stalls is charged for all who had to wait (no coordinated
/// omission).
///
/// @param begin of the first, in nanoseconds of [System#nanoTime]
/// @param perSecond how many begin in a second
/// @param count how many there are
public record Schedule(long begin, double perSecond, long count) {
    private static final double SECOND = 1e9;

    /// @param number from 0
    /// @return when it is to begin
    public long at(long number) {
        return begin + (long) (number * SECOND / perSecond);
    }

    /// @param next the number of the first that has not begun
    /// @return whether it is due
    public boolean isDue(long next, long now) {
        return next < count && at(next) <= now;
    }

    /// @return when the last one begins
    public long end() {
        return at(count);
    }
}
