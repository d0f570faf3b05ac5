package dev.ringback.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.cli.node.CannotStartException;
import dev.ringback.cli.verify.VerifyStore;
import dev.ringback.config.DatabaseAddress;
import dev.ringback.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {
    private static final String SEED = """
            CREATE TABLE call_logs (
                id SERIAL PRIMARY KEY,
                conversation_id INTEGER,
                caller_profile_id INTEGER NOT NULL,
                caller_profile_type VARCHAR(50) NOT NULL,
                caller_user_id INTEGER,
                call_type VARCHAR(20) NOT NULL,
                status VARCHAR(20) DEFAULT 'initiated',
                started_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
                answered_at TIMESTAMP NULL,
                ended_at TIMESTAMP NULL,
                duration_seconds INTEGER NULL,
                participants JSON NULL,
                created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
            );""";

    private static final String PEOPLE = """
            CREATE TABLE users (id INTEGER, name TEXT);
            INSERT INTO users VALUES (1, 'Abebe Kebede'), (2, 'Sara Tesfaye'), (3, 'Hana Girma');
            CREATE TABLE participants (conversation_id INTEGER, user_id INTEGER);
            INSERT INTO participants VALUES (1, 1), (1, 2), (2, 1), (2, 3), (5, 1), (5, 2), (5, 3);
            CREATE TABLE profiles (profile_id INTEGER, profile_type TEXT, user_id INTEGER);
            INSERT INTO profiles VALUES (10, 'student', 1), (20, 'tutor', 2);""";

    private final List<Fate> fates = new ArrayList<>();
    private DatabaseAddress from;
    private DatabaseAddress into;

    @BeforeEach
    void databases() throws SQLException {
        from = TestDatabase.createEmpty();
        into = TestDatabase.create();
        execute(from, SEED);
        execute(from, PEOPLE);
    }

    @Test
    void theSeedsTwentyStuckRowsBecomeFailedOnes() throws SQLException {
        stuckRows();

        Totals totals = run(true);

        assertThat(totals.count(Became.REPAIRED)).isEqualTo(20);
        assertThat(totals.rows()).isEqualTo(20);
        assertThat(query(into, """
                SELECT DISTINCT concat_ws(' ', status, end_reason, coalesce(duration_seconds::text, 'NULL'),
                    coalesce(answered_at::text, 'NULL'), ended_at = started_at, end_estimated, version,
                    caller_user_id, callee_user_id, caller_profile_id, caller_profile_type)
                FROM call_logs""")).containsExactly("failed recovered NULL NULL t t 1 1 2 10 student");
        assertWell();
    }

    @Test
    void aDryRunSaysTheSameAndWritesNothing() throws SQLException {
        stuckRows();
        row("2, 20, 'tutor', 2, 'voice', 'cancelled', '10:00', NULL, '10:00:08', 0");

        Totals totals = run(false);

        assertThat(totals.count(Became.REPAIRED)).isEqualTo(20);
        assertThat(totals.count(Became.SKIPPED)).isEqualTo(1);
        assertThat(totals.reasons()).containsEntry(Skipped.NOT_PARTICIPANT, 1L);
        assertThat(count("call_logs") + count("call_events") + count("imported_calls") + count("users"))
                .isZero();
        assertThat(ImportText.table(totals, false))
                .contains("Dry run: nothing was written")
                .contains("repaired  20")
                .contains("its caller is not in its conversation")
                .contains("First 20 rows");
    }

    @Test
    void importingAgainImportsNothing() throws SQLException {
        stuckRows();
        pair("'cancelled', '11:00', NULL, '11:00:08', 0", "'missed', '11:00:01', NULL, NULL, NULL");
        run(true);

        Totals again = run(true);

        assertThat(again.rows()).isEqualTo(22);
        assertThat(again.count(Became.SKIPPED)).isEqualTo(22);
        assertThat(again.reasons()).containsOnlyKeys(Skipped.IMPORTED_BEFORE);
        assertThat(count("call_logs")).isEqualTo(21);
        assertThat(count("imported_calls")).isEqualTo(22);
    }

    @Test
    void pairsOfEveryOutcomeBecomeOneCallEach() throws SQLException {
        pair("'ended', '10:00', '10:00:05', '10:00:45', 45", "'answered', '10:00:01', '10:00:05', NULL, NULL");
        pair("'cancelled', '11:00', NULL, '11:00:08', 0", "'missed', '11:00:01', NULL, NULL, NULL");
        pair("'cancelled', '12:00', NULL, '12:00:08', 0", "'declined', '12:00:01', NULL, NULL, NULL");
        pair("'no_answer', '13:00', NULL, '13:00:20', NULL", "'missed', '13:00:01', NULL, NULL, NULL");
        pair("'failed', '14:00', NULL, '14:00:03', NULL", "'initiated', '14:00:01', NULL, NULL, NULL");
        pair("'initiated', '15:00', NULL, NULL, NULL", "'answered', '15:00:01', '15:00:06', NULL, NULL");
        row("2, 10, 'student', 1, 'video', 'ended', '16:00', '16:00:05', '16:00:45', 40");

        Totals totals = run(true);

        assertThat(totals.count(Became.MERGED)).isEqualTo(6);
        assertThat(totals.count(Became.SKIPPED)).isZero();
        assertThat(query(into, """
                SELECT concat_ws(' ', status, end_reason, coalesce(duration_seconds::text, 'NULL'),
                    to_char(ended_at AT TIME ZONE 'UTC', 'HH24:MI:SS'), caller_user_id || '→' || callee_user_id,
                    participants->1->>'name', ended_by_user_id, call_type)
                FROM call_logs ORDER BY started_at"""))
                .containsExactly(
                        "ended hangup 40 10:00:45 1→2 Sara Tesfaye voice",
                        "cancelled cancelled 0 11:00:08 1→2 Sara Tesfaye 1 voice",
                        "declined declined 0 12:00:08 1→2 Sara Tesfaye 2 voice",
                        "missed ring_timeout 0 13:00:20 1→2 Sara Tesfaye voice",
                        "failed media_failed 0 14:00:03 1→2 Sara Tesfaye voice",
                        "failed recovered NULL 15:00:06 1→2 Sara Tesfaye voice",
                        "ended hangup 40 16:00:45 1→3 Hana Girma video");
        assertThat(fates)
                .filteredOn(it -> it.sourceId() == 1)
                .extracting(Fate::what)
                .containsExactly("ended, hangup (duration 45 s → 40 s)");
        assertThat(query(into, "SELECT DISTINCT type || seq FROM call_events")).containsExactly("call_imported1");
        assertWell();
    }

    @Test
    void whatWasMissedLongAgoMakesNoBadge() throws SQLException {
        pair("'cancelled', '11:00', NULL, '11:00:08', 0", "'missed', '11:00:01', NULL, NULL, NULL");
        run(true);

        assertThat(query(into, """
                SELECT count(*) FROM call_logs c JOIN users u ON u.id = c.callee_user_id
                WHERE c.changed_at > u.missed_seen_at""")).containsExactly("0");
    }

    @Test
    void theCallerIsFoundByTheProfile() throws SQLException {
        row("1, 20, 'tutor', NULL, 'voice', 'cancelled', '10:00', NULL, '10:00:08', 0");
        row("1, 99, 'tutor', NULL, 'voice', 'cancelled', '11:00', NULL, '11:00:08', 0");

        Totals totals = run(true);

        assertThat(totals.reasons()).containsOnlyKeys(Skipped.CALLER_UNKNOWN);
        assertThat(query(into, "SELECT caller_user_id || ' ' || callee_user_id FROM call_logs"))
                .containsExactly("2 1");
    }

    @Test
    void aPairShowsWhoWasCalledWhereNobodyElseKnows() throws SQLException {
        execute(from, "DROP TABLE participants, profiles, users");
        pair("'cancelled', '11:00', NULL, '11:00:08', 0", "'missed', '11:00:01', NULL, NULL, NULL");
        row("1, 10, 'student', 1, 'voice', 'cancelled', '09:00', NULL, '09:00:08', 0");

        Totals totals = run(true);

        assertThat(totals.reasons()).containsOnlyKeys(Skipped.PEOPLE_UNKNOWN);
        assertThat(query(into, "SELECT caller_user_id || ' ' || callee_user_id FROM call_logs"))
                .containsExactly("1 2");
        assertThat(run(true).count(Became.REPAIRED) + run(true).count(Became.IMPORTED))
                .as("by now our own directory knows the conversation, and the row was imported")
                .isZero();
        assertThat(count("call_logs")).isEqualTo(2);
    }

    @Test
    void aFileMaySayWhoIsWhere(@TempDir Path folder) throws SQLException, IOException {
        execute(from, "DROP TABLE participants, profiles, users");
        row("7, 70, 'student', NULL, 'voice', 'cancelled', '10:00', NULL, '10:00:08', 0");
        Path file = Files.writeString(folder.resolve("people.ndjson"), """
                {"user_id": 7, "name": "Dawit Bekele", "profiles": [{"profile_id": 70, "profile_type": "student"}]}
                {"conversation_id": 7, "participants": [{"user_id": 7}, {"user_id": 8}]}
                """);

        run(order(true, "call_logs", Optional.of(file)));

        assertThat(query(into, """
                SELECT concat_ws(' ', caller_user_id, participants->0->>'name', callee_user_id, callee_profile)
                FROM call_logs, LATERAL (SELECT participants->1->>'profile_type' AS callee_profile) p""")).containsExactly("7 Dawit Bekele 8 user");
        Files.writeString(file, "{\"conversation_id\": 7, \"participants\": [{}]}");
        assertThatThrownBy(() -> run(order(true, "call_logs", Optional.of(file))))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("line 1");
    }

    @Test
    void everyRowThatIsLeftOutSaysWhy() throws SQLException {
        row("5, 10, 'student', 1, 'voice', 'ended', '10:00', '10:00:05', '10:00:45', 40");
        row("1, 10, 'student', 1, 'fax', 'ended', '11:00', '11:00:05', '11:00:45', 40");
        row("1, 10, 'student', 1, 'voice', 'talking', '12:00', NULL, NULL, NULL");
        row("9, 10, 'student', 1, 'voice', 'ended', '13:00', '13:00:05', '13:00:45', 40");
        row("NULL, 10, 'student', 1, 'voice', 'ended', '14:00', '14:00:05', '14:00:45', 40");
        execute(from, """
                INSERT INTO call_logs (conversation_id, caller_profile_id, caller_profile_type, caller_user_id,
                    call_type, status, started_at, created_at) VALUES
                    (1, 10, 'student', 1, 'voice', 'initiated', NULL, NULL),
                    (1, 10, 'student', 1, 'voice', 'ended', now() + interval '2 days', now()),
                    (1, 10, 'student', 1, 'voice', 'answered', (now() AT TIME ZONE 'UTC') - interval '1 hour', now())""");

        Totals totals = run(true);

        assertThat(totals.rows()).isEqualTo(8);
        assertThat(totals.reasons())
                .containsOnlyKeys(
                        Skipped.NOT_TWO,
                        Skipped.TYPE_UNKNOWN,
                        Skipped.STATUS_UNKNOWN,
                        Skipped.PEOPLE_UNKNOWN,
                        Skipped.NO_START,
                        Skipped.FUTURE,
                        Skipped.PERHAPS_LIVE);
        assertThat(count("call_logs")).isZero();
        assertThat(fates).allMatch(it -> !it.what().isBlank());
        assertThat(ImportText.json(totals, true)).contains("\"perhaps_live\":1").contains("\"rows\":8");
    }

    @Test
    void timesAreOfTheZoneThatIsSaid() throws SQLException {
        row("1, 10, 'student', 1, 'voice', 'cancelled', '10:00', NULL, '10:00:08', 0");

        ImportStore.run(
                new ImportOrder(
                        from,
                        "call_logs",
                        into,
                        true,
                        ZoneId.of("Africa/Addis_Ababa"),
                        Duration.ofSeconds(5),
                        Optional.empty(),
                        Optional.empty()),
                fates::add,
                any -> {});

        assertThat(query(into, "SELECT to_char(started_at AT TIME ZONE 'UTC', 'HH24:MI') FROM call_logs"))
                .containsExactly("07:00");
    }

    @Test
    void aHalfThatComesLaterIsMergedIntoTheCallOfTheOther() throws SQLException {
        row("1, 10, 'student', 1, 'voice', 'cancelled', '10:00', NULL, '10:00:08', 0");
        run(true);
        row("1, 20, 'tutor', 2, 'voice', 'missed', '10:00:01', NULL, NULL, NULL");

        Totals totals = run(true);

        assertThat(totals.count(Became.MERGED)).isEqualTo(1);
        assertThat(count("call_logs")).isEqualTo(1);
        assertThat(count("imported_calls")).isEqualTo(2);
        assertThat(run(true).count(Became.SKIPPED)).isEqualTo(2);
    }

    @Test
    void theOldTableMayStandInOurOwnDatabase() throws SQLException {
        from = into;
        execute(into, SEED.replace("call_logs", "old_calls"));
        execute(into, "INSERT INTO users (id) VALUES (1), (2); INSERT INTO conversations (id) VALUES (1)");
        execute(into, "INSERT INTO participants VALUES (1, 1, 10, 'student'), (1, 2, 20, 'tutor')");
        execute(into, """
                INSERT INTO old_calls (conversation_id, caller_profile_id, caller_profile_type, call_type, started_at)
                VALUES (1, 20, 'tutor', 'video', '2026-01-16')""");

        Totals totals = run(order(true, "old_calls", Optional.empty()));

        assertThat(totals.count(Became.REPAIRED)).isEqualTo(1);
        assertThat(query(into, "SELECT caller_user_id || '→' || callee_user_id FROM call_logs"))
                .containsExactly("2→1");
        assertThatThrownBy(() -> run(order(true, "call_logs", Optional.empty())))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("call log of Ringback already");
    }

    @Test
    void manyRowsGoInBatches() throws SQLException {
        execute(from, """
                INSERT INTO call_logs (conversation_id, caller_profile_id, caller_profile_type, caller_user_id,
                    call_type, status, started_at, answered_at, ended_at, duration_seconds)
                SELECT 1, 10, 'student', 1, 'voice', 'ended', s, s + interval '5 s', s + interval '45 s', 45
                FROM generate_series(timestamp '2025-01-01', timestamp '2025-01-02', interval '1 minute') s""");

        assertThat(run(true).count(Became.REPAIRED)).isEqualTo(1_441);
        assertThat(query(into, "SELECT DISTINCT duration_seconds FROM call_logs"))
                .containsExactly("40");
        assertWell();
    }

    @Test
    void aTableOfAnotherShapeIsToldInOneLine() throws SQLException {
        execute(from, "CREATE TABLE other (id integer)");

        assertThatThrownBy(() -> run(order(false, "other", Optional.empty())))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("answered_at");
        assertThatThrownBy(() -> run(order(false, "nowhere", Optional.empty())))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("nowhere");
    }

    private void stuckRows() throws SQLException {
        execute(from, """
                INSERT INTO call_logs (conversation_id, caller_profile_id, caller_profile_type, call_type, started_at)
                SELECT 1, 10, 'student', 'voice', timestamp '2026-01-10' + n * interval '1 hour'
                FROM generate_series(1, 20) n""");
    }

    /// The caller's row and the callee's, of people 1 and 2.
    private void pair(String callers, String callees) throws SQLException {
        row("1, 10, 'student', 1, 'voice', " + callers);
        row("1, 20, 'tutor', 2, 'voice', " + callees);
    }

    private void row(String values) throws SQLException {
        String dated = values.replaceAll("'(\\d\\d:\\d\\d(:\\d\\d)?)'", "'2026-01-16 $1'");
        execute(
                from,
                "INSERT INTO call_logs (conversation_id, caller_profile_id, caller_profile_type, caller_user_id,"
                        + " call_type, status, started_at, answered_at, ended_at, duration_seconds) VALUES (" + dated
                        + ")");
    }

    private Totals run(boolean apply) {
        return run(order(apply, "call_logs", Optional.empty()));
    }

    private Totals run(ImportOrder order) {
        return ImportStore.run(order, fates::add, any -> {});
    }

    private ImportOrder order(boolean apply, String table, Optional<Path> people) {
        return new ImportOrder(
                from, table, into, apply, ZoneId.of("UTC"), Duration.ofSeconds(5), people, Optional.empty());
    }

    private void assertWell() {
        assertThat(VerifyStore.verify(into, any -> {}).findings()).isEmpty();
    }

    private long count(String table) throws SQLException {
        return Long.parseLong(query(into, "SELECT count(*) FROM " + table).getFirst());
    }

    private static void execute(DatabaseAddress database, String sql) throws SQLException {
        try (Connection connection = TestDatabase.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> query(DatabaseAddress database, String sql) throws SQLException {
        try (Connection connection = TestDatabase.connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
