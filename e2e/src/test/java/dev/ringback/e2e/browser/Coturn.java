package dev.ringback.e2e.browser;

import dev.ringback.e2e.world.OtherProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/// A coturn of the tests' own, on the loopback address only; what it prints is in `target/coturn.log`.
final class Coturn implements AutoCloseable {
    static final String SECRET = "the-secret-of-the-tests-relay";

    private static final Path PROGRAM = Path.of("/usr/bin/turnserver");
    private static final Duration READY_WITHIN = Duration.ofSeconds(30);

    private final int port = OtherProgram.freePort();
    private final Process process;

    private Coturn() throws IOException {
        Path log = Path.of("target/coturn.log");
        Files.createDirectories(log.getParent());
        Path state = Files.createTempDirectory("ringback-coturn");
        List<String> command = List.of(
                PROGRAM.toString(),
                "-n",
                "--listening-ip=127.0.0.1",
                "--relay-ip=127.0.0.1",
                "--listening-port=" + port,
                "--allow-loopback-peers",
                "--use-auth-secret",
                "--static-auth-secret=" + SECRET,
                "--realm=ringback.test",
                "--no-tls",
                "--no-dtls",
                "--no-cli",
                "--no-stdout-log",
                "--userdb=" + state.resolve("users"),
                "--pidfile=" + state.resolve("pid"),
                "--log-file=" + log.toAbsolutePath());
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /// @return one that relays
    static Coturn start() {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IllegalStateException("coturn is missing: apt-get install coturn");
        }
        try {
            Coturn coturn = new Coturn();
            Awaitility.await("that coturn listens")
                    .atMost(READY_WITHIN)
                    .failFast("coturn ended, see target/coturn.log", () -> !coturn.process.isAlive())
                    .until(coturn::listens);
            return coturn;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// @return its address, as clients are told
    String url() {
        return "turn:127.0.0.1:" + port + "?transport=udp";
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        OtherProgram.end(process);
    }
}
