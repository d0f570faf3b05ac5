package dev.ringback.load.machine;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A real PostgreSQL, durable, that belongs to no server under test: it outlives their deaths, and can be made to
/// crash.
public final class Postgres implements AutoCloseable {
    private static final String NAME = "ringback";
    private static final int RESTART_SECONDS = 60;
    /// One folder for all of a JVM: the library unpacks its programs once and remembers where.
    private static final Path PROGRAMS = Path.of(System.getProperty("java.io.tmpdir"), "ringback-postgres");

    private final EmbeddedPostgres postgres;
    private final Path data;
    private final Path program;
    private final Path log;

    private Postgres(EmbeddedPostgres postgres, Path data, Path program, Path log) {
        this.postgres = postgres;
        this.data = data;
        this.program = program;
        this.log = log;
    }

    /// @param folder gets its data and its log
    /// @return one that runs, with an empty database
    public static Postgres start(Path folder) {
        Path data = folder.resolve("postgres");
        Path log = folder.resolve("postgres.log");
        try {
            Files.createDirectories(PROGRAMS);
            ProcessBuilder.Redirect toLog = ProcessBuilder.Redirect.appendTo(log.toFile());
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setOverrideWorkingDirectory(PROGRAMS.toFile())
                    .setOutputRedirector(toLog)
                    .setErrorRedirector(toLog)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("unix_socket_directories", "")
                    .start();
            Postgres started = new Postgres(postgres, data, program(data), log);
            try (Connection connection = DriverManager.getConnection(started.jdbcUrl(postgres.getPort(), "postgres"));
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + NAME);
            }
            return started;
        } catch (IOException | SQLException failed) {
            throw new IllegalStateException("PostgreSQL did not start, see " + log, failed);
        }
    }

    /// @return where it listens
    public int port() {
        return postgres.getPort();
    }

    /// @param port its own, or that of a proxy before it
    /// @return the database's address with user and password
    public String jdbcUrl(int port) {
        return jdbcUrl(port, NAME);
    }

    /// @return a new connection, not through any proxy
    /// @throws SQLException when it is away
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(port()));
    }

    /// Ends all its processes at once, as a crash would, and starts it again; it recovers from its log. Returns when
    /// it can be used.
    public void crashAndRestart() {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U")); // it refuses to run as root
        }
        command.addAll(List.of(program.toString(), "restart", "-D", data.toString(), "-m", "immediate", "-w"));
        try {
            Process restart = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            if (!restart.waitFor(RESTART_SECONDS, TimeUnit.SECONDS) || restart.exitValue() != 0) {
                throw new IllegalStateException("PostgreSQL did not come back, see " + log);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres&password=unused";
    }

    /// The `pg_ctl` beside the program that runs.
    private static Path program(Path data) throws IOException {
        long postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        return ProcessHandle.of(postmaster)
                .flatMap(process -> process.info().command())
                .map(postgres -> Path.of(postgres).resolveSibling("pg_ctl"))
                .orElseThrow(() -> new IOException("no process runs " + data));
    }
}
