package dev.ringback.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.cli.node.CannotStartException;
import dev.ringback.config.DatabaseAddress;
import dev.ringback.testing.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final String DURATION = "every ended call has a duration";
    private static final String DEADLINE = "no call is live past its deadline";
    private static final String BUSY = "busy people are those of the live calls";
    private static final String TRAIL = "the newest 1000 calls have their whole audit trail";

    private DatabaseAddress database;

    @BeforeEach
    void people() throws SQLException {
        database = TestDatabase.create();
        execute("INSERT INTO users (id, name) VALUES (1, 'Abebe Kebede'), (2, 'Sara Tesfaye'), (3, '')");
        execute("INSERT INTO conversations (id) VALUES (1), (2)");
    }

    @Test
    void emptyLogHolds() {
        Report report = ReportStore.read(database);

        assertThat(report.total()).isZero();
        assertThat(report.recent()).isEmpty();
        assertThat(report.checks()).extracting(Report.Check::name).containsExactly(DURATION, DEADLINE, BUSY, TRAIL);
        assertThat(report.holds()).isTrue();
    }

    @Test
    void countsStatusesAndListsTheNewestTen() throws SQLException {
        for (int minute = 1; minute <= 9; minute++) {
            ended(minute, 165);
        }
        cancelled(10);
        cancelled(11);
        live(12, "1 hour");

        Report report = ReportStore.read(database);

        assertThat(report.total()).isEqualTo(12);
        assertThat(report.byStatus())
                .containsExactly(Map.entry("initiated", 1L), Map.entry("ended", 9L), Map.entry("cancelled", 2L));
        assertThat(report.answered()).isEqualTo(9);
        assertThat(report.holds()).isTrue();
        assertThat(report.recent()).hasSize(10);
        assertThat(report.recent())
                .extracting(Report.Line::status)
                .startsWith("initiated", "cancelled", "cancelled", "ended");
        Report.Line call = report.recent().get(3);
        assertThat(call.caller()).isEqualTo("Abebe Kebede");
        assertThat(call.callee()).isEqualTo("user 3");
        assertThat(call.durationSeconds()).contains(165);
        assertThat(call.endReason()).contains("hangup");
        assertThat(report.recent().getFirst().durationSeconds()).isEqualTo(Optional.empty());
    }

    @Test
    void endedCallWithoutDurationFails() throws SQLException {
        ended(1, 30);
        long id = ended(2, 165);
        execute("ALTER TABLE call_logs DISABLE TRIGGER USER");
        execute("UPDATE call_logs SET duration_seconds = NULL WHERE id = " + id);

        assertBroken(DURATION, 2, id);
    }

    @Test
    void callLivePastItsDeadlineFails() throws SQLException {
        long id = live(1, "-6 seconds");

        assertBroken(DEADLINE, 1, id);
    }

    @Test
    void sweeperHasAMomentAfterTheDeadline() throws SQLException {
        live(1, "-1 seconds");

        assertThat(ReportStore.read(database).holds()).isTrue();
    }

    @Test
    void liveCallWhosePeopleAreNotBusyFails() throws SQLException {
        long id = live(1, "1 hour");
        execute("DELETE FROM live_people WHERE user_id = 1");

        assertBroken(BUSY, 1, id);
    }

    @Test
    void peopleBusyAfterTheirCallFail() throws SQLException {
        long id = cancelled(1);
        execute("INSERT INTO live_people SELECT u, id, call_id FROM call_logs, (VALUES (1), (2)) AS people(u)");

        assertBroken(BUSY, 1, id);
    }

    @Test
    void callWithoutItsLastEventFails() throws SQLException {
        cancelled(1);
        long id = cancelled(2);
        execute("ALTER TABLE call_events DISABLE TRIGGER USER");
        execute("DELETE FROM call_events WHERE seq = 2 AND call_log_id = " + id);

        assertBroken(TRAIL, 2, id);
    }

    @Test
    void tableIsForPeople() throws SQLException {
        execute("UPDATE users SET name = E'Sara\\x1b[2J' WHERE id = 2");
        ended(1, 165);
        long overdue = live(2, "-1 hour");

        assertThat(ReportTable.of(ReportStore.read(database)))
                .contains("Total: 2 calls")
                .containsPattern("Abebe Kebede +user 3 +voice +ended +hangup +2m 45s")
                .containsPattern("Abebe Kebede +Sara\\?\\[2J +voice +initiated +- +-")
                .contains("ok      " + DURATION + " (1 checked)")
                .contains("FAILED  " + DEADLINE + ": 1 of 1, id " + overdue)
                .contains("answered 1, cancelled 0, declined 0, missed 0");
    }

    @Test
    void jsonIsForPrograms() throws SQLException, IOException {
        long id = ended(1, 165);

        JsonNode json = new ObjectMapper().readTree(ReportJson.of(ReportStore.read(database)));

        assertThat(json.get("total").intValue()).isEqualTo(1);
        assertThat(json.get("by_status").get("ended").intValue()).isEqualTo(1);
        assertThat(json.get("ok").booleanValue()).isTrue();
        assertThat(json.get("recent").get(0).get("id").longValue()).isEqualTo(id);
        assertThat(json.get("recent").get(0).get("duration_seconds").intValue()).isEqualTo(165);
        assertThat(json.get("recent").get(0).get("started_at").textValue()).endsWith("Z");
        assertThat(json.get("checks")).hasSize(4);
    }

    @Test
    void databaseWithoutACallLogIsToldInOneLine() {
        assertThatThrownBy(() -> ReportStore.read(TestDatabase.createEmpty()))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("call_logs");
    }

    private void assertBroken(String name, long checked, long id) {
        Report report = ReportStore.read(database);
        assertThat(report.holds()).isFalse();
        assertThat(report.checks())
                .filteredOn(check -> !check.holds())
                .containsExactly(new Report.Check(name, checked, List.of(id), 1));
    }

    private long ended(int minute, int seconds) throws SQLException {
        return insert(
                minute,
                3,
                "'ended', 'hangup', 3, s, s + interval '%1$d seconds', %1$d, NULL, NULL".formatted(seconds),
                "initiated",
                "answered",
                "ended");
    }

    private long cancelled(int minute) throws SQLException {
        return insert(minute, 3, "'cancelled', 'cancelled', 2, NULL, s, 0, NULL, NULL", "initiated", "cancelled");
    }

    private long live(int minute, String deadline) throws SQLException {
        long id = insert(
                minute,
                2,
                "'initiated', NULL, 1, NULL, NULL, NULL, now() + interval '%1$s', now() + interval '%1$s'"
                        .formatted(deadline),
                "initiated");
        execute(
                "INSERT INTO live_people SELECT u, id, call_id FROM call_logs, (VALUES (1), (2)) AS people(u) WHERE id = "
                        + id);
        return id;
    }

    /// @param values of status, reason, version, answered, ended, duration, due, deadline; `s` is when the call started
    private long insert(int minute, long callee, String values, String... trail) throws SQLException {
        try (Connection connection = TestDatabase.connect(database);
                Statement statement = connection.createStatement();
                ResultSet id = statement.executeQuery("""
                        INSERT INTO call_logs (conversation_id, caller_profile_id, caller_profile_type, caller_user_id,
                          callee_user_id, call_id, call_type, mode, started_at, created_at, changed_at,
                          status, end_reason, version, answered_at, ended_at, duration_seconds, due_at, deadline_at)
                        SELECT 1, 1, 'student', 1, %d, gen_random_uuid(), 'voice', 'voice', s, s, s, %s
                        FROM (SELECT now() - interval '1 day' + interval '%d minutes' AS s) AS start
                        RETURNING id""".formatted(callee, values, minute))) {
            id.next();
            for (int seq = 1; seq <= trail.length; seq++) {
                execute("INSERT INTO call_events (call_log_id, seq, type, status, at, event_id)"
                        + " VALUES (%d, %d, 'x', '%s', now(), gen_random_uuid())"
                                .formatted(id.getLong(1), seq, trail[seq - 1]));
            }
            return id.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = TestDatabase.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
