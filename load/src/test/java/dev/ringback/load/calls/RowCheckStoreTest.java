package dev.ringback.load.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.load.calls.RowCheckStore.Verdict;
import dev.ringback.load.machine.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On the server's real tables.
class RowCheckStoreTest {
    private static final Path MIGRATIONS = Path.of("..", "server", "src", "main", "resources", "db", "migration");
    private static final long FIRST_USER = 100;

    @TempDir
    private static Path folder;

    private static Postgres postgres;

    private final Ledger ledger = new Ledger();
    private Connection connection;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start(folder);
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                Stream<Path> migrations = Files.list(MIGRATIONS)) {
            for (Path migration : migrations.sorted().toList()) {
                statement.execute(Files.readString(migration));
            }
            statement.execute("INSERT INTO users (id) VALUES (1), (2), (100), (101)");
            statement.execute("INSERT INTO conversations (id) VALUES (1)");
        }
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = postgres.connect();
        connection.setAutoCommit(false);
    }

    @AfterEach
    void forget() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Test
    void callWithItsRowAndItsEventsIsRight() throws SQLException {
        write(Scenario.ANSWERED, "ended", "hangup", "initiated", "ringing", "answered", "ended");
        write(Scenario.CANCELLED, "cancelled", "cancelled", "initiated", "ringing", "cancelled");
        write(Scenario.DECLINED, "declined", "declined", "initiated", "ringing", "declined");
        write(Scenario.MISSED, "missed", "ring_timeout", "initiated", "ringing", "missed");
        assertThat(check()).isEqualTo(new Verdict(4, 0, 0, List.of()));
    }

    @Test
    void callWithoutARowIsWrong() throws SQLException {
        expect(UUID.randomUUID(), Scenario.ANSWERED, Ledger.Fate.COMPLETE);
        assertThat(check().shown()).singleElement().asString().endsWith("no row");
    }

    @Test
    void callWithAnotherEndIsWrong() throws SQLException {
        write(Scenario.CANCELLED, "missed", "ring_timeout", "initiated", "ringing", "missed");
        assertThat(check().shown()).singleElement().asString().endsWith("not as cancelled/cancelled");
    }

    @Test
    void callThatIsNotFinalIsWrong() throws SQLException {
        write(Scenario.ANSWERED, "ringing", null, "initiated", "ringing");
        assertThat(check().shown()).singleElement().asString().endsWith("not final: ringing");
    }

    @Test
    void callWithAMissingEventIsWrong() throws SQLException {
        write(Scenario.ANSWERED, "ended", "hangup", "initiated", "ringing", "ended");
        assertThat(check().shown()).singleElement().asString().contains("transitions initiated ringing ended");
    }

    @Test
    void callWhoseVersionIsNotItsLastEventIsWrong() throws SQLException {
        UUID call = write(Scenario.ANSWERED, "ended", "hangup", "initiated", "ringing", "answered", "ended");
        execute("ALTER TABLE call_logs DISABLE TRIGGER USER");
        execute("UPDATE call_logs SET version = 5 WHERE call_id = '" + call + "'");
        assertThat(check().shown()).singleElement().asString().endsWith("events with a gap");
    }

    @Test
    void callWithAnotherTalkTimeIsWrong() throws SQLException {
        UUID call = write(Scenario.ANSWERED, "ended", "hangup", "initiated", "ringing", "answered", "ended");
        execute("ALTER TABLE call_logs DISABLE TRIGGER USER");
        execute("UPDATE call_logs SET duration_seconds = 3 WHERE call_id = '" + call + "'");
        assertThat(check().shown()).singleElement().asString().endsWith("talked for 3");
    }

    @Test
    void refusedCallHasNoRowAndAFailedOneMayHave() throws SQLException {
        UUID refused = write(Scenario.ANSWERED, "ended", "hangup", "initiated", "ringing", "answered", "ended");
        ledger.set(0, Ledger.Fate.REFUSED);
        expect(UUID.randomUUID(), Scenario.ANSWERED, Ledger.Fate.REFUSED);
        expect(UUID.randomUUID(), Scenario.ANSWERED, Ledger.Fate.UNKNOWN);
        write(Scenario.ANSWERED, "cancelled", "cancelled", "initiated", "cancelled");
        ledger.set(3, Ledger.Fate.UNKNOWN);
        Verdict verdict = check();
        assertThat(verdict.wrong()).isEqualTo(1);
        assertThat(verdict.shown()).containsExactly("call " + refused + " (refused): a refused call has a row");
    }

    @Test
    void rowThatNobodyMadeIsAStranger() throws SQLException {
        insert(UUID.randomUUID(), 100, 101, "ended", "hangup", "initiated", "ended");
        insert(UUID.randomUUID(), 1, 2, "ended", "hangup", "initiated", "ended");
        assertThat(check().strangers()).isEqualTo(1);
    }

    private Verdict check() throws SQLException {
        return new RowCheckStore(connection).check(ledger, FIRST_USER, 2);
    }

    private UUID write(Scenario scenario, String status, String reason, String... transitions) throws SQLException {
        UUID call = UUID.randomUUID();
        expect(call, scenario, Ledger.Fate.COMPLETE);
        insert(call, 100, 101, status, reason, transitions);
        return call;
    }

    private void expect(UUID call, Scenario scenario, Ledger.Fate fate) {
        ledger.set(ledger.add(call.getMostSignificantBits(), call.getLeastSignificantBits(), scenario), fate);
    }

    private void insert(UUID call, long caller, long callee, String status, String reason, String... transitions)
            throws SQLException {
        boolean live = reason == null;
        boolean answered = status.equals("ended");
        execute("""
                INSERT INTO call_logs (call_id, conversation_id, caller_user_id, callee_user_id, caller_profile_id,
                    caller_profile_type, call_type, mode, status, version, started_at, ringing_at, answered_at, ended_at,
                    duration_seconds, end_reason, deadline_at, due_at)
                VALUES ('%s', 1, %d, %d, %d, 'user', 'voice', 'voice', '%s', %d, now(), now(), %s, %s, %s, %s, %s, %s)
                """.formatted(
                        call,
                        caller,
                        callee,
                        caller,
                        status,
                        transitions.length,
                        answered ? "now()" : "NULL",
                        live ? "NULL" : "now()",
                        live ? "NULL" : "0",
                        live ? "NULL" : "'" + reason + "'",
                        live ? "now()" : "NULL",
                        live ? "now()" : "NULL"));
        for (int seq = 1; seq <= transitions.length; seq++) {
            execute("""
                    INSERT INTO call_events (call_log_id, seq, type, status, at, event_id)
                    SELECT id, %d, 'x', '%s', now(), gen_random_uuid() FROM call_logs WHERE call_id = '%s'
                    """.formatted(seq, transitions[seq - 1], call));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
