package dev.ringback.load.chaos;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Reads the rows of a run, past every proxy.
final class RowStore {
    private final Connection connection;

    RowStore(Connection connection) {
        this.connection = connection;
    }

    /// One call as the tables have it.
    ///
    /// @param endReason empty while it lives
    /// @param durationSeconds -1 for none
    /// @param answeredBy the device of its `call_answer`; empty for none
    /// @param events of it, by their numbers
    record Row(
            UUID callId,
            long callerId,
            String status,
            int version,
            String endReason,
            long durationSeconds,
            boolean isFinal,
            boolean answered,
            String answeredBy,
            List<Event> events) {}

    /// One transition.
    record Event(int seq, String status) {}

    /// The calls that are over.
    Set<UUID> over() throws SQLException {
        Set<UUID> over = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT call_id FROM call_logs WHERE ended_at IS NOT NULL")) {
            while (row.next()) {
                over.add(row.getObject(1, UUID.class));
            }
        }
        return over;
    }

    Map<UUID, Row> rows() throws SQLException {
        Map<Long, List<Event>> events = events();
        Map<UUID, Row> rows = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT id, call_id, caller_user_id, status, version, coalesce(end_reason, ''),
                               coalesce(duration_seconds, -1), ended_at IS NOT NULL, answered_at IS NOT NULL,
                               coalesce((SELECT e.device_id FROM call_events e
                                   WHERE e.call_log_id = call_logs.id AND e.type = 'call_answer'), '')
                          FROM call_logs""")) {
            while (row.next()) {
                UUID callId = row.getObject(2, UUID.class);
                rows.put(
                        callId,
                        new Row(
                                callId,
                                row.getLong(3),
                                row.getString(4),
                                row.getInt(5),
                                row.getString(6),
                                row.getLong(7),
                                row.getBoolean(8),
                                row.getBoolean(9),
                                row.getString(10),
                                events.getOrDefault(row.getLong(1), List.of())));
            }
        }
        return rows;
    }

    long notFinal() throws SQLException {
        return count("SELECT count(*) FROM call_logs WHERE ended_at IS NULL");
    }

    long livePeople() throws SQLException {
        return count("SELECT count(*) FROM live_people");
    }

    private Map<Long, List<Event>> events() throws SQLException {
        Map<Long, List<Event>> events = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT call_log_id, seq, status FROM call_events ORDER BY call_log_id, seq")) {
            while (row.next()) {
                events.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                        .add(new Event(row.getInt(2), row.getString(3)));
            }
        }
        return events;
    }

    private long count(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
