package dev.ringback.call.store;

import static dev.ringback.call.store.ArrayParameters.time;

import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallEvent;
import dev.ringback.core.call.Progress;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.UserId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The part of a batch's statement that moves rows: those that nobody else holds and that still have the version (and
/// the overdue deadline) that was decided on. Used by the writer's thread only.
///
/// What belongs to no version, the legs and with them `deadline_at`, is computed from the row: a mark that was set
/// since the decision is not lost.
final class MoveRowsStore {

    /// `u`: the rows that moved, with what their events say. A row is found by its key, locked, and updated where it
    /// lies: a join by key could be turned round by the planner, and read the whole table for each batch.
    static final String MOVED = """
            u AS (
                UPDATE call_logs c SET version = c.version + 1, status = r.status, mode = r.mode, changed_at = %1$s,
                    ringing_at = coalesce(c.ringing_at, %2$s), answered_at = coalesce(c.answered_at, %3$s),
                    ended_at = %4$s, due_at = %5$s,
                    deadline_at = CASE WHEN r.ended_at IS NULL THEN least(%5$s,
                        CASE WHEN r.seat = 1 OR c.caller_lost_at IS NULL THEN NULL
                            WHEN r.answered_at IS NULL THEN c.caller_lost_until ELSE %3$s + r.grace END,
                        CASE WHEN r.status = 'answered' AND r.seat <> 2 THEN c.callee_lost_until END) END,
                    duration_seconds = r.duration_seconds, end_reason = r.end_reason,
                    end_estimated = r.end_estimated, ended_with = r.ended_with,
                    ended_by_user_id = CASE WHEN r.ended_at IS NOT NULL THEN r.by_user_id END,
                    ended_by_device = CASE WHEN r.ended_at IS NOT NULL THEN r.device_id END,
                    caller_device = CASE WHEN r.seat = 1 THEN r.device_id ELSE c.caller_device END,
                    caller_node = CASE WHEN r.seat = 1 THEN r.node ELSE c.caller_node END,
                    caller_lost_at = CASE WHEN r.seat <> 1 THEN c.caller_lost_at END,
                    caller_lost_until = CASE WHEN r.seat = 1 OR c.caller_lost_at IS NULL THEN NULL
                        WHEN r.answered_at IS NULL THEN c.caller_lost_until ELSE %3$s + r.grace END,
                    callee_device = CASE WHEN r.seat = 2 THEN r.device_id ELSE c.callee_device END,
                    callee_node = CASE WHEN r.seat = 2 THEN r.node ELSE c.callee_node END,
                    callee_lost_at = CASE WHEN r.seat <> 2 THEN c.callee_lost_at END,
                    callee_lost_until = CASE WHEN r.seat <> 2 THEN c.callee_lost_until END
                FROM (
                    SELECT r.*, g.grace, l.place
                    FROM unnest(?::bigint[], ?::bigint[], ?::boolean[], ?::text[], ?::text[], ?::bigint[], ?::bigint[],
                            ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::boolean[], ?::text[],
                            ?::text[], ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::uuid[], ?::text[])
                        AS r(id, version, by_clock, status, mode, at, ringing_at, answered_at, ended_at, due_at,
                            duration_seconds, end_reason, end_estimated, ended_with, type, by_user_id, device_id, node,
                            seat, detail, event_id, description)
                        CROSS JOIN (SELECT ? * interval '1 microsecond' AS grace) g
                        CROSS JOIN LATERAL (
                            SELECT c.ctid AS place FROM call_logs c
                            WHERE c.id = r.id AND c.version = r.version
                                AND (NOT r.by_clock OR c.deadline_at <= %1$s)
                            FOR NO KEY UPDATE SKIP LOCKED
                        ) l
                ) r
                WHERE c.ctid = r.place AND c.version = r.version
                RETURNING c.id, c.version, c.status, c.ended_at, c.changed_at, c.caller_user_id, c.callee_user_id,
                    r.type, r.by_user_id, r.device_id, r.detail, r.event_id, r.description,
                    c.caller_device, c.caller_node, c.caller_lost_at, c.caller_lost_until,
                    c.callee_device, c.callee_node, c.callee_lost_at, c.callee_lost_until
            )""".formatted(
                    time("r.at"), time("r.ringing_at"), time("r.answered_at"), time("r.ended_at"), time("r.due_at"));

    /// Their events, for `call_events`.
    static final String EVENTS =
            "SELECT id, version, type, status, changed_at, by_user_id, device_id, detail::json, event_id FROM u";

    /// Their answers, for `call_descriptions`.
    static final String ANSWERS =
            "SELECT id, 'callee', description::json FROM u WHERE description IS NOT NULL AND ended_at IS NULL";

    /// Frees both people of those that are final now, and drops their descriptions. By key, whatever the planner
    /// believes: both tables are all but empty when it looks, and to read the whole of an index would look cheap.
    static final String FREED = """
            freed AS (
                DELETE FROM live_people
                WHERE user_id = ANY (ARRAY(SELECT unnest(ARRAY[caller_user_id, callee_user_id]) FROM u
                        WHERE ended_at IS NOT NULL))
                    AND call_log_id = ANY (ARRAY(SELECT id FROM u WHERE ended_at IS NOT NULL))
            ), dropped AS (
                DELETE FROM call_descriptions
                WHERE call_log_id = ANY (ARRAY(SELECT id FROM u WHERE ended_at IS NOT NULL))
            )""";

    /// What is told of them: their numbers and their legs.
    static final String TOLD = """
            SELECT id, NULL::uuid AS call_id, caller_device, caller_node, caller_lost_at, caller_lost_until,
                callee_device, callee_node, callee_lost_at, callee_lost_until FROM u""";

    private MoveRowsStore() {}

    /// Binds the parameters of [#MOVED].
    ///
    /// @return the number of the last one
    static int bind(PreparedStatement statement, List<MoveWrite> moves, long graceMicros) throws SQLException {
        return new ArrayParameters<>(statement, moves)
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
                .number(graceMicros)
                .index();
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
}
