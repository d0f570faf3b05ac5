package dev.ringback.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A server's data folder as a test sees it: where its PostgreSQL listens, and the password.
///
/// @param path the folder
record DataFolder(Path path) {
    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;
    private static final int STOPPED_WITHIN_SECONDS = 20;

    static DataFolder temporary() {
        try {
            return new DataFolder(Files.createTempDirectory("ringback-e2e"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + postmaster().get(PORT_LINE).strip() + "/ringback";
    }

    String databasePassword() {
        return read(path.resolve("secrets/database-password")).strip();
    }

    /// Stops a PostgreSQL that a killed server left here, and removes the folder.
    void delete() {
        if (Files.exists(pidFile())) {
            ProcessHandle.of(Long.parseLong(postmaster().get(PID_LINE).strip())).ifPresent(DataFolder::end);
        }
        try (Stream<Path> files = Files.exists(path) ? Files.walk(path) : Stream.empty()) {
            files.sorted(Comparator.reverseOrder()).forEach(DataFolder::deleteFile);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void end(ProcessHandle postmaster) {
        postmaster.destroy();
        postmaster
                .onExit()
                .completeOnTimeout(postmaster, STOPPED_WITHIN_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private static void deleteFile(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private List<String> postmaster() {
        return read(pidFile()).lines().toList();
    }

    private Path pidFile() {
        return path.resolve("postgres/postmaster.pid");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
