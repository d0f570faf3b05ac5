package dev.ringback.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Supplier;

/// Says on the error stream how far a long command is, every few seconds; a short one says nothing. Used by one
/// thread.
final class ProgressLine {
    private static final long EVERY_NANOS = Duration.ofSeconds(3).toNanos();

    private final PrintWriter err;
    private long toldAt = System.nanoTime();

    ProgressLine(PrintWriter err) {
        this.err = err;
    }

    /// @param line asked for only when it is time
    void at(Supplier<String> line) {
        long now = System.nanoTime();
        if (now - toldAt >= EVERY_NANOS) {
            toldAt = now;
            err.println(line.get());
            err.flush();
        }
    }
}
