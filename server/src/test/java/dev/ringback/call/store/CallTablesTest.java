package dev.ringback.call.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.core.call.EndReason;
import dev.ringback.core.call.Status;
import dev.ringback.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What the tables refuse, whoever connects: plain SQL, as an operator's hand would write it.
class CallTablesTest {

    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final String START = "'2026-03-01T10:00:00Z'::timestamptz";

    private static CallDatabase database;

    @BeforeAll
    static void start() {
        database = new CallDatabase();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void everyStatusIsKnown(Status status) {
        long row = live();
        switch (status) {
            case INITIATED -> {}
            case RINGING -> move(row, "status = 'ringing', ringing_at = " + at(1));
            case ANSWERED -> answer(row);
            case ENDED -> {
                answer(row);
                end(row, "ended", "hangup", 5, 3);
            }
            case CANCELLED -> end(row, "cancelled", "cancelled", 5, 0);
            case DECLINED -> end(row, "declined", "declined", 5, 0);
            case MISSED -> end(row, "missed", "ring_timeout", 5, 0);
            case FAILED -> end(row, "failed", "media_failed", 5, 0);
        }
        assertThat(column(row, "status")).isEqualTo(status.wire());
    }

    @Test
    void anUnknownStatusIsRefused() {
        long row = live();
        refused(
                "call_status_known",
                () -> database.execute(
                        "INSERT INTO call_logs (conversation_id, caller_profile_id, caller_profile_type, caller_user_id, callee_user_id,"
                                + " call_type, mode, call_id, status, due_at, deadline_at) SELECT conversation_id + 5, 1, 'user',"
                                + " caller_user_id, callee_user_id, 'voice', 'voice', gen_random_uuid(), 'answering', now(), now()"
                                + " FROM call_logs WHERE id = " + row));
    }

    @ParameterizedTest
    @EnumSource(EndReason.class)
    void everyReasonBelongsToItsStatus(EndReason reason) {
        for (Status status : Status.values()) {
            if (!status.isFinal()) {
                continue;
            }
            long row = live();
            if (status == Status.ENDED) {
                answer(row);
            }
            Integer duration = reason == EndReason.RECOVERED ? null : status == Status.ENDED ? 3 : 0;
            if (status == reason.status()) {
                end(row, status.wire(), reason.wire(), 5, duration);
            } else {
                refused("call_reason_of_status", () -> end(row, status.wire(), reason.wire(), 5, duration));
            }
        }
    }

    @Test
    void aLiveCallHasNoReason() {
        long row = live();
        refused("call_reason_of_status", () -> move(row, "end_reason = 'hangup'"));
    }

    @Test
    void aFinalStatusHasAnEndAndALiveOneHasNone() {
        refused("call_end_of_status", () -> move(live(), "status = 'declined', end_reason = 'declined'"));
        refused(
                "call_end_of_status",
                () -> move(
                        live(), "ended_at = " + at(5) + ", due_at = NULL, deadline_at = NULL, duration_seconds = 0"));
    }

    @Test
    void aLiveCallHasADeadlineAndAFinalOneHasNone() {
        refused("call_deadline_of_status", () -> move(live(), "deadline_at = NULL"));
        refused("call_deadline_of_status", () -> move(live(), "due_at = NULL"));
        refused(
                "call_deadline_of_status",
                () -> move(
                        live(),
                        "status = 'declined', end_reason = 'declined', duration_seconds = 0, due_at = NULL, ended_at = "
                                + at(5)));
    }

    @Test
    void aRingHasItsTime() {
        refused("call_ringing_of_status", () -> move(live(), "status = 'ringing'"));
        refused("call_ringing_of_status", () -> move(live(), "ringing_at = " + at(1)));
    }

    @Test
    void anAnswerHasItsTime() {
        refused("call_answer_of_status", () -> move(live(), "status = 'answered'"));
        refused("call_answer_of_status", () -> move(live(), "answered_at = " + at(1)));
        refused(
                "call_answer_of_status",
                () -> move(
                        live(),
                        "status = 'cancelled', end_reason = 'cancelled', duration_seconds = 3, due_at = NULL,"
                                + " deadline_at = NULL, answered_at = " + at(2) + ", ended_at = " + at(5)));
    }

    @Test
    void timesGoForward() {
        refused("call_times_forward", () -> move(live(), "status = 'ringing', ringing_at = " + at(-1)));
        refused("call_times_forward", () -> move(live(), "status = 'answered', answered_at = " + at(-1)));
        refused("call_times_forward", () -> end(live(), "declined", "declined", -1, 0));
        long row = live();
        move(row, "status = 'ringing', ringing_at = " + at(3));
        refused("call_times_forward", () -> move(row, "status = 'answered', answered_at = " + at(2)));
        answer(row);
        refused("call_times_forward", () -> end(row, "ended", "hangup", 1, -2));
    }

    @Test
    void noTransitionLiesBeforeTheOneBeforeIt() {
        long row = live();
        move(row, "changed_at = " + at(9));
        refused("time and version only go forward", () -> move(row, "changed_at = " + at(8)));
        refused("time and version only go forward", () -> move(row, "started_at = " + at(-5)));
    }

    @Test
    void anAnswerAndARingKeepTheirTimes() {
        long row = live();
        move(row, "status = 'ringing', ringing_at = " + at(1));
        refused("time and version only go forward", () -> move(row, "ringing_at = " + at(2)));
        answer(row);
        refused("time and version only go forward", () -> move(row, "answered_at = " + at(4)));
    }

    @Test
    void versionsGoUpByOne() {
        long row = live();
        refused("time and version only go forward", () -> update(row, "version = 3"));
        move(row, "mode = 'video'");
        refused("time and version only go forward", () -> update(row, "version = 1"));
        refused("time and version only go forward", () -> update(row, "status = 'ringing', ringing_at = " + at(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "ringing,initiated",
        "answered,initiated",
        "answered,ringing",
        "answered,declined",
        "answered,cancelled",
        "answered,missed",
        "initiated,ended",
        "ringing,ended"
    })
    void aTransitionThatIsNotInTheTableIsRefused(String from, String to) {
        long row = live();
        switch (from) {
            case "ringing" -> move(row, "status = 'ringing', ringing_at = " + at(1));
            case "answered" -> answer(row);
            default -> {}
        }
        refused("no such transition", () -> move(row, "status = '" + to + "'"));
    }

    @ParameterizedTest
    @CsvSource({
        "status = 'missed'",
        "call_type = 'video'",
        "caller_user_id = callee_user_id + 100",
        "callee_user_id = caller_user_id + 100",
        "conversation_id = conversation_id + 5",
        "end_reason = 'recovered'",
        "started_at = started_at + interval '1 second'",
        "answered_at = answered_at + interval '1 second'",
        "ringing_at = started_at",
        "ended_at = ended_at + interval '1 second'",
        "ended_at = NULL",
        "duration_seconds = 4",
        "ended_by_user_id = 1",
        "end_estimated = true",
        "version = version + 1",
        "call_id = gen_random_uuid()",
        "caller_profile_id = 9",
        "caller_profile_type = 'tutor'",
        "created_at = created_at - interval '1 day'"
    })
    void aFinalRowNeverChanges(String change) {
        long row = live();
        answer(row);
        end(row, "ended", "hangup", 5, 3);
        refused("a final call never changes", () -> update(row, change));
    }

    @Test
    void namesOfAFinalRowMayBeErased() {
        long row = live();
        end(row, "declined", "declined", 5, 0);
        update(row, "participants = '[]'");
        assertThat(column(row, "participants")).isEqualTo("[]");
    }

    @Test
    void aDurationIsTalkTime() {
        long row = live();
        answer(row);
        refused("call_duration_is_talk_time", () -> end(row, "ended", "hangup", 5, 4));
        refused("call_duration_is_talk_time", () -> end(row, "ended", "hangup", 5, null));
        end(row, "ended", "hangup", 5, 3);
    }

    @Test
    void aDurationNeedsAnAnswer() {
        refused("call_duration_is_talk_time", () -> end(live(), "declined", "declined", 5, 5));
        refused("call_duration_is_talk_time", () -> end(live(), "declined", "declined", 5, null));
        refused("call_duration_is_talk_time", () -> move(live(), "duration_seconds = 0"));
        refused("call_duration_is_talk_time", () -> end(live(), "failed", "recovered", 5, 0));
    }

    @Test
    void nobodyCallsThemselves() {
        refused("call_two_people", () -> update(live(), "callee_user_id = caller_user_id"));
    }

    @Test
    void aConversationHasOneLiveSignaledCall() {
        long row = live();
        String again = "INSERT INTO call_logs (conversation_id, caller_profile_id, caller_profile_type, caller_user_id,"
                + " callee_user_id, call_type, mode, call_id, due_at, deadline_at, signaled) SELECT conversation_id, 1,"
                + " 'user', callee_user_id, caller_user_id, 'voice', 'voice', gen_random_uuid(), now(), now(), %s"
                + " FROM call_logs WHERE id = " + row;
        refused("call_logs_one_live_per_conversation", () -> database.execute(again.formatted("true")));
        database.execute(again.formatted("false"));
        end(row, "declined", "declined", 5, 0);
        database.execute(again.formatted("true"));
    }

    @Test
    void aPersonIsInOneLiveCall() {
        long row = live();
        String busy = "INSERT INTO live_people (user_id, call_log_id, call_id) VALUES (" + row + ", " + row
                + ", gen_random_uuid())";
        database.execute(busy);
        refused("live_people_pkey", () -> database.execute(busy));
    }

    @Test
    void anIdIsOfOneCall() {
        long row = live();
        long other = live();
        refused(
                "call_logs_call_id_key",
                () -> update(other, "call_id = (SELECT call_id FROM call_logs WHERE id = " + row + ")"));
    }

    @Test
    void anEventIsThereForGood() {
        long row = live();
        event(row, 1);
        refused("append-only", () -> database.execute("UPDATE call_events SET type = 'x' WHERE call_log_id = " + row));
        refused("append-only", () -> database.execute("DELETE FROM call_events WHERE call_log_id = " + row));
        refused("append-only", () -> database.execute("TRUNCATE call_events"));
        refused("call_events_pkey", () -> event(row, 1));
        refused("call_events_seq_check", () -> event(row, 0));
    }

    @Test
    void ringingAndAnsweringTouchNoIndex() throws SQLException {
        long row = live();
        try (Connection connection = TestDatabase.connect(database.address);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("UPDATE call_logs SET version = 2, status = 'ringing', ringing_at = " + at(1)
                    + ", changed_at = " + at(1) + " WHERE id = " + row);
            statement.execute("UPDATE call_logs SET version = 3, status = 'answered', answered_at = " + at(2)
                    + ", changed_at = " + at(2) + ", deadline_at = " + at(60) + " WHERE id = " + row);
            ResultSet hot = statement.executeQuery("SELECT pg_stat_get_xact_tuples_hot_updated('call_logs'::regclass)");
            hot.next();
            assertThat(hot.getInt(1)).isEqualTo(2);
        }
    }

    @Test
    void aCallIsThereForGood() {
        long row = live();
        refused("never deleted", () -> database.execute("DELETE FROM call_logs WHERE id = " + row));
        refused("never deleted", () -> database.execute("TRUNCATE call_logs CASCADE"));
    }

    // --- the words of these tests

    /// A new live row.
    private static long live() {
        long number = NUMBERS.addAndGet(10);
        database.execute("INSERT INTO users (id) SELECT generate_series(" + number + ", " + (number + 9)
                + ") ON CONFLICT DO NOTHING; INSERT INTO users (id) SELECT generate_series(" + (number + 100) + ", "
                + (number + 109) + ") ON CONFLICT DO NOTHING;"
                + " INSERT INTO conversations (id) VALUES (" + number + "), (" + (number + 5) + ")");
        return Long.parseLong(database.query("INSERT INTO call_logs (conversation_id, caller_profile_id,"
                        + " caller_profile_type, caller_user_id, callee_user_id, call_type, mode, call_id, started_at,"
                        + " created_at, changed_at, due_at, deadline_at) VALUES (" + number + ", 1, 'student', "
                        + number + ", " + (number + 1) + ", 'voice', 'voice', gen_random_uuid(), " + at(0) + ", "
                        + at(0) + ", " + at(0) + ", " + at(45) + ", " + at(45) + ") RETURNING id")
                .getFirst());
    }

    private static String at(int seconds) {
        return START + " + interval '" + seconds + " seconds'";
    }

    private static void update(long row, String changes) {
        database.execute("UPDATE call_logs SET " + changes + " WHERE id = " + row);
    }

    private static void move(long row, String changes) {
        update(row, "version = version + 1, " + changes);
    }

    private static void answer(long row) {
        move(row, "status = 'answered', answered_at = coalesce(ringing_at, " + at(2) + ")");
    }

    private static void end(long row, String status, String reason, int seconds, Integer duration) {
        move(
                row,
                "status = '" + status + "', end_reason = '" + reason
                        + "', due_at = NULL, deadline_at = NULL, ended_at = " + at(seconds) + ", duration_seconds = "
                        + duration);
    }

    private static void event(long row, int seq) {
        database.execute("INSERT INTO call_events (call_log_id, seq, type, status, at, event_id) VALUES (" + row + ", "
                + seq + ", 'call_invitation', 'initiated', now(), gen_random_uuid())");
    }

    private static String column(long row, String column) {
        return database.query("SELECT " + column + " FROM call_logs WHERE id = " + row)
                .getFirst();
    }

    private static void refused(String rule, Runnable statement) {
        assertThatThrownBy(statement::run).rootCause().hasMessageContaining(rule);
    }
}
