package dev.ringback.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RingbackConfigTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @Test
    void withoutAnySettingTheDefaultsAreTheContracts() {
        RingbackConfig config = read();

        assertThat(config.http()).isEqualTo(new RingbackConfig.Http("127.0.0.1", 8081, List.of()));
        assertThat(config.timeouts())
                .isEqualTo(new RingbackConfig.Timeouts(
                        Duration.ofSeconds(45),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofHours(12),
                        Duration.ofSeconds(15)));
        assertThat(config.limits())
                .isEqualTo(new RingbackConfig.Limits(60, 50, 200, 10, 1_000, 65_536, 4_096, Duration.ofMillis(250)));
        assertThat(config.turn().urls()).isEmpty();
        assertThat(config.database()).isEmpty();
        assertThat(config.jwtSecret()).isEmpty();
        assertThat(config.demo()).isTrue();
        assertThat(config.dataDir()).isAbsolute().hasFileName("data");
    }

    @Test
    void everySettingReachesItsPlace() {
        RingbackConfig config = read(
                "http-host", "::1",
                "http-port", "9000",
                "allowed-origins", "https://chat.example.org, http://localhost:3000",
                "ring-timeout", "20",
                "caller-grace", "PT5S",
                "call-grace", "6",
                "max-call", "PT1H30M",
                "heartbeat", "PT1.5S",
                "invites-per-minute", "0",
                "messages-per-second", "7",
                "messages-burst", "8",
                "sockets-per-user", "9",
                "sockets-per-second", "11",
                "frame-bytes-max", "4096",
                "candidate-bytes-max", "256",
                "invite-delay-max", "PT0.04S",
                "turn-urls", "turn:turn.example.org:3478?transport=udp,turns:turn.example.org",
                "turn-secret", "between us",
                "demo", "false");

        assertThat(config.http())
                .isEqualTo(new RingbackConfig.Http(
                        "::1", 9000, List.of("https://chat.example.org", "http://localhost:3000")));
        assertThat(config.timeouts())
                .isEqualTo(new RingbackConfig.Timeouts(
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(6),
                        Duration.ofMinutes(90),
                        Duration.ofMillis(1500)));
        assertThat(config.limits())
                .isEqualTo(new RingbackConfig.Limits(0, 7, 8, 9, 11, 4096, 256, Duration.ofMillis(40)));
        assertThat(config.turn().urls())
                .containsExactly("turn:turn.example.org:3478?transport=udp", "turns:turn.example.org");
        assertThat(config.turn().secret()).contains(new Secret("between us"));
        assertThat(config.demo()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://chat.example.org, calls.example.org, true",
        "https://calls.example.org, Calls.Example.org, true",
        "HTTPS://CALLS.EXAMPLE.ORG:8443, calls.example.org:8443, true",
        ", calls.example.org, true",
        "https://evil.example, calls.example.org, false",
        "https://calls.example.org:9, calls.example.org, false",
        "null, calls.example.org, false",
        "https://calls.example.org, , false",
        "not an address, calls.example.org, false",
    })
    void pagesOfTheServersOwnOriginAndOfListedOnesMayCome(String origin, String host, boolean may) {
        RingbackConfig config = read("allowed-origins", "https://chat.example.org");

        assertThat(config.http().mayCome(origin, host)).isEqualTo(may);
    }

    @Test
    void everyMistakeIsToldAtOnceAndNoneShowsASecret() {
        InvalidConfigException invalid = mistakesOf(
                "http-port", "70000",
                "allowed-origins", "chat.example.org",
                "jwt-secret", "hush",
                "ring-timeout", "soon",
                "invites-per-minute", "-1",
                "turn-urls", "turn.example.org",
                "nats-url", "nats://127.0.0.1:4222",
                "demo", "perhaps");

        assertThat(invalid.problems())
                .extracting(ConfigProblem::setting)
                .containsExactly(
                        Setting.ALLOWED_ORIGINS,
                        Setting.HTTP_PORT,
                        Setting.NATS_URL,
                        Setting.JWT_SECRET,
                        Setting.RING_TIMEOUT,
                        Setting.INVITES_PER_MINUTE,
                        Setting.TURN_URLS,
                        Setting.TURN_SECRET,
                        Setting.DEMO);
        assertThat(invalid).hasMessageContaining("RINGBACK_RING_TIMEOUT").hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "PT1S", "86400", "PT24H"})
    void timesFromASecondToADayAreTaken(String time) {
        assertThat(read("ring-timeout", time).timeouts().ring()).isBetween(Duration.ofSeconds(1), Duration.ofHours(24));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "PT0.9S", "86401", "-5", "5s", "PT25H", "99999999999999999999", "1.5"})
    void otherTimesAreMistakes(String time) {
        assertThat(mistakesOf("ring-timeout", time).problems())
                .extracting(ConfigProblem::setting)
                .containsExactly(Setting.RING_TIMEOUT);
    }

    @Test
    void secretComesFromAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), SECRET + "\n");

        assertThat(read("jwt-secret-file", file.toString()).jwtSecret()).contains(new Secret(SECRET));
    }

    @Test
    void secretFileMustBeThereAndHoldOne(@TempDir Path folder) throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");

        assertThat(mistakesOf("jwt-secret-file", empty.toString())).hasMessageContaining("is empty");
        assertThat(mistakesOf("jwt-secret-file", folder.resolve("none").toString()))
                .hasMessageContaining("can't be read");
        assertThat(mistakesOf("jwt-secret-file", empty.toString(), "jwt-secret", SECRET))
                .hasMessageContaining("RINGBACK_JWT_SECRET_FILE");
    }

    @Test
    void loginWithoutADatabaseIsAMistake() {
        assertThat(mistakesOf("database-user", "ring", "database-password", "hush")
                        .problems())
                .extracting(ConfigProblem::setting)
                .containsExactly(Setting.DATABASE_USER, Setting.DATABASE_PASSWORD);
    }

    @ParameterizedTest
    @CsvSource({
        "http-host, 0.0.0.0",
        "http-host, calls.example.org",
        "database-url, postgresql://u@db.example.org/calls"
    })
    void demoModeIsRefusedInTheOpenUnlessForced(String key, String value) {
        assertThat(mistakesOf(key, value).problems())
                .extracting(ConfigProblem::setting)
                .containsExactly(Setting.DEMO);
        assertThat(read(key, value, "demo", "true").demo()).isTrue();
        assertThat(read(key, value, "demo", "false").demo()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "localhost", "::1"})
    void demoModeIsOnWhereOnlyThisMachineCanReachIt(String host) {
        assertThat(read("http-host", host).demo()).isTrue();
    }

    @Test
    void nothingPrintsASecret() {
        RingbackConfig config = read(
                "jwt-secret", SECRET,
                "turn-urls", "turn:turn.example.org",
                "turn-secret", "between-us",
                "database-url", "postgresql://u:pass-word@db.example.org/calls",
                "demo", "false");

        assertThat(config.toString()).doesNotContain(SECRET, "between-us", "pass-word");
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void everySettingHasOneNameInThreeSpellings(Setting setting) {
        assertThat(setting.variable())
                .isEqualTo(setting.property()
                        .toUpperCase(Locale.ROOT)
                        .replace('.', '_')
                        .replace('-', '_'));
        assertThat(setting.property()).isEqualTo("ringback." + setting.key());
        assertThat(setting.description()).isNotBlank();
        assertThat(Setting.isVariable(setting.variable())).isTrue();
        assertThat(Setting.isVariable(setting.variable() + "_FILE")).isEqualTo(setting.secret());
    }

    private static InvalidConfigException mistakesOf(String... keysAndValues) {
        return catchThrowableOfType(InvalidConfigException.class, () -> read(keysAndValues));
    }

    private static RingbackConfig read(String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put("ringback." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return RingbackConfig.read(SettingSource.of(values));
    }
}
