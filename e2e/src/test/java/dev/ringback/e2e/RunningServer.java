package dev.ringback.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.e2e.world.OtherProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// The packaged server as a process of its own, with a data folder that goes when it is closed. Tests that need no
/// settings of their own share one, [#shared]; it runs in demo mode and serves all tests of the JVM, so each test
/// cleans up after itself or uses people of its own.
///
/// What it prints is in `target/servers/`. One thread uses it at a time, but for [#shared].
public final class RunningServer implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(120);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(45);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> environment;
    private final DataFolder folder;
    private final int port;
    private final Path output;
    private @Nullable Process process;

    private RunningServer(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.folder = DataFolder.temporary();
        this.port = OtherProgram.freePort();
        this.output = Path.of("target/servers", port + ".log").toAbsolutePath();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /// @return the one of this JVM that has no settings of its own
    public static RunningServer shared() {
        return Shared.SERVER;
    }

    /// @param environment settings by their variables, as `RINGBACK_RING_TIMEOUT`
    /// @return a new server that is ready
    public static RunningServer start(Map<String, String> environment) {
        RunningServer server = new RunningServer(environment);
        server.startProcess();
        return server;
    }

    /// @return `http://localhost:port`, without a slash at the end
    public URI baseUrl() {
        return URI.create("http://localhost:" + port);
    }

    /// @param userId 1 to 4, a demo person
    /// @return a token of that person's, from the demo's own door
    public String token(long userId) {
        HttpRequest request = HttpRequest.newBuilder(baseUrl().resolve("/api/demo/token"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"user_id\": " + userId + "}"))
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("no token: status " + response.statusCode());
            }
            return JSON.readTree(response.body()).get("token").textValue();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    /// @return its database's address; another one after [#restart]
    public String jdbcUrl() {
        return folder.jdbcUrl();
    }

    /// @return the password of the database's user `ringback`
    public String databasePassword() {
        return folder.databasePassword();
    }

    /// @return a new connection to its database, to be closed by the caller
    /// @throws SQLException when the database is away
    public Connection database() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), "ringback", databasePassword());
    }

    /// @return its data folder
    public Path dataDir() {
        return folder.path();
    }

    /// @return all it has printed, over all its lives
    public String printed() {
        try {
            return Files.exists(output) ? Files.readString(output) : "";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// @return the process id of the present life
    public long pid() {
        return running().pid();
    }

    /// Asks it to stop (SIGTERM) and waits until it has.
    ///
    /// @return the exit code
    public int stop() {
        Process stopping = running();
        stopping.destroy();
        return awaitEnd(stopping);
    }

    /// Kills the server (SIGKILL), but not its PostgreSQL, as an out-of-memory killer would.
    public void kill() {
        Process killed = running();
        killed.destroyForcibly();
        awaitEnd(killed);
    }

    /// Starts it again on the same data and port; call it after [#stop] or [#kill].
    public void restart() {
        startProcess();
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            stop();
        }
        folder.delete();
    }

    private void startProcess() {
        try {
            Files.createDirectories(output.getParent());
            Map<String, String> settings = new HashMap<>();
            settings.put("RINGBACK_HTTP_PORT", Integer.toString(port));
            settings.put("RINGBACK_DATA_DIR", folder.path().toString());
            settings.putAll(environment);
            process = ServerProcess.start(settings, ProcessBuilder.Redirect.appendTo(output.toFile()), "serve");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        try {
            Awaitility.await("that the server is ready, see " + output)
                    .atMost(READY_WITHIN)
                    .pollInterval(Duration.ofMillis(50))
                    .failFast(
                            "the server ended, see " + output, () -> !running().isAlive())
                    .until(this::ready);
        } catch (RuntimeException failed) {
            keepLog();
            throw failed;
        }
    }

    /// What PostgreSQL said of a server that did not start must not go with its data folder.
    private void keepLog() {
        Path log = folder.path().resolve("postgres.log");
        try {
            if (Files.exists(log)) {
                Files.copy(log, output.resolveSibling(port + ".postgres.log"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private boolean ready() {
        try {
            HttpRequest request = HttpRequest.newBuilder(baseUrl().resolve("/q/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process;
    }

    private int awaitEnd(Process ending) {
        try {
            if (!ending.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                ending.destroyForcibly();
                throw new IllegalStateException("did not stop within " + STOPPED_WITHIN + ": " + printed());
            }
            return ending.exitValue();
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static IllegalStateException interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(interrupted);
    }

    private static final class Shared {
        private static final RunningServer SERVER = start(Map.of());
    }
}
