package dev.ringback.load.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The packaged server as a process, which may be killed and started again on the same port. One thread uses it.
public final class ServerUnderTest implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(120);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(45);
    private static final long LOOK_AGAIN_NANOS = 50_000_000;
    private static final int FIRST_PORT = 10_000;
    /// From here on Linux gives ports to outgoing connections (`ip_local_port_range`): one of those would be taken by
    /// the next connection of anybody while the server is down.
    private static final int FIRST_EPHEMERAL_PORT = 32_768;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> command;
    private final Path log;
    private final Map<String, String> settings;
    private final int port = freePort();
    private @Nullable Process process;

    /// @param jar `quarkus-run.jar`
    /// @param log what it prints is added there
    /// @param settings by their variables; the port is chosen here
    public ServerUnderTest(Path jar, Path log, Map<String, String> settings) {
        this(shortLived(jar), log, settings);
        if (!Files.exists(jar)) {
            throw new IllegalStateException("no " + jar + ": build the server first (script/mvn package)");
        }
    }

    /// @param command what starts it in the foreground
    /// @param log what it prints is added there
    /// @param settings by their variables; the port is chosen here
    public ServerUnderTest(List<String> command, Path log, Map<String, String> settings) {
        this.command = List.copyOf(command);
        this.log = log;
        this.settings = new HashMap<>(settings);
        this.settings.put("RINGBACK_HTTP_PORT", Integer.toString(port));
    }

    /// @return where it listens, in each of its lives
    public int port() {
        return port;
    }

    /// Starts the process and does not wait.
    public void start() {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("RINGBACK_"));
        builder.environment().putAll(settings);
        try {
            process = builder.start();
            Process started = process;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// @return false when the process ended instead
    /// @throws IllegalStateException when it takes too long
    public boolean awaitReady() {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isReady()) {
            if (!running().isAlive()) {
                return false;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not ready within " + READY_WITHIN + ", see " + log);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return true;
    }

    /// SIGKILL; returns when the process is gone.
    public void kill() {
        running().destroyForcibly();
        awaitEnd();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            awaitEnd();
        }
        http.close();
    }

    /// @return whether calls can be made
    public boolean isReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /// @return the number of the process
    public long pid() {
        return running().pid();
    }

    private static List<String> shortLived(Path jar) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Short lives: compiling more than a little costs more than it gives.
        command.addAll(List.of("-XX:+UseG1GC", "-XX:+UseCompactObjectHeaders", "-Xms64m", "-Xmx512m"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-jar", jar.toString(), "serve"));
        return command;
    }

    /// When this process is ended: the server stops its own PostgreSQL, if it may end in peace.
    private static void end(Process started) {
        started.destroy();
        if (!ended(started)) {
            started.destroyForcibly();
        }
    }

    private void awaitEnd() {
        if (!ended(running())) {
            running().destroyForcibly();
            throw new IllegalStateException("did not stop within " + STOPPED_WITHIN + ", see " + log);
        }
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process;
    }

    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, FIRST_EPHEMERAL_PORT);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // the next one, then
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
