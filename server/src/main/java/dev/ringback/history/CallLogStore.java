package dev.ringback.history;

import dev.ringback.call.store.CallRows;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.Role;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import dev.ringback.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads call logs, newest first by `started_at`, then `id`. Blocks; throws [dev.ringback.call.StoreUnavailable] when
/// the database is away.
@ApplicationScoped
public class CallLogStore {

    private static final int EVENTS_MAX = 10_000;
    private static final String NEWEST_FIRST = " ORDER BY started_at DESC, id DESC LIMIT ?";

    private final Database database;

    /// Of a database.
    public CallLogStore(Database database) {
        this.database = database;
    }

    /// A page of a person's calls.
    public CallPage page(UserId user, CallFilter filter, Optional<Cursor> after, int limit) {
        List<Object> values = new ArrayList<>();
        // One branch a side: each walks its own index in the order that is asked for.
        String branches = Stream.of(Role.values())
                .filter(role -> CallLogQuery.concerns(filter, role))
                .map(role -> branch(user, role, filter, after, limit, values))
                .collect(Collectors.joining(" UNION ALL "));
        if (branches.isEmpty()) {
            return new CallPage(List.of(), Optional.empty());
        }
        values.add(limit + 1);
        return CallPage.of(calls("SELECT * FROM (" + branches + ") c" + NEWEST_FIRST, values), limit);
    }

    /// A page of a person's calls in one conversation.
    public CallPage page(UserId user, ConversationId conversation, Optional<Cursor> after, int limit) {
        List<Object> values = new ArrayList<>(List.of(conversation.value(), user.value()));
        String sql = "SELECT " + CallRows.COLUMNS
                + " FROM call_logs c WHERE c.conversation_id = ? AND ? IN (c.caller_user_id, c.callee_user_id)"
                + older(after, values)
                + NEWEST_FIRST;
        values.add(limit + 1);
        return CallPage.of(calls(sql, values), limit);
    }

    /// A call by its id.
    public Optional<Call> call(CallId id) {
        return calls("SELECT " + CallRows.COLUMNS + " FROM call_logs c WHERE c.call_id = ?", List.of(id.value()))
                .stream()
                .findFirst();
    }

    /// A call's audit trail, oldest first.
    public List<CallEventRow> events(CallLogId call) {
        return database.run(connection -> {
            String sql = "SELECT seq, type, status, at, by_user_id, device_id, detail FROM call_events"
                    + " WHERE call_log_id = ? ORDER BY seq LIMIT ?";
            try (PreparedStatement query = prepared(connection, sql, List.of(call.value(), EVENTS_MAX))) {
                ResultSet rows = query.executeQuery();
                List<CallEventRow> events = new ArrayList<>();
                while (rows.next()) {
                    events.add(event(rows));
                }
                return events;
            }
        });
    }

    private static String branch(
            UserId user, Role role, CallFilter filter, Optional<Cursor> after, int limit, List<Object> values) {
        CallLogQuery conditions = CallLogQuery.of(filter, role);
        values.add(user.value());
        values.addAll(conditions.values());
        String sql = "(SELECT " + CallRows.COLUMNS + " FROM call_logs c WHERE c." + CallLogQuery.column(role) + " = ?"
                + conditions.text() + older(after, values) + NEWEST_FIRST + ")";
        values.add(limit + 1);
        return sql;
    }

    private static String older(Optional<Cursor> after, List<Object> values) {
        after.ifPresent(cursor -> values.addAll(List.of(cursor.startedAt(), cursor.id())));
        return after.isPresent() ? " AND (c.started_at, c.id) < (?, ?)" : "";
    }

    private List<Call> calls(String sql, List<Object> values) {
        return database.run(connection -> {
            try (PreparedStatement query = prepared(connection, sql, values)) {
                return CallRows.readAll(query.executeQuery());
            }
        });
    }

    private static PreparedStatement prepared(Connection connection, String sql, List<Object> values)
            throws SQLException {
        PreparedStatement query = connection.prepareStatement(sql);
        for (int at = 0; at < values.size(); at++) {
            set(query, at + 1, values.get(at));
        }
        return query;
    }

    private static void set(PreparedStatement query, int at, Object value) throws SQLException {
        switch (value) {
            case Instant time -> query.setObject(at, time.atOffset(ZoneOffset.UTC));
            case String[] words -> query.setArray(at, query.getConnection().createArrayOf("text", words));
            case Long[] ids -> query.setArray(at, query.getConnection().createArrayOf("bigint", ids));
            default -> query.setObject(at, value);
        }
    }

    private static CallEventRow event(ResultSet row) throws SQLException {
        return new CallEventRow(
                row.getInt("seq"),
                row.getString("type"),
                row.getString("status"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("by_user_id", Long.class),
                row.getString("device_id"),
                row.getString("detail"));
    }
}
