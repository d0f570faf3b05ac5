package dev.ringback.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.config.DatabaseAddress;
import dev.ringback.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The badge is asked for by every socket that opens: it must not read all calls that a person has ever had.
class MissedCallPlanTest {
    /// Every fifth one was missed.
    private static final String MANY_CALLS = """
            INSERT INTO call_logs (conversation_id, caller_profile_id, caller_profile_type, caller_user_id,
                callee_user_id, call_type, mode, call_id, version, started_at, answered_at, ended_at, changed_at,
                duration_seconds, status, end_reason)
            SELECT 1, 1, 'student', 1, 2, 'voice', 'voice', gen_random_uuid(), 2, at,
                CASE WHEN NOT missed THEN at END, at, at, 0,
                CASE WHEN missed THEN 'missed' ELSE 'ended' END, CASE WHEN missed THEN 'busy' ELSE 'hangup' END
            FROM (SELECT '2026-01-01T10:00:00Z'::timestamptz + n * interval '100 seconds' AS at, n % 5 = 0 AS missed
                FROM generate_series(1, 2000) n) calls""";

    private static DatabaseAddress database;

    @BeforeAll
    static void aPersonWithManyCalls() throws SQLException {
        database = TestDatabase.create();
        try (Connection connection = TestDatabase.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO users (id) VALUES (1), (2)");
            statement.execute("INSERT INTO conversations (id) VALUES (1)");
            statement.execute(MANY_CALLS);
            statement.execute("UPDATE users SET missed_seen_at = '2026-01-03T17:00:00Z'");
            statement.execute("ANALYZE");
        }
    }

    static Stream<Arguments> questions() {
        return Stream.of(
                Arguments.of(MissedCallStore.UNSEEN, new Object[] {2L, 2L, 50}),
                Arguments.of(MissedCallStore.SEE, new Object[] {2L, 2L}));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void theIndexOfMissedCallsIsUsed(String sql, Object... values) throws SQLException {
        for (String mode : new String[] {"force_custom_plan", "force_generic_plan"}) {
            assertThat(plan(sql, mode, values))
                    .as(mode)
                    .contains("call_logs_missed")
                    .doesNotContain("Seq Scan on call_logs")
                    .doesNotContain("call_logs_by_callee");
        }
    }

    private static String plan(String sql, String mode, Object... values) throws SQLException {
        try (Connection connection = TestDatabase.connect(database);
                Statement settings = connection.createStatement();
                PreparedStatement explain = connection.prepareStatement("EXPLAIN " + sql)) {
            settings.execute("SET plan_cache_mode = " + mode);
            for (int at = 0; at < values.length; at++) {
                explain.setObject(at + 1, values[at]);
            }
            StringBuilder plan = new StringBuilder();
            ResultSet lines = explain.executeQuery();
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
            return plan.toString();
        }
    }
}
