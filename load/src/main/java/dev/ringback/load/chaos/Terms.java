package dev.ringback.load.chaos;

import java.nio.file.Path;
import java.util.Map;

/// What is asked of a run.
///
/// @param seconds how long the storm lasts at least; it ends when all kills and restarts are done
/// @param kills how often the server is killed (SIGKILL) and started again
/// @param postgresRestarts how often PostgreSQL crashes (`immediate`) and recovers
/// @param rate invitations a second while the server is there
/// @param seed decides what people do and which faults come, but not how the processes are scheduled
/// @param jar the packaged server
/// @param folder gets transcripts, logs and the database's data; emptied first
public record Terms(int seconds, int kills, int postgresRestarts, int rate, long seed, Path jar, Path folder) {
    private static final int PEOPLE_PER_RATE = 8;
    private static final int PEOPLE_MIN = 40;

    /// The key of the tokens of a run, which serves nothing else.
    static final String SECRET = "a-secret-of-the-fault-run-and-of-nothing-else";

    int people() {
        return Math.max(PEOPLE_MIN, rate * PEOPLE_PER_RATE);
    }

    /// Short times, so that a run meets all of them.
    Map<String, String> settings(String databaseUrl) {
        return Map.of(
                "RINGBACK_DATABASE_URL", databaseUrl,
                "RINGBACK_DATA_DIR", folder.resolve("data").toString(),
                "RINGBACK_JWT_SECRET", SECRET,
                "RINGBACK_DEMO", "false",
                "RINGBACK_RING_TIMEOUT", "5",
                "RINGBACK_CALLER_GRACE", "2",
                "RINGBACK_CALL_GRACE", "4",
                "RINGBACK_HEARTBEAT", "2",
                "RINGBACK_INVITES_PER_MINUTE", "0");
    }
}
