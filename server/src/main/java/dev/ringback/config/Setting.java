package dev.ringback.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Every setting there is. One key has three spellings: `ring-timeout` is the flag `--ring-timeout`, the property
/// `ringback.ring-timeout` and the environment's `RINGBACK_RING_TIMEOUT`; they win in this order. A secret may also be
/// named by the file that holds it: `jwt-secret-file`, `RINGBACK_JWT_SECRET_FILE`.
///
/// Values and ranges are checked by [ConfigReader], all of them before anything starts.
public enum Setting {
    HTTP_HOST("127.0.0.1", "host name or address to listen on"),
    HTTP_PORT("8081", "TCP port to listen on, 1 to 65535"),
    ALLOWED_ORIGINS("", "web origins, other than the server's own, that may use it; comma between them"),
    DATA_DIR("data", "folder of the embedded PostgreSQL and of the secrets made here"),
    DATABASE_URL(
            "", "PostgreSQL to use instead of the embedded one: jdbc:postgresql://host:5432/name?user=…&password=…"),
    DATABASE_USER("", "its user, when the address names none"),
    DATABASE_PASSWORD(Kind.SECRET, "its password, when the address holds none"),
    JWT_SECRET(
            Kind.SECRET,
            "key of the tokens (HS256), at least 32 bytes; without it one is made and kept in the data folder"),
    RING_TIMEOUT("PT45S", "how long a call rings before it is missed; ISO-8601 or seconds, 1 s to 24 h"),
    CALLER_GRACE("PT10S", "how long a ringing call waits for the calling device to come back"),
    CALL_GRACE("PT30S", "how long an answered call waits for a lost side to come back"),
    MAX_CALL("PT12H", "how long a call may last"),
    HEARTBEAT("PT15S", "time between two pings; a socket silent for two of them is closed"),
    INVITES_PER_MINUTE("60", "invitations of one person in a minute; 0: no limit"),
    MESSAGES_PER_SECOND("50", "messages on one socket in a second; 0: no limit"),
    MESSAGES_BURST("200", "messages that one socket may send at once after a pause"),
    SOCKETS_PER_USER("10", "open sockets of one person; 0: no limit"),
    SOCKETS_PER_SECOND(
            "1000", "sockets that are opened in a second when a crowd comes back; the others wait; 0: no limit"),
    FRAME_BYTES_MAX("65536", "largest message on a socket, 1024 to 1048576 bytes"),
    CANDIDATE_BYTES_MAX("4096", "largest ICE candidate in a message, 256 to 65536 bytes"),
    INVITE_DELAY_MAX(
            "PT0.25S",
            "new calls are refused while 32 or more wait for the database, the first for longer than this, up to 10 s, or"
                    + " for the call loop, the first for longer than half of this; 0: no limit"),
    TURN_URLS("", "turn: and turns: addresses told to clients; comma between them"),
    TURN_SECRET(Kind.SECRET, "the secret shared with coturn (static-auth-secret)"),
    TURN_TTL("PT1H", "how long TURN credentials open a relay; one that is open stays open"),
    NATS_URL("", "kept for the NATS server that will join several nodes; this version runs one and refuses it"),
    DEMO(
            "",
            "demo people and tokens for everybody: true or false; unset: true, but only on this machine's own address and database");

    private enum Kind {
        PLAIN,
        SECRET
    }

    private final Kind kind;
    private final String fallback;
    private final String description;

    Setting(String fallback, String description) {
        this.kind = Kind.PLAIN;
        this.fallback = fallback;
        this.description = description;
    }

    Setting(Kind kind, String description) {
        this.kind = kind;
        this.fallback = "";
        this.description = description;
    }

    /// @return `ring-timeout`: the name of the flag, without its dashes
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @return `ringback.ring-timeout`
    public String property() {
        return "ringback." + key();
    }

    /// @return `RINGBACK_RING_TIMEOUT`
    public String variable() {
        return "RINGBACK_" + name();
    }

    /// @return whether its value must not be shown, and may come from a file
    public boolean secret() {
        return kind == Kind.SECRET;
    }

    /// @return the value without any setting; empty when there is none
    public Optional<String> fallback() {
        return fallback.isEmpty() ? Optional.empty() : Optional.of(fallback);
    }

    /// @return one line for people: what, unit, range
    public String description() {
        return description;
    }

    /// @param variable a name from the environment
    /// @return whether some setting reads it
    public static boolean isVariable(String variable) {
        return Arrays.stream(values())
                .anyMatch(s ->
                        s.variable().equals(variable) || (s.secret() && (s.variable() + "_FILE").equals(variable)));
    }
}
