package dev.ringback.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything an operator can set, checked. Inject it where a setting is needed; it never changes while the node runs.
/// The keys, defaults and units are those of [Setting].
///
/// @param http where the node listens and who may come
/// @param dataDir folder of the embedded PostgreSQL and of the secrets made here; absolute
/// @param database PostgreSQL to use; always there once the node runs (inject [DatabaseAddress]), empty before that
///     when the embedded one is to be started
/// @param jwtSecret key of the tokens, 32 bytes or more; always there once the node runs (see [#tokenSecret])
/// @param timeouts how long things may take
/// @param limits how much one person or socket may do
/// @param turn the TURN relay told to clients
/// @param demo whether there are demo people, and tokens for everybody
public record RingbackConfig(
        Http http,
        Path dataDir,
        Optional<DatabaseAddress> database,
        Optional<Secret> jwtSecret,
        Timeouts timeouts,
        Limits limits,
        Turn turn,
        boolean demo) {

    /// Reads and checks all settings at once.
    ///
    /// @param source where values come from
    /// @return the whole tree
    /// @throws InvalidConfigException with every mistake
    public static RingbackConfig read(SettingSource source) {
        return new ConfigReader(source).read();
    }

    /// @return the key of the tokens, in a running node
    public Secret tokenSecret() {
        return jwtSecret.orElseThrow(
                () -> new IllegalStateException("no JWT secret: the node was not started by main"));
    }

    /// @param host name or address to listen on
    /// @param port TCP port, 1 to 65535
    /// @param allowedOrigins web origins other than the server's own, as `https://chat.example.org`
    public record Http(String host, int port, List<String> allowedOrigins) {

        /// Whether a page of this origin may use the server (protocol §2 "Opening"): its own, or a listed one. The host
        /// counts whatever its letters' case (RFC 9110 §4.2.3). Who sends no origin is no page.
        ///
        /// @param origin the header `Origin`
        /// @param askedHost the header `Host`
        public boolean mayCome(@Nullable String origin, @Nullable String askedHost) {
            return origin == null || allowedOrigins.contains(origin) || isOwn(origin, askedHost);
        }

        private static boolean isOwn(String origin, @Nullable String askedHost) {
            try {
                return askedHost != null
                        && askedHost.equalsIgnoreCase(URI.create(origin).getAuthority());
            } catch (IllegalArgumentException noAddress) {
                return false;
            }
        }
    }

    /// Each from 1 s to 24 h.
    ///
    /// @param ring from the invitation to missed
    /// @param callerGrace how long a ringing call waits for a lost calling device
    /// @param callGrace how long an answered call waits for a lost side
    /// @param maxCall how long a call may last
    /// @param heartbeat between two pings; silent for two of them is lost
    public record Timeouts(
            Duration ring, Duration callerGrace, Duration callGrace, Duration maxCall, Duration heartbeat) {}

    /// 0 means no limit, but for the sizes.
    ///
    /// @param invitesPerMinute of one person
    /// @param messagesPerSecond on one socket, steadily
    /// @param messagesBurst on one socket at once, after a pause
    /// @param socketsPerUser open at a time
    /// @param socketsPerSecond opened steadily, by everybody together
    /// @param frameBytesMax largest message, in bytes
    /// @param candidateBytesMax largest ICE candidate in a message, in bytes of its JSON
    /// @param inviteDelayMax new calls are refused while many wait, the first for longer than this to begin
    public record Limits(
            int invitesPerMinute,
            int messagesPerSecond,
            int messagesBurst,
            int socketsPerUser,
            int socketsPerSecond,
            int frameBytesMax,
            int candidateBytesMax,
            Duration inviteDelayMax) {}

    /// @param urls `turn:` and `turns:` addresses; empty: none is configured
    /// @param secret shared with coturn; there when `urls` is not empty
    /// @param ttl how long credentials open a relay, 1 s to 24 h
    public record Turn(List<String> urls, Optional<Secret> secret, Duration ttl) {}
}
