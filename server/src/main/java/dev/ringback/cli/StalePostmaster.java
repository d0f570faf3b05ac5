package dev.ringback.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A PostgreSQL that was left running in a data folder by a JVM that was killed. It is stopped, not adopted: it may run
/// with another version's settings. Whoever calls holds the lock of the folder, so nobody needs it any more.
///
/// @param data PostgreSQL's own folder
record StalePostmaster(Path data) {
    private static final Duration FAST_WITHIN = Duration.ofSeconds(20);
    private static final Duration AT_ONCE_WITHIN = Duration.ofSeconds(10);

    void stop() {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            Optional<ProcessHandle> postmaster = postmaster(Files.readAllLines(pidFile));
            if (postmaster.isPresent()) {
                stop(postmaster.get());
            }
            Files.deleteIfExists(pidFile);
        } catch (IOException failed) {
            throw new CannotStartException("can't stop the PostgreSQL left in %s: %s".formatted(data, failed), failed);
        }
    }

    /// The process may be gone and its number be another's by now: it must name this folder.
    private Optional<ProcessHandle> postmaster(List<String> pidFile) {
        return ProcessHandle.of(Long.parseLong(pidFile.getFirst().strip())).filter(this::isPostgresHere);
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
