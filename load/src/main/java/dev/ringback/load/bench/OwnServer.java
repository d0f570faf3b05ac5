package dev.ringback.load.bench;

import dev.ringback.load.calls.Target;
import dev.ringback.load.machine.HostApplication;
import dev.ringback.load.machine.ServerUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The packaged server with a data folder and a PostgreSQL of its own, both durable, for as long as a benchmark lasts.
final class OwnServer implements AutoCloseable {
    static final long FIRST_USER = 1_000_001;

    private static final String SECRET = "a secret of the benchmark, which nobody else may reach";
    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    private final ServerUnderTest server;
    private final Path data;

    private OwnServer(ServerUnderTest server, Path data) {
        this.server = server;
        this.data = data;
    }

    /// Starts one on an empty data folder.
    ///
    /// @param command starts it in the foreground
    /// @param folder gets its data and its log
    /// @param settings by their variables, beside folder, port and secret
    static OwnServer startNew(List<String> command, Path folder, Map<String, String> settings) {
        delete(folder.resolve("data"));
        return start(command, folder, settings);
    }

    /// Starts one on the data folder as it is.
    static OwnServer start(List<String> command, Path folder, Map<String, String> settings) {
        OwnServer own = prepare(command, folder, settings);
        own.server.start();
        if (!own.server.awaitReady()) {
            throw new IllegalStateException("the server did not start, see " + folder.resolve("server.log"));
        }
        return own;
    }

    /// One that does not run yet.
    static OwnServer prepare(List<String> command, Path folder, Map<String, String> settings) {
        Path data = folder.resolve("data");
        try {
            Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Map<String, String> all = new HashMap<>(settings);
        all.put("RINGBACK_DATA_DIR", data.toString());
        all.put("RINGBACK_JWT_SECRET", SECRET);
        return new OwnServer(new ServerUnderTest(command, folder.resolve("server.log"), all), data);
    }

    ServerUnderTest process() {
        return server;
    }

    Target target() {
        return new Target(URI.create("http://127.0.0.1:" + server.port()), new HostApplication(SECRET), FIRST_USER);
    }

    /// The process number of its PostgreSQL's first process.
    long postmaster() {
        return Long.parseLong(postmasterFile(PID_LINE));
    }

    /// What server, PostgreSQL and this process have used so far.
    Usage usage() {
        return Usage.now(server.pid(), postmaster());
    }

    /// @return a new connection to its database
    /// @throws SQLException when it is away
    Connection connect() throws SQLException {
        try {
            String password = Files.readString(data.resolve("secrets").resolve("database-password"));
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + postmasterFile(PORT_LINE) + "/ringback",
                    "ringback",
                    password.strip());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private String postmasterFile(int line) {
        try {
            return Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"))
                    .get(line)
                    .strip();
        } catch (IOException failed) {
            throw new UncheckedIOException("no PostgreSQL runs in " + data, failed);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
