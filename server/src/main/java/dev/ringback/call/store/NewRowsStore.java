package dev.ringback.call.store;

import static dev.ringback.call.store.ArrayParameters.time;

import dev.ringback.core.call.Ask;
import dev.ringback.core.call.CallEvent.CallClosed;
import dev.ringback.core.call.Progress;
import dev.ringback.core.id.DeviceId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The part of a batch's statement that makes rows: of whatever has nothing in its way, the row, its first event (its
/// second, when it is final at once), both people as busy, and the offer. What another node commits at the same moment
/// violates a unique index, and the whole statement comes to nothing. Used by the writer's thread only.
final class NewRowsStore {

    /// `s`: what has nothing in its way, `busy` and `begun`.
    ///
    /// What may stand in the way is looked up by key, row by row. As `NOT EXISTS` it became a join that, planned
    /// while the tables were small, read all live calls for each invitation.
    static final String BEGUN = """
            s AS MATERIALIZED (
                SELECT nextval('call_logs_id_seq') AS id, r.*, r.signaled AND r.ended_at IS NULL AS live
                FROM unnest(?::uuid[], ?::boolean[], ?::boolean[], ?::boolean[], ?::bigint[], ?::text[],
                        ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                        ?::bigint[], ?::bigint[], ?::text[], ?::uuid[], ?::text[],
                        ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[],
                        ?::boolean[], ?::uuid[], ?::text[], ?::text[])
                    AS r(call_id, named, signaled, reached, conversation_id, call_type,
                        caller, caller_profile_id, caller_profile_type, callee, participants, device, node,
                        started_at, due_at, detail, event_id, offer,
                        closed_at, ended_at, status, end_reason, ended_by_user_id, ended_by_device, ended_with,
                        end_estimated, closed_event_id, closed_type, closed_detail)
                WHERE (SELECT c.id FROM call_logs c WHERE c.call_id = r.call_id LIMIT 1) IS NULL
                    AND (SELECT c.conversation_id FROM call_logs c
                        WHERE c.conversation_id = r.conversation_id AND c.ended_at IS NULL AND c.signaled
                        LIMIT 1) IS NULL
                    AND (NOT r.signaled OR (
                        (SELECT p.call_log_id FROM live_people p WHERE p.user_id = r.caller LIMIT 1) IS NULL
                        AND (SELECT c.id FROM call_logs c WHERE c.conversation_id = r.conversation_id
                            AND c.ended_at IS NULL AND NOT c.signaled AND c.status = 'initiated'
                            AND c.caller_user_id = r.caller LIMIT 1) IS NULL))
                    AND (NOT r.signaled OR r.ended_at IS NOT NULL OR (
                        (SELECT p.call_log_id FROM live_people p WHERE p.user_id = r.callee LIMIT 1) IS NULL
                        AND (SELECT e.call_id FROM early_cancels e WHERE e.call_id = r.call_id
                            AND e.user_id = r.caller AND e.at >= %1$s - interval '60 seconds' LIMIT 1) IS NULL))
            ), busy AS (
                INSERT INTO live_people (user_id, call_log_id, call_id)
                SELECT person, id, call_id FROM s, LATERAL (VALUES (s.caller), (s.callee)) both_of_them(person)
                WHERE live ORDER BY person
            ), begun AS (
                INSERT INTO call_logs (id, call_id, named, signaled, reached, conversation_id, call_type, mode,
                    caller_user_id, caller_profile_id, caller_profile_type, callee_user_id, participants,
                    caller_device, caller_node, started_at, created_at, changed_at, due_at, deadline_at, version,
                    status, ended_at, duration_seconds, end_reason, ended_by_user_id, ended_by_device, ended_with,
                    end_estimated)
                SELECT id, call_id, named, signaled, reached, conversation_id, call_type, call_type,
                    caller, caller_profile_id, caller_profile_type, callee,
                    CASE WHEN participants::jsonb IS NOT NULL THEN participants::json END,
                    device, node, %2$s, %2$s, coalesce(%3$s, %2$s),
                    CASE WHEN ended_at IS NULL THEN %4$s END, CASE WHEN ended_at IS NULL THEN %4$s END,
                    CASE WHEN ended_at IS NULL THEN 1 ELSE 2 END,
                    coalesce(status, 'initiated'), %5$s, CASE WHEN ended_at IS NOT NULL THEN 0 END, end_reason,
                    ended_by_user_id, ended_by_device, ended_with, end_estimated
                FROM s
            )""".formatted(
                    time("r.started_at"), time("started_at"), time("closed_at"), time("due_at"), time("ended_at"));

    /// Their first events, for `call_events`.
    static final String EVENTS =
            "SELECT id, 1, 'call_invitation', 'initiated', %s, caller, device, detail::json, event_id FROM s"
                    .formatted(time("started_at"));

    /// The second events of those that are final at once, for `call_events`.
    static final String CLOSED_EVENTS = """
            SELECT id, 2, closed_type, status, %s, ended_by_user_id, ended_by_device, closed_detail::json, closed_event_id
            FROM s WHERE ended_at IS NOT NULL""".formatted(time("closed_at"));

    /// Their offers, for `call_descriptions`.
    static final String OFFERS = "SELECT id, 'caller', offer::json FROM s WHERE offer IS NOT NULL AND live";

    /// What is told of them: their numbers and ids.
    static final String TOLD = "SELECT id, call_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM s";

    private NewRowsStore() {}

    /// Binds the parameters of [#BEGUN].
    ///
    /// @param index of the last parameter that is bound already
    static void bind(PreparedStatement statement, List<InvitationWrite<?>> invitations, int index) throws SQLException {
        new ArrayParameters<>(statement, invitations, index)
                .uuids(write -> write.invitation().id().value())
                .flags(write -> write.invitation().named())
                .flags(InvitationWrite::signaled)
                .flags(write -> write.invitation().reached())
                .numbers(write -> write.invitation().conversation().value())
                .texts(write -> write.invitation().type().wire())
                .numbers(write -> write.invitation().caller().userId().value())
                .numbers(write -> write.invitation().caller().profileId())
                .texts(write -> write.invitation().caller().profileType())
                .numbers(write -> write.invitation().callee().userId().value())
                .texts(write -> PeopleJson.write(
                        write.invitation().caller(), write.invitation().callee()))
                .maybeTexts(write -> write.invitation().by().device().map(DeviceId::value))
                .maybeTexts(write ->
                        write.invitation().by().seat().map(seat -> seat.node().value()))
                .times(write -> write.invitation().startedAt())
                .times(write -> write.invitation().ringUntil())
                .texts(write -> EventDetail.begun(write.invitation(), write.signaled()))
                .uuids(write -> write.eventIds().getFirst())
                .maybeTexts(InvitationWrite::offer)
                .maybeTimes(write -> write.closed().map(CallClosed::at))
                .maybeTimes(write -> write.closed().map(CallClosed::endedAt))
                .maybeTexts(
                        write -> write.closed().map(end -> end.reason().status().wire()))
                .maybeTexts(write -> write.closed().map(end -> end.reason().wire()))
                .maybeNumbers(write -> closer(write).map(by -> by.user().value()))
                .maybeTexts(
                        write -> closer(write).flatMap(Progress.Closer::device).map(DeviceId::value))
                .maybeTexts(write -> closer(write).map(Progress.Closer::with).map(Ask::wire))
                .flags(write -> write.closed().map(CallClosed::estimated).orElse(false))
                .uuids(write -> write.eventIds().getLast())
                .maybeTexts(write -> write.closed().map(CallClosed::type))
                .maybeTexts(write -> write.closed().map(EventDetail::of));
    }

    private static Optional<Progress.Closer> closer(InvitationWrite<?> write) {
        return write.closed().flatMap(CallClosed::by);
    }
}
