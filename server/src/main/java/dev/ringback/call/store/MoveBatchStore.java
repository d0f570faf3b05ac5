package dev.ringback.call.store;

import static dev.ringback.call.store.ArrayParameters.time;

import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallEvent;
import dev.ringback.core.call.Progress;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Timeouts;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// Many transitions, each of another call, in one statement: it locks the rows that nobody else holds in the order of
/// their ids, moves those that still have the version (and the overdue deadline) that was decided on, writes their
/// events, and with a final one frees both people. Of one connection, used by the writer's thread only.
///
/// What belongs to no version, the legs and with them `deadline_at`, is computed from the row: a mark that was set
/// since the decision is not lost.
final class MoveBatchStore implements AutoCloseable {

    private static final String MOVE = """
            WITH n AS MATERIALIZED (
                SELECT c.id, c.version = r.version AND (NOT r.by_clock OR c.deadline_at <= %1$s) AS hit,
                    r.version + 1 AS version, r.status, r.mode, %1$s AS changed_at,
                    coalesce(c.ringing_at, %2$s) AS ringing_at, coalesce(c.answered_at, %3$s) AS answered_at,
                    %4$s AS ended_at, %5$s AS due_at, r.duration_seconds::integer AS duration_seconds,
                    r.end_reason, r.end_estimated, r.ended_with,
                    r.type, r.by_user_id, r.device_id, r.detail, r.event_id, r.description,
                    CASE WHEN r.seat = 1 THEN r.device_id ELSE c.caller_device END AS caller_device,
                    CASE WHEN r.seat = 1 THEN r.node ELSE c.caller_node END AS caller_node,
                    CASE WHEN r.seat <> 1 THEN c.caller_lost_at END AS caller_lost_at,
                    CASE WHEN r.seat = 1 OR c.caller_lost_at IS NULL THEN NULL
                         WHEN r.answered_at IS NULL THEN c.caller_lost_until
                         ELSE %3$s + g.grace END AS caller_lost_until,
                    CASE WHEN r.seat = 2 THEN r.device_id ELSE c.callee_device END AS callee_device,
                    CASE WHEN r.seat = 2 THEN r.node ELSE c.callee_node END AS callee_node,
                    CASE WHEN r.seat <> 2 THEN c.callee_lost_at END AS callee_lost_at,
                    CASE WHEN r.seat <> 2 THEN c.callee_lost_until END AS callee_lost_until
                FROM unnest(?::bigint[], ?::bigint[], ?::boolean[], ?::text[], ?::text[], ?::bigint[], ?::bigint[],
                        ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::boolean[], ?::text[],
                        ?::text[], ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::uuid[], ?::text[])
                    AS r(id, version, by_clock, status, mode, at, ringing_at, answered_at, ended_at, due_at,
                        duration_seconds, end_reason, end_estimated, ended_with, type, by_user_id, device_id, node,
                        seat, detail, event_id, description)
                    CROSS JOIN (SELECT ? * interval '1 microsecond' AS grace) g
                    JOIN call_logs c ON c.id = r.id
                ORDER BY c.id
                FOR NO KEY UPDATE OF c SKIP LOCKED
            ), u AS (
                UPDATE call_logs c SET version = n.version, status = n.status, mode = n.mode,
                    changed_at = n.changed_at, ringing_at = n.ringing_at, answered_at = n.answered_at,
                    ended_at = n.ended_at, due_at = n.due_at,
                    deadline_at = CASE WHEN n.ended_at IS NULL THEN least(n.due_at, n.caller_lost_until,
                        CASE WHEN n.status = 'answered' THEN n.callee_lost_until END) END,
                    duration_seconds = n.duration_seconds, end_reason = n.end_reason,
                    end_estimated = n.end_estimated, ended_with = n.ended_with,
                    ended_by_user_id = CASE WHEN n.ended_at IS NOT NULL THEN n.by_user_id END,
                    ended_by_device = CASE WHEN n.ended_at IS NOT NULL THEN n.device_id END,
                    caller_device = n.caller_device, caller_node = n.caller_node,
                    caller_lost_at = n.caller_lost_at, caller_lost_until = n.caller_lost_until,
                    callee_device = n.callee_device, callee_node = n.callee_node,
                    callee_lost_at = n.callee_lost_at, callee_lost_until = n.callee_lost_until
                FROM n WHERE n.hit AND c.id = n.id AND c.version = n.version - 1
                RETURNING c.id, c.version, c.status, c.ended_at, c.changed_at, c.caller_user_id, c.callee_user_id,
                    n.type, n.by_user_id, n.device_id, n.detail, n.event_id, n.description,
                    c.caller_device, c.caller_node, c.caller_lost_at, c.caller_lost_until,
                    c.callee_device, c.callee_node, c.callee_lost_at, c.callee_lost_until
            ), event AS (
                INSERT INTO call_events (call_log_id, seq, type, status, at, by_user_id, device_id, detail, event_id)
                SELECT id, version, type, status, changed_at, by_user_id, device_id, detail::json, event_id FROM u
            )%6$s
            SELECT true AS hit, id, caller_device, caller_node, caller_lost_at, caller_lost_until,
                callee_device, callee_node, callee_lost_at, callee_lost_until FROM u
            UNION ALL
            SELECT false, id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM n WHERE NOT hit
            """;

    private static final String FREE_BOTH = """
            , freed AS (
                DELETE FROM live_people p USING u
                WHERE u.ended_at IS NOT NULL AND p.user_id = ANY (ARRAY[u.caller_user_id, u.callee_user_id])
                    AND p.call_log_id = u.id
            ), dropped AS (
                DELETE FROM call_descriptions d USING u WHERE u.ended_at IS NOT NULL AND d.call_log_id = u.id
            )""";

    private static final String KEEP_DESCRIPTIONS = """
            , kept AS (
                INSERT INTO call_descriptions (call_log_id, role, description)
                SELECT id, 'callee', description::json FROM u WHERE description IS NOT NULL AND ended_at IS NULL
                ON CONFLICT (call_log_id, role) DO UPDATE SET description = EXCLUDED.description
            )""";

    /// One statement for each kind of batch: each part is made ready anew with every statement, also one that then
    /// finds nothing to do.
    private final Map<Kind, PreparedStatement> statements = new HashMap<>();

    private final long graceMicros;

    /// What some of a batch's moves do besides moving.
    private record Kind(boolean frees, boolean keeps) {

        static Kind of(List<MoveWrite> moves) {
            return new Kind(
                    moves.stream().anyMatch(write -> !after(write).isLive()),
                    moves.stream().anyMatch(write -> write.move().description().isPresent()));
        }

        String sql() {
            return MOVE.formatted(
                    time("r.at"),
                    time("r.ringing_at"),
                    time("r.answered_at"),
                    time("r.ended_at"),
                    time("r.due_at"),
                    (frees ? FREE_BOTH : "") + (keeps ? KEEP_DESCRIPTIONS : ""));
        }
    }

    MoveBatchStore(Connection connection, Timeouts timeouts) throws SQLException {
        for (boolean frees : new boolean[] {false, true}) {
            for (boolean keeps : new boolean[] {false, true}) {
                Kind kind = new Kind(frees, keeps);
                statements.put(kind, connection.prepareStatement(kind.sql()));
            }
        }
        this.graceMicros = timeouts.callGrace().toNanos() / 1_000;
    }

    /// Runs them. Those that moved are decided; those that somebody else has outrun are beaten; the rest is held by
    /// another node.
    void run(List<MoveWrite> moves) throws SQLException {
        PreparedStatement move = Objects.requireNonNull(statements.get(Kind.of(moves)));
        bind(move, moves);
        Map<Long, MoveWrite> left = new HashMap<>();
        moves.forEach(write -> left.put(write.row(), write));
        try (ResultSet rows = move.executeQuery()) {
            while (rows.next()) {
                MoveWrite write = Objects.requireNonNull(left.get(rows.getLong("id")));
                if (rows.getBoolean("hit")) {
                    write.decideCommitted(legsOf(rows, write.move().after()));
                } else {
                    write.beat();
                }
            }
        }
    }

    private void bind(PreparedStatement move, List<MoveWrite> moves) throws SQLException {
        new ArrayParameters<>(move, moves)
                .numbers(MoveWrite::row)
                .numbers(write -> write.move().before().version())
                .flags(MoveWrite::isByClock)
                .texts(write -> after(write).status().wire())
                .texts(write -> after(write).mode().wire())
                .times(write -> event(write).at())
                .maybeTimes(write -> EventColumns.ringingAt(event(write)))
                .maybeTimes(write -> EventColumns.answeredAt(event(write)))
                .maybeTimes(write -> after(write).closed().map(Progress.Closed::since))
                .maybeTimes(write -> after(write).stateDeadline())
                .maybeNumbers(write -> duration(after(write)))
                .maybeTexts(
                        write -> after(write).closed().map(end -> end.reason().wire()))
                .flags(write ->
                        after(write).closed().map(Progress.Closed::estimated).orElse(false))
                .maybeTexts(write -> closer(write).map(Progress.Closer::with).map(Ask::wire))
                .texts(write -> event(write).type())
                .maybeNumbers(write -> EventColumns.user(event(write)).map(UserId::value))
                .maybeTexts(write -> EventColumns.device(event(write)).map(DeviceId::value))
                .maybeTexts(write ->
                        EventColumns.seat(event(write)).map(seat -> seat.node().value()))
                .numbers(write -> EventColumns.seatTaken(event(write)))
                .texts(write -> EventDetail.of(event(write)))
                .uuids(write -> write.move().eventId())
                .maybeTexts(write -> write.move().description())
                .number(graceMicros);
    }

    private static Call legsOf(ResultSet row, Call call) throws SQLException {
        return call.withLeg(Role.CALLER, CallRows.leg(row, "caller")).withLeg(Role.CALLEE, CallRows.leg(row, "callee"));
    }

    private static CallEvent event(MoveWrite write) {
        return write.move().event();
    }

    private static Call after(MoveWrite write) {
        return write.move().after();
    }

    private static Optional<Progress.Closer> closer(MoveWrite write) {
        return after(write).closed().flatMap(Progress.Closed::by);
    }

    private static Optional<Long> duration(Call call) {
        OptionalLong seconds = call.durationSeconds();
        return seconds.isPresent() ? Optional.of(seconds.getAsLong()) : Optional.empty();
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
    }
}
