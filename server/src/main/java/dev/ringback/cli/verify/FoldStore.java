package dev.ringback.cli.verify;

import dev.ringback.call.store.CallReplay;
import dev.ringback.call.store.CallRows;
import dev.ringback.core.call.Call;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Folds the events of a page of calls and compares each with its row.
final class FoldStore {

    private static final String ROWS =
            "SELECT " + CallRows.COLUMNS + " FROM call_logs c WHERE c.id > ? AND c.id <= ? ORDER BY c.id";

    private static final String EVENTS = """
            SELECT call_log_id, seq, type, status, at, by_user_id, device_id, detail FROM call_events
            WHERE call_log_id > ? AND call_log_id <= ? ORDER BY call_log_id, seq""";

    private final Connection connection;

    FoldStore(Connection connection) {
        this.connection = connection;
    }

    /// What a page held.
    record Page(long calls, long events, List<Finding> findings) {}

    /// The calls with an id above `after` and not above `last`.
    Page page(long after, long last) throws SQLException {
        Map<Long, List<CallReplay.Event>> events = new HashMap<>();
        long eventCount = events(after, last, events);
        List<Finding> findings = new ArrayList<>();
        long calls = 0;
        try (PreparedStatement query = connection.prepareStatement(ROWS)) {
            query.setLong(1, after);
            query.setLong(2, last);
            ResultSet rows = query.executeQuery();
            while (rows.next()) {
                calls++;
                compare(rows, events.getOrDefault(rows.getLong("id"), List.of()), findings);
            }
        }
        return new Page(calls, eventCount, findings);
    }

    /// A row or an event that cannot be read is a finding, not a failure: whatever is thrown on the way is told.
    private static void compare(ResultSet row, List<CallReplay.Event> events, List<Finding> findings)
            throws SQLException {
        long id = row.getLong("id");
        Optional<UUID> callId = Optional.ofNullable(row.getObject("call_id", UUID.class));
        try {
            Call call = CallRows.read(row);
            Call fold = CallReplay.fold(call.facts(), events);
            Differences.of(call, fold).forEach(what -> findings.add(new Finding(id, callId, "fold", what)));
        } catch (RuntimeException unreadable) {
            findings.add(new Finding(id, callId, "fold", "cannot be made again: " + unreadable.getMessage()));
        }
    }

    private long events(long after, long last, Map<Long, List<CallReplay.Event>> byCall) throws SQLException {
        long count = 0;
        try (PreparedStatement query = connection.prepareStatement(EVENTS)) {
            query.setLong(1, after);
            query.setLong(2, last);
            ResultSet rows = query.executeQuery();
            while (rows.next()) {
                count++;
                byCall.computeIfAbsent(rows.getLong("call_log_id"), any -> new ArrayList<>())
                        .add(event(rows));
            }
        }
        return count;
    }

    private static CallReplay.Event event(ResultSet row) throws SQLException {
        return new CallReplay.Event(
                row.getInt("seq"),
                row.getString("type"),
                row.getString("status"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("by_user_id", Long.class)),
                Optional.ofNullable(row.getString("device_id")),
                Optional.ofNullable(row.getString("detail")));
    }
}
