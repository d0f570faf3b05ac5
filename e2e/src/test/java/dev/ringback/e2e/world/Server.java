package dev.ringback.e2e.world;

import dev.ringback.e2e.RunningServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;

/// A running server as the tests see it. [#usual] and [#brisk] are shared by all tests of the JVM.
public final class Server {
    /// A web origin that the brisk server allows.
    public static final String ALLOWED_ORIGIN = "https://chat.example.org";

    /// What the brisk server shares with its TURN relay.
    public static final String TURN_SECRET = "a-turn-secret-for-tests";

    /// How long a call rings on the brisk server, in seconds.
    public static final int BRISK_RING = 3;

    /// How long a call may last on the brisk server, in seconds.
    public static final int BRISK_MAX_CALL = 5;

    private final RunningServer process;
    private final String secret;
    private final Rows rows;

    private Server(RunningServer process) {
        this.process = process;
        this.secret = secretOf(process);
        this.rows = new Rows(process);
    }

    /// @return the one with every setting as it comes
    public static Server usual() {
        return Usual.SERVER;
    }

    /// @return the one whose time-outs are so short that tests can wait for them
    public static Server brisk() {
        return Brisk.SERVER;
    }

    /// @return one of this test's own
    public static Server of(RunningServer process) {
        return new Server(process);
    }

    public RunningServer process() {
        return process;
    }

    /// @return its address, without a slash at the end
    public URI base() {
        return process.baseUrl();
    }

    /// @return the key of its tokens
    public String secret() {
        return secret;
    }

    /// @return its tables
    public Rows rows() {
        return rows;
    }

    private static String secretOf(RunningServer process) {
        try {
            return Files.readString(process.dataDir().resolve("secrets/jwt-secret"))
                    .strip();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static final class Usual {
        private static final Server SERVER = new Server(RunningServer.shared());
    }

    private static final class Brisk {
        private static final Server SERVER = new Server(RunningServer.start(Map.of(
                "RINGBACK_RING_TIMEOUT",
                Integer.toString(BRISK_RING),
                "RINGBACK_CALLER_GRACE",
                "PT1S",
                "RINGBACK_CALL_GRACE",
                "1",
                "RINGBACK_MAX_CALL",
                Integer.toString(BRISK_MAX_CALL),
                "RINGBACK_HEARTBEAT",
                "1",
                "RINGBACK_ALLOWED_ORIGINS",
                ALLOWED_ORIGIN,
                "RINGBACK_TURN_URLS",
                "turn:turn.example.org:3478?transport=udp",
                "RINGBACK_TURN_SECRET",
                TURN_SECRET)));
    }
}
