package dev.ringback.call.store;

import dev.ringback.core.call.Call;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Timeouts;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the call service reads. Every statement is of one kind: few rows, by an index. Any thread may use it, with a
/// connection of its own.
final class CallReadStore {

    private static final String SELECT = "SELECT " + CallRows.COLUMNS + " FROM call_logs c ";

    private static final String OVERDUE_PART = "(SELECT c.deadline_at, " + CallRows.COLUMNS
            + " FROM call_logs c WHERE c.ended_at IS NULL AND %s c.signaled AND c.deadline_at <= ?)";

    /// In two parts, each by the small index of its live rows.
    private static final String OVERDUE = OVERDUE_PART.formatted("") + " UNION ALL " + OVERDUE_PART.formatted("NOT")
            + " ORDER BY deadline_at LIMIT ?";

    private static final int TIMEOUT_SECONDS = 5;

    /// What became final since a moment did not start longer before it than a call can last; it bounds the search.
    private final Duration longestCall;

    CallReadStore(Timeouts timeouts) {
        this.longestCall = timeouts.ring()
                .plus(timeouts.maxCall())
                .plus(timeouts.callGrace())
                .plusHours(1);
    }

    Optional<Call> byId(Connection connection, CallId id) throws SQLException {
        return one(connection, SELECT + "WHERE c.call_id = ?", id.value());
    }

    Optional<Call> byRow(Connection connection, CallLogId id) throws SQLException {
        return one(connection, SELECT + "WHERE c.id = ?", id.value());
    }

    Optional<Call> liveOf(Connection connection, UserId user) throws SQLException {
        return one(connection, SELECT + "JOIN live_people p ON p.call_log_id = c.id WHERE p.user_id = ?", user.value());
    }

    Optional<Call> lastClosedIn(Connection connection, UserId user, ConversationId conversation, Instant since)
            throws SQLException {
        return one(
                connection,
                SELECT + """
                        WHERE c.conversation_id = ? AND ? IN (c.caller_user_id, c.callee_user_id)
                            AND c.ended_at IS NOT NULL AND c.changed_at >= ? AND c.started_at >= ?
                        ORDER BY c.started_at DESC, c.id DESC LIMIT 1""",
                conversation.value(),
                user.value(),
                utc(since),
                utc(since.minus(longestCall)));
    }

    Optional<Call> lastClosedWith(Connection connection, UserId user, UserId other, Instant since) throws SQLException {
        return one(
                connection,
                SELECT + """
                        WHERE ((c.caller_user_id = ? AND c.callee_user_id = ?)
                                OR (c.callee_user_id = ? AND c.caller_user_id = ?))
                            AND c.ended_at IS NOT NULL AND c.changed_at >= ? AND c.started_at >= ?
                        ORDER BY c.started_at DESC, c.id DESC LIMIT 1""",
                user.value(),
                other.value(),
                user.value(),
                other.value(),
                utc(since),
                utc(since.minus(longestCall)));
    }

    List<Call> overdue(Connection connection, Instant now, int limit) throws SQLException {
        return all(connection, OVERDUE, utc(now), utc(now), limit);
    }

    List<Call> live(Connection connection) throws SQLException {
        return all(connection, SELECT + "WHERE c.ended_at IS NULL AND c.signaled ORDER BY c.id");
    }

    Optional<String> description(Connection connection, CallLogId call, Role role) throws SQLException {
        String sql = "SELECT description FROM call_descriptions WHERE call_log_id = ? AND role = ?";
        try (PreparedStatement statement =
                prepared(connection, sql, call.value(), role.name().toLowerCase(Locale.ROOT))) {
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    private static Optional<Call> one(Connection connection, String sql, Object... values) throws SQLException {
        return all(connection, sql, values).stream().findFirst();
    }

    private static List<Call> all(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            return CallRows.readAll(rows);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            for (int index = 0; index < values.length; index++) {
                statement.setObject(index + 1, values[index]);
            }
            return statement;
        } catch (SQLException failed) {
            statement.close();
            throw failed;
        }
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
