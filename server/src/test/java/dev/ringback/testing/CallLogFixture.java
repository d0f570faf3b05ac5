package dev.ringback.testing;

import dev.ringback.core.call.EndReason;
import dev.ringback.core.call.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Writes calls that are already over, or still live, straight into the tables.
public final class CallLogFixture {
    private static final String CALL = """
            INSERT INTO call_logs (conversation_id, caller_profile_id, caller_profile_type, caller_user_id, call_type,
                mode, status, started_at, answered_at, ended_at, duration_seconds, participants, created_at, call_id,
                callee_user_id, version, changed_at, due_at, deadline_at, end_reason)
            VALUES (?, ?, 'student', ?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?, ?, ?, 2, ?, ?, ?, ?) RETURNING id""";

    private static final String EVENT = """
            INSERT INTO call_events (call_log_id, seq, type, status, at, by_user_id, device_id, detail, event_id)
            VALUES (?, ?, ?, ?, ?, ?, 'device-1', ?::json, gen_random_uuid())""";

    private static final String PERSON = """
            {"user_id": %d, "profile_id": %d, "profile_type": "student", "name": "%s", "avatar": null}""";

    private final DataSource database;

    /// Of a database.
    public CallLogFixture(DataSource database) {
        this.database = database;
    }

    /// A person of a call.
    public record Person(long id, String name) {}

    /// A call that was written.
    public record Written(long id, UUID callId) {}

    /// A call that ended for a reason; an answered one after a minute of talk.
    public Written ended(long conversation, Person caller, Person callee, String type, EndReason reason, Instant at) {
        boolean answered = reason.status() == Status.ENDED;
        Instant answeredAt = answered ? at.plusSeconds(5) : null;
        Instant end = answered ? at.plusSeconds(65) : at.plusSeconds(10);
        return write(conversation, caller, callee, type, Optional.of(reason), at, answeredAt, end);
    }

    /// A call that nobody has answered yet.
    public Written ringing(long conversation, Person caller, Person callee, Instant at) {
        return write(conversation, caller, callee, "voice", Optional.empty(), at, null, null);
    }

    private Written write(
            long conversation,
            Person caller,
            Person callee,
            String type,
            Optional<EndReason> reason,
            Instant startedAt,
            @Nullable Instant answeredAt,
            @Nullable Instant endedAt) {
        UUID callId = UUID.randomUUID();
        String status = reason.map(EndReason::status).orElse(Status.INITIATED).wire();
        Instant due = endedAt == null ? startedAt.plusSeconds(45) : null;
        Long talk = endedAt == null || reason.equals(Optional.of(EndReason.RECOVERED))
                ? null
                : (Long)
                        (answeredAt == null
                                ? 0L
                                : Duration.between(answeredAt, endedAt).toSeconds());
        try (Connection connection = database.getConnection()) {
            long id = insert(
                    connection,
                    CALL,
                    conversation,
                    caller.id(),
                    caller.id(),
                    type,
                    type,
                    status,
                    startedAt,
                    answeredAt,
                    endedAt,
                    talk,
                    "[" + person(caller) + "," + person(callee) + "]",
                    startedAt,
                    callId,
                    callee.id(),
                    endedAt == null ? startedAt : endedAt,
                    due,
                    due,
                    reason.map(EndReason::wire).orElse(null));
            event(
                    connection,
                    id,
                    1,
                    "call_invitation",
                    "initiated",
                    startedAt,
                    caller.id(),
                    "{\"mode\":\"" + type + "\"}");
            if (endedAt != null) {
                event(connection, id, 2, "call_" + status, status, endedAt, null, null);
            }
            return new Written(id, callId);
        } catch (SQLException failed) {
            throw new IllegalStateException("the test's call is none", failed);
        }
    }

    private static String person(Person person) {
        return PERSON.formatted(person.id(), person.id(), person.name());
    }

    private static void event(
            Connection connection,
            long call,
            int seq,
            String type,
            String status,
            Instant at,
            @Nullable Long by,
            @Nullable String detail)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(EVENT)) {
            fill(insert, call, seq, type, status, at, by, detail);
            insert.executeUpdate();
        }
    }

    private static long insert(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            fill(insert, values);
            ResultSet ids = insert.executeQuery();
            ids.next();
            return ids.getLong(1);
        }
    }

    private static void fill(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int at = 0; at < values.length; at++) {
            Object value = values[at];
            statement.setObject(at + 1, value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
        }
    }
}
