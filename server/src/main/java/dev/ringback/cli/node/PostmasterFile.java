package dev.ringback.cli.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// `postmaster.pid`: what a running PostgreSQL says of itself in its own folder. A JVM that was killed leaves it and
/// its PostgreSQL behind.
///
/// @param data PostgreSQL's own folder; absolute
record PostmasterFile(Path data) {
    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;
    private static final Duration FAST_WITHIN = Duration.ofSeconds(20);
    private static final Duration AT_ONCE_WITHIN = Duration.ofSeconds(10);

    /// @return where it listens; empty when none runs here
    Optional<Integer> port() {
        List<String> lines = lines();
        return postmaster(lines)
                .filter(running -> lines.size() > PORT_LINE)
                .map(running -> Integer.valueOf(lines.get(PORT_LINE).strip()));
    }

    /// Stops what was left behind. It is not adopted: it may run with another version's settings. Whoever calls holds
    /// the lock of the data folder, so nobody needs it any more.
    ///
    /// @throws CannotStartException when it does not end
    void stopStale() {
        try {
            Optional<ProcessHandle> postmaster = postmaster(lines());
            if (postmaster.isPresent()) {
                stop(postmaster.get());
            }
            Files.deleteIfExists(file());
        } catch (IOException failed) {
            throw new CannotStartException("can't stop the PostgreSQL left in %s: %s".formatted(data, failed), failed);
        }
    }

    private Path file() {
        return data.resolve("postmaster.pid");
    }

    private List<String> lines() {
        try {
            return Files.exists(file()) ? Files.readAllLines(file()) : List.of();
        } catch (IOException failed) {
            throw new CannotStartException("can't read %s: %s".formatted(file(), failed), failed);
        }
    }

    /// The process may be gone and its number be another's by now: it must name this folder.
    private Optional<ProcessHandle> postmaster(List<String> lines) {
        return lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.get(PID_LINE).strip())).filter(this::isPostgresHere);
    }

    private boolean isPostgresHere(ProcessHandle process) {
        return process.info().arguments().map(List::of).orElse(List.of()).contains(data.toString());
    }

    private static void stop(ProcessHandle postmaster) throws IOException {
        // Fast: sessions are ended and everything is written. Then at once, as after a power cut.
        if (!ended(postmaster, "INT", FAST_WITHIN) && !ended(postmaster, "QUIT", AT_ONCE_WITHIN)) {
            throw new IOException("process " + postmaster.pid() + " does not end");
        }
    }

    private static boolean ended(ProcessHandle process, String signal, Duration within) throws IOException {
        new ProcessBuilder("sh", "-c", "kill -s \"$0\" \"$1\"", signal, Long.toString(process.pid())).start();
        try {
            process.onExit().get(within.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return false;
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
