package dev.ringback.call.store;

import static dev.ringback.call.store.ArrayParameters.time;

import dev.ringback.call.store.Obstacles.EarlyCancel;
import dev.ringback.core.call.Call;
import dev.ringback.core.id.DeviceId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Learns, after a batch, why some of its writes came to nothing. Reads committed rows only. Of one connection, used by
/// the writer's thread only.
final class ObstacleStore implements AutoCloseable {

    private static final String FIND = """
            SELECT r.ord,
                (SELECT c.id FROM call_logs c WHERE c.call_id = r.call_id) AS taken,
                (SELECT c.id FROM call_logs c WHERE c.conversation_id = r.conversation_id
                    AND c.ended_at IS NULL AND c.signaled) AS running,
                (SELECT p.call_log_id FROM live_people p WHERE p.user_id = r.caller) AS callers_other,
                (SELECT p.call_log_id FROM live_people p WHERE p.user_id = r.callee) IS NOT NULL AS callee_busy,
                (SELECT max(c.id) FROM call_logs c WHERE c.conversation_id = r.conversation_id
                    AND c.ended_at IS NULL AND NOT c.signaled AND c.status = 'initiated'
                    AND c.caller_user_id = r.caller) AS adoptable,
                e.call_id IS NOT NULL AS early, e.device_id AS early_device
            FROM unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[]) WITH ORDINALITY
                    AS r(call_id, conversation_id, caller, callee, started_at, ord)
                LEFT JOIN early_cancels e ON e.call_id = r.call_id AND e.user_id = r.caller
                    AND e.at >= %s - interval '60 seconds'
            ORDER BY r.ord
            """.formatted(time("r.started_at"));

    private static final String LOAD = "SELECT " + CallRows.COLUMNS + " FROM call_logs c WHERE c.id = ANY (?)";

    private static final String COMMITTED = "SELECT event_id FROM call_events WHERE event_id = ANY (?)";

    private final PreparedStatement find;
    private final PreparedStatement load;
    private final PreparedStatement committed;

    ObstacleStore(Connection connection) throws SQLException {
        this.find = connection.prepareStatement(FIND);
        this.load = connection.prepareStatement(LOAD);
        this.committed = connection.prepareStatement(COMMITTED);
    }

    /// What stands in the way of each, in their order.
    List<Obstacles> of(List<InvitationWrite<?>> invitations) throws SQLException {
        new ArrayParameters<>(find, invitations)
                .uuids(write -> write.invitation().id().value())
                .numbers(write -> write.invitation().conversation().value())
                .numbers(write -> write.invitation().caller().userId().value())
                .numbers(write -> write.invitation().callee().userId().value())
                .times(write -> write.invitation().startedAt());
        List<Found> found = new ArrayList<>();
        try (ResultSet rows = find.executeQuery()) {
            while (rows.next()) {
                found.add(Found.of(rows));
            }
        }
        Set<Long> ids = new HashSet<>();
        found.forEach(it -> it.addTo(ids));
        Map<Long, Call> calls = load(ids);
        return found.stream().map(it -> it.obstacles(calls)).toList();
    }

    /// The calls of rows, by the rows' numbers.
    Map<Long, Call> load(Collection<Long> rows) throws SQLException {
        Map<Long, Call> calls = new HashMap<>();
        if (rows.isEmpty()) {
            return calls;
        }
        ArrayParameters.bindNumbers(load, 1, rows);
        try (ResultSet found = load.executeQuery()) {
            while (found.next()) {
                Call call = CallRows.read(found);
                calls.put(call.facts().logId().value(), call);
            }
        }
        return calls;
    }

    /// Which of these events are there.
    Set<UUID> committed(Collection<UUID> eventIds) throws SQLException {
        committed.setArray(1, committed.getConnection().createArrayOf("uuid", eventIds.toArray()));
        Set<UUID> there = new HashSet<>();
        try (ResultSet rows = committed.executeQuery()) {
            while (rows.next()) {
                there.add(rows.getObject(1, UUID.class));
            }
        }
        return there;
    }

    @Override
    public void close() throws SQLException {
        find.close();
        load.close();
        committed.close();
    }

    /// A row of the answer, before its calls are read.
    private record Found(
            @Nullable Long taken,
            @Nullable Long running,
            @Nullable Long callersOther,
            @Nullable Long adoptable,
            boolean calleeBusy,
            Optional<EarlyCancel> early) {

        static Found of(ResultSet row) throws SQLException {
            return new Found(
                    row.getObject("taken", Long.class),
                    row.getObject("running", Long.class),
                    row.getObject("callers_other", Long.class),
                    row.getObject("adoptable", Long.class),
                    row.getBoolean("callee_busy"),
                    row.getBoolean("early")
                            ? Optional.of(new EarlyCancel(Optional.ofNullable(row.getString("early_device"))
                                    .map(DeviceId::new)))
                            : Optional.empty());
        }

        void addTo(Set<Long> ids) {
            for (Long id : new Long[] {taken, running, callersOther, adoptable}) {
                if (id != null) {
                    ids.add(id);
                }
            }
        }

        Obstacles obstacles(Map<Long, Call> calls) {
            return new Obstacles(
                    call(calls, taken),
                    call(calls, running),
                    call(calls, callersOther),
                    early,
                    calleeBusy,
                    call(calls, adoptable));
        }

        private static Optional<Call> call(Map<Long, Call> calls, @Nullable Long id) {
            return id == null ? Optional.empty() : Optional.ofNullable(calls.get(id));
        }
    }
}
