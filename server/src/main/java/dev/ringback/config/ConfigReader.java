package dev.ringback.config;

import static dev.ringback.config.Setting.ALLOWED_ORIGINS;
import static dev.ringback.config.Setting.CALLER_GRACE;
import static dev.ringback.config.Setting.CALL_GRACE;
import static dev.ringback.config.Setting.CANDIDATE_BYTES_MAX;
import static dev.ringback.config.Setting.DATABASE_PASSWORD;
import static dev.ringback.config.Setting.DATABASE_URL;
import static dev.ringback.config.Setting.DATABASE_USER;
import static dev.ringback.config.Setting.DATA_DIR;
import static dev.ringback.config.Setting.DEMO;
import static dev.ringback.config.Setting.FRAME_BYTES_MAX;
import static dev.ringback.config.Setting.HEARTBEAT;
import static dev.ringback.config.Setting.HTTP_HOST;
import static dev.ringback.config.Setting.HTTP_PORT;
import static dev.ringback.config.Setting.INVITES_PER_MINUTE;
import static dev.ringback.config.Setting.INVITE_DELAY_MAX;
import static dev.ringback.config.Setting.JWT_SECRET;
import static dev.ringback.config.Setting.MAX_CALL;
import static dev.ringback.config.Setting.MESSAGES_BURST;
import static dev.ringback.config.Setting.MESSAGES_PER_SECOND;
import static dev.ringback.config.Setting.NATS_URL;
import static dev.ringback.config.Setting.RING_TIMEOUT;
import static dev.ringback.config.Setting.SOCKETS_PER_SECOND;
import static dev.ringback.config.Setting.SOCKETS_PER_USER;
import static dev.ringback.config.Setting.TURN_SECRET;
import static dev.ringback.config.Setting.TURN_TTL;
import static dev.ringback.config.Setting.TURN_URLS;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Builds the whole tree of settings and checks what concerns several of them. Used once, by one thread.
final class ConfigReader {
    private static final int COUNT_MAX = 1_000_000;
    private static final int JWT_SECRET_BYTES_MIN = 32;

    private final SettingsReader settings;

    ConfigReader(SettingSource source) {
        this.settings = new SettingsReader(source);
    }

    RingbackConfig read() {
        RingbackConfig.Http http = http();
        Optional<DatabaseAddress> database = database();
        noBusYet();
        RingbackConfig config = new RingbackConfig(
                http, dataDir(), database, jwtSecret(), timeouts(), limits(), turn(), demo(http, database.isPresent()));
        return checked(config);
    }

    Access readAccess() {
        return checked(new Access(dataDir(), database(), jwtSecret()));
    }

    private <T> T checked(T read) {
        if (!settings.problems().isEmpty()) {
            throw new InvalidConfigException(settings.problems());
        }
        return read;
    }

    private RingbackConfig.Http http() {
        List<String> origins = settings.list(ALLOWED_ORIGINS);
        for (String origin : origins) {
            if (!origin.matches("https?://[^/?#@\\s]+")) {
                settings.problem(
                        ALLOWED_ORIGINS, "'%s' is no origin: write https://chat.example.org".formatted(origin));
            }
        }
        return new RingbackConfig.Http(settings.text(HTTP_HOST), settings.number(HTTP_PORT, 1, 65_535), origins);
    }

    private Path dataDir() {
        String text = settings.text(DATA_DIR);
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException notAPath) {
            settings.problem(DATA_DIR, "'%s' is no path".formatted(text));
            return Path.of("");
        }
    }

    private Optional<DatabaseAddress> database() {
        Optional<String> url = settings.optional(DATABASE_URL);
        Optional<String> user = settings.optional(DATABASE_USER);
        Optional<Secret> password = settings.secret(DATABASE_PASSWORD);
        if (url.isEmpty()) {
            user.ifPresent(given -> settings.problem(DATABASE_USER, "means nothing without RINGBACK_DATABASE_URL"));
            password.ifPresent(
                    given -> settings.problem(DATABASE_PASSWORD, "means nothing without RINGBACK_DATABASE_URL"));
            return Optional.empty();
        }
        try {
            return Optional.of(DatabaseAddress.parse(url.get(), user, password));
        } catch (IllegalArgumentException unusable) {
            settings.problem(DATABASE_URL, unusable.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Secret> jwtSecret() {
        Optional<Secret> secret = settings.secret(JWT_SECRET);
        if (secret.isPresent() && secret.get().bytes().length < JWT_SECRET_BYTES_MIN) {
            settings.problem(JWT_SECRET, "is shorter than %d bytes".formatted(JWT_SECRET_BYTES_MIN));
        }
        return secret;
    }

    private RingbackConfig.Timeouts timeouts() {
        return new RingbackConfig.Timeouts(
                settings.duration(RING_TIMEOUT),
                settings.duration(CALLER_GRACE),
                settings.duration(CALL_GRACE),
                settings.duration(MAX_CALL),
                settings.duration(HEARTBEAT));
    }

    private RingbackConfig.Limits limits() {
        return new RingbackConfig.Limits(
                settings.number(INVITES_PER_MINUTE, 0, COUNT_MAX),
                settings.number(MESSAGES_PER_SECOND, 0, COUNT_MAX),
                settings.number(MESSAGES_BURST, 1, COUNT_MAX),
                settings.number(SOCKETS_PER_USER, 0, COUNT_MAX),
                settings.number(SOCKETS_PER_SECOND, 0, COUNT_MAX),
                settings.number(FRAME_BYTES_MAX, 1_024, 1_048_576),
                settings.number(CANDIDATE_BYTES_MAX, 256, 65_536),
                settings.duration(INVITE_DELAY_MAX, Duration.ZERO, Duration.ofSeconds(10)));
    }

    private RingbackConfig.Turn turn() {
        List<String> urls = settings.list(TURN_URLS);
        Optional<Secret> secret = settings.secret(TURN_SECRET);
        for (String url : urls) {
            if (!url.matches("(turns?|stuns?):[^\\s]+")) {
                settings.problem(
                        TURN_URLS, "'%s' is no address of RFC 7065: write turn:turn.example.org:3478".formatted(url));
            }
        }
        if (!urls.isEmpty() && secret.isEmpty()) {
            settings.problem(TURN_SECRET, "is needed with RINGBACK_TURN_URLS");
        }
        if (urls.isEmpty() && secret.isPresent()) {
            settings.problem(TURN_URLS, "is needed with RINGBACK_TURN_SECRET");
        }
        return new RingbackConfig.Turn(urls, secret, settings.duration(TURN_TTL));
    }

    /// Two nodes without a bus would each take the other's calls for lost: better none than that.
    private void noBusYet() {
        if (settings.optional(NATS_URL).isPresent()) {
            settings.problem(NATS_URL, "is not supported yet: this version runs as one node on its database");
        }
    }

    private boolean demo(RingbackConfig.Http http, boolean outsideDatabase) {
        Optional<Boolean> said = settings.flag(DEMO);
        if (said.isEmpty() && outsideDatabase) {
            settings.problem(
                    DEMO,
                    "demo mode gives everybody a token, and RINGBACK_DATABASE_URL is set: "
                            + "say false, or true if you mean it");
        }
        if (said.isEmpty() && !Loopback.is(http.host())) {
            settings.problem(
                    DEMO,
                    "demo mode gives everybody a token, and RINGBACK_HTTP_HOST is not this machine's own: "
                            + "say false, or true if you mean it");
        }
        return said.orElse(true);
    }
}
