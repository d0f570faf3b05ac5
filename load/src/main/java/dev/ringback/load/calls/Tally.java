package dev.ringback.load.calls;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/// The figures of one step. One event loop.
public final class Tally {
    private static final long HIGHEST_MICROS = 60_000_000;
    private static final int DIGITS = 3;
    private static final double MICRO = 1e3;

    private final Map<Wait, Histogram> waits = new EnumMap<>(Wait.class);
    private final Map<String, Long> failures = new TreeMap<>();
    private long begun;
    private long completed;
    private long failed;

    /// What is waited for. All but the last count from the moment when the message was to be sent.
    public enum Wait {
        /// From the intended invitation to the callee's socket.
        INVITATION,
        /// From `call_ringing` to the caller's socket.
        RINGING,
        /// From the intended answer to the caller's socket.
        ANSWER,
        /// From the intended end, cancel or decline to the other side's socket.
        END,
        /// From the intended end to its `ack`.
        END_ACK,
        /// From the intended cancel to the callee's socket; in `END` too.
        CANCEL,
        /// How late the generator itself was with what it sent.
        LATE
    }

    /// Nothing yet.
    public Tally() {
        for (Wait wait : Wait.values()) {
            waits.put(wait, new Histogram(HIGHEST_MICROS, DIGITS));
        }
    }

    void begin() {
        begun++;
    }

    void complete() {
        completed++;
    }

    void fail(String why) {
        failed++;
        failures.merge(why, 1L, Long::sum);
    }

    void wait(Wait wait, long fromNanos, long toNanos) {
        long micros = Math.clamp(Math.round((toNanos - fromNanos) / MICRO), 0, HIGHEST_MICROS);
        of(wait).recordValue(micros);
    }

    /// In microseconds.
    public Histogram of(Wait wait) {
        return waits.getOrDefault(wait, new Histogram(DIGITS));
    }

    /// How many calls were begun.
    public long begun() {
        return begun;
    }

    /// How many went as their scenario says, on both sides.
    public long completed() {
        return completed;
    }

    /// How many did not.
    public long failed() {
        return failed;
    }

    /// How many calls are neither.
    public long live() {
        return begun - completed - failed;
    }

    /// Why they failed: error codes, `late`, `closed`.
    public Map<String, Long> failures() {
        return new LinkedHashMap<>(failures);
    }
}
