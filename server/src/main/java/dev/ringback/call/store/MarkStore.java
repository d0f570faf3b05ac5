package dev.ringback.call.store;

import dev.ringback.core.call.Call;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Timeouts;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.NodeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Which devices of live calls are gone, and which nodes live (design §2.9). Marks are no transitions: they raise no
/// version, and each statement may be repeated. Used by the writer's thread only.
final class MarkStore {

    private static final String LOST = """
            UPDATE call_logs c SET %1$s_lost_at = m.at,
                %1$s_lost_until = m.now + CASE WHEN c.status = 'answered' THEN m.call_grace ELSE m.caller_grace END,
                deadline_at = least(c.due_at,
                    m.now + CASE WHEN c.status = 'answered' THEN m.call_grace ELSE m.caller_grace END,
                    CASE WHEN c.status = 'answered' OR '%2$s' = 'caller' THEN c.%2$s_lost_until END)
            FROM (SELECT ?::timestamptz AS at, ?::timestamptz AS now,
                ? * interval '1 microsecond' AS call_grace, ? * interval '1 microsecond' AS caller_grace) m
            WHERE c.id = ? AND c.ended_at IS NULL AND c.%1$s_device = ? AND c.%1$s_node = ?
                AND (c.%1$s_lost_at IS NULL OR c.%1$s_lost_at = m.at)
            RETURNING""" + " " + CallRows.COLUMNS;

    private static final String BACK = """
            UPDATE call_logs c SET %1$s_lost_at = NULL, %1$s_lost_until = NULL, %1$s_node = m.node,
                deadline_at = least(c.due_at,
                    CASE WHEN c.status = 'answered' OR '%2$s' = 'caller' THEN c.%2$s_lost_until END)
            FROM (SELECT ?::text AS node) m
            WHERE c.id = ? AND c.ended_at IS NULL AND c.%1$s_device = ?
                AND (c.%1$s_lost_at IS NOT NULL OR c.%1$s_node IS DISTINCT FROM m.node)
            RETURNING""" + " " + CallRows.COLUMNS;

    private static final String REACHED =
            "UPDATE call_logs SET reached = ? WHERE id = ? AND status = 'initiated' AND reached <> ?";

    private static final String NOTHING = "SELECT";

    private static final String BEAT = """
            INSERT INTO nodes (node_id, seen_at) VALUES (?, ?)
            ON CONFLICT (node_id) DO UPDATE SET seen_at = greatest(nodes.seen_at, EXCLUDED.seen_at)""";

    /// A node that `nodes` does not know has been forgotten, and committed something after that: it is as silent. What
    /// is then known of the caller's life is its invitation, and of the callee's its answer; the row may have been
    /// changed by the other side since.
    private static final String LOST_NODES = """
            WITH m AS (
                SELECT ?::timestamptz AS now, ? * interval '1 microsecond' AS call_grace,
                    ? * interval '1 microsecond' AS caller_grace
            ), alive AS (
                SELECT ?::text AS node_id
                UNION ALL SELECT node_id FROM nodes WHERE seen_at >= ?
            ), gone AS (
                SELECT c.id, c.caller_node IS NOT NULL AND c.caller_lost_at IS NULL
                        AND c.caller_node NOT IN (SELECT node_id FROM alive) AS caller_gone,
                    c.callee_node IS NOT NULL AND c.callee_lost_at IS NULL
                        AND c.callee_node NOT IN (SELECT node_id FROM alive) AS callee_gone,
                    coalesce((SELECT n.seen_at FROM nodes n WHERE n.node_id = c.caller_node), c.started_at)
                        AS caller_seen,
                    coalesce((SELECT n.seen_at FROM nodes n WHERE n.node_id = c.callee_node), c.answered_at)
                        AS callee_seen,
                    m.now + CASE WHEN c.status = 'answered' THEN m.call_grace ELSE m.caller_grace END AS until
                FROM call_logs c CROSS JOIN m
                WHERE c.ended_at IS NULL AND c.signaled
                    AND ((c.caller_lost_at IS NULL AND c.caller_node NOT IN (SELECT node_id FROM alive))
                        OR (c.callee_lost_at IS NULL AND c.callee_node NOT IN (SELECT node_id FROM alive)))
                ORDER BY c.id
                FOR NO KEY UPDATE OF c SKIP LOCKED
            )
            UPDATE call_logs c SET
                caller_lost_at = CASE WHEN caller_gone THEN caller_seen ELSE c.caller_lost_at END,
                caller_lost_until = CASE WHEN caller_gone THEN until ELSE c.caller_lost_until END,
                callee_lost_at = CASE WHEN callee_gone THEN callee_seen ELSE c.callee_lost_at END,
                callee_lost_until = CASE WHEN callee_gone THEN until ELSE c.callee_lost_until END,
                deadline_at = least(c.due_at, CASE WHEN caller_gone THEN until ELSE c.caller_lost_until END,
                    CASE WHEN c.status = 'answered'
                        THEN CASE WHEN callee_gone THEN until ELSE c.callee_lost_until END END)
            FROM gone WHERE c.id = gone.id
            RETURNING""" + " " + CallRows.COLUMNS;

    /// Long after the last of its calls: a node that was thought to be silent may carry calls before it beats again.
    private static final Duration FORGET_AFTER = Duration.ofDays(1);

    private static final String FORGET = "DELETE FROM nodes WHERE seen_at < ? AND node_id <> ?";

    private final Timeouts timeouts;

    MarkStore(Timeouts timeouts) {
        this.timeouts = timeouts;
    }

    /// Marks a side, if this device on this node still is it.
    SmallWrite<Optional<Call>> lost(
            CallLogId call, Role role, DeviceId device, NodeId node, Instant proofOfLife, Instant now) {
        return SmallWrite.of(call, connection -> {
            try (PreparedStatement mark = connection.prepareStatement(forSide(LOST, role))) {
                mark.setObject(1, utc(proofOfLife));
                mark.setObject(2, utc(now));
                mark.setLong(3, micros(timeouts.callGrace()));
                mark.setLong(4, micros(timeouts.callerGrace()));
                mark.setLong(5, call.value());
                mark.setString(6, device.value());
                mark.setString(7, node.value());
                return readOne(mark);
            }
        });
    }

    /// Clears the mark of a side's device, and notes who holds its socket.
    SmallWrite<Optional<Call>> back(CallLogId call, Role role, DeviceId device, NodeId node) {
        return SmallWrite.of(call, connection -> {
            try (PreparedStatement clear = connection.prepareStatement(forSide(BACK, role))) {
                clear.setString(1, node.value());
                clear.setLong(2, call.value());
                clear.setString(3, device.value());
                return readOne(clear);
            }
        });
    }

    /// Notes whether the callee was shown the invitation.
    SmallWrite<Void> reached(CallLogId call, boolean shown) {
        return SmallWrite.of(call, connection -> {
            try (PreparedStatement note = connection.prepareStatement(REACHED)) {
                note.setBoolean(1, shown);
                note.setLong(2, call.value());
                note.setBoolean(3, shown);
                note.executeUpdate();
                return null;
            }
        });
    }

    /// Notes that a node lives.
    SmallWrite<Void> beat(NodeId node, Instant now) {
        return SmallWrite.of(NodeId.class, connection -> {
            try (PreparedStatement beat = connection.prepareStatement(BEAT)) {
                beat.setString(1, node.value());
                beat.setObject(2, utc(now));
                beat.executeUpdate();
                return null;
            }
        });
    }

    /// Changes nothing; it shows whether a connection lives.
    static SmallWrite<Void> nothing() {
        return SmallWrite.of(NodeId.class, connection -> {
            try (PreparedStatement nothing = connection.prepareStatement(NOTHING)) {
                nothing.execute();
                return null;
            }
        });
    }

    /// Marks what silent nodes carried, and forgets those of long ago.
    SmallWrite<List<Call>> lostNodes(NodeId self, Instant silentSince, Instant now) {
        return SmallWrite.of(NodeId.class, connection -> {
            List<Call> marked = markSilent(connection, self, silentSince, now);
            try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
                forget.setObject(1, utc(silentSince.minus(FORGET_AFTER)));
                forget.setString(2, self.value());
                forget.executeUpdate();
            }
            return marked;
        });
    }

    private List<Call> markSilent(Connection connection, NodeId self, Instant silentSince, Instant now)
            throws SQLException {
        try (PreparedStatement mark = connection.prepareStatement(LOST_NODES)) {
            mark.setObject(1, utc(now));
            mark.setLong(2, micros(timeouts.callGrace()));
            mark.setLong(3, micros(timeouts.callerGrace()));
            mark.setString(4, self.value());
            mark.setObject(5, utc(silentSince));
            try (ResultSet rows = mark.executeQuery()) {
                return CallRows.readAll(rows);
            }
        }
    }

    private static Optional<Call> readOne(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return CallRows.readOne(rows);
        }
    }

    private static String forSide(String sql, Role role) {
        return switch (role) {
            case CALLER -> sql.formatted("caller", "callee");
            case CALLEE -> sql.formatted("callee", "caller");
        };
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
