package dev.ringback.e2e.browser;

import dev.ringback.e2e.RunningServer;
import dev.ringback.e2e.world.Server;
import java.time.Duration;
import java.util.Map;

/// Servers whose settings suit the tests in browsers; each starts when it is first asked for and stops with the JVM.
final class Servers {
    /// How long a call rings on the impatient server.
    static final Duration RING = Duration.ofSeconds(4);

    /// How long the impatient server waits for a caller who went away.
    static final Duration CALLER_GRACE = Duration.ofSeconds(1);

    /// How long it waits for a side that went away in a call.
    static final Duration CALL_GRACE = Duration.ofSeconds(2);

    /// How long a call may last there: longer than it takes a slow machine to talk, and to lose a side.
    static final Duration MAX_CALL = Duration.ofSeconds(18);

    private Servers() {}

    /// @return the one whose calls ring and last for a short time only, and where people may call without end
    static Server impatient() {
        return Impatient.SERVER;
    }

    private static final class Impatient {
        private static final Server SERVER = Server.of(RunningServer.start(Map.of(
                "RINGBACK_RING_TIMEOUT",
                Long.toString(RING.toSeconds()),
                "RINGBACK_CALLER_GRACE",
                Long.toString(CALLER_GRACE.toSeconds()),
                "RINGBACK_CALL_GRACE",
                Long.toString(CALL_GRACE.toSeconds()),
                "RINGBACK_MAX_CALL",
                Long.toString(MAX_CALL.toSeconds()),
                "RINGBACK_INVITES_PER_MINUTE",
                "0")));
    }
}
