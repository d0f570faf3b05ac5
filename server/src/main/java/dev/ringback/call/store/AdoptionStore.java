package dev.ringback.call.store;

import static dev.ringback.call.store.ArrayParameters.time;

import dev.ringback.call.CallStore.Move;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallEvent;
import dev.ringback.core.call.CallRules;
import dev.ringback.core.call.Invitation;
import dev.ringback.core.id.DeviceId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An invitation that takes a row of REST over, instead of making one (protocol §3, `POST /api/call-logs`). Rare, so
/// one statement each. Of one connection, used by the writer's thread only.
final class AdoptionStore implements AutoCloseable {

    private static final String ADOPT = """
            WITH u AS (
                UPDATE call_logs c SET call_id = ?, named = ?, call_type = ?, mode = ?, signaled = true, reached = ?,
                    started_at = a.at, changed_at = a.at, due_at = a.due, deadline_at = a.due,
                    caller_device = ?, caller_node = ?, version = version + 1
                FROM (SELECT %1$s AS at, %1$s AS due) a
                WHERE c.id = (SELECT id FROM call_logs WHERE id = ? FOR NO KEY UPDATE SKIP LOCKED)
                    AND c.version = ? AND NOT c.signaled AND c.ended_at IS NULL
                RETURNING c.id, c.version, c.call_id, c.caller_user_id, c.callee_user_id, c.started_at, c.caller_device
            ), busy AS (
                INSERT INTO live_people (user_id, call_log_id, call_id)
                SELECT person, id, call_id
                FROM u, LATERAL (VALUES (u.caller_user_id), (u.callee_user_id)) both_of_them(person)
                WHERE ? ORDER BY person
            ), event AS (
                INSERT INTO call_events (call_log_id, seq, type, status, at, by_user_id, device_id, detail, event_id)
                SELECT id, version, 'call_invitation', 'initiated', started_at, caller_user_id, caller_device,
                    ?::json, ? FROM u
            ), kept AS (
                INSERT INTO call_descriptions (call_log_id, role, description)
                SELECT id, 'caller', o.offer::json FROM u, (SELECT ?::text AS offer) o WHERE o.offer IS NOT NULL
            )
            SELECT id FROM u
            """.formatted(time("?"));

    private final PreparedStatement adopt;
    private final BatchStore rows;
    private final CallRules rules;

    AdoptionStore(Connection connection, BatchStore rows, CallRules rules) throws SQLException {
        this.adopt = connection.prepareStatement(ADOPT);
        this.rows = rows;
        this.rules = rules;
    }

    /// Takes a row over, and ends it when the invitation is final at once.
    ///
    /// @return the call as it then is, or empty when the row was moved, or is held, by somebody else
    Optional<Call> run(InviteWrite write, Call row) throws SQLException {
        Invitation invitation = write.invitation();
        CallEvent.Adopted event = invitation.adoption(later(invitation.startedAt(), row.changedAt()));
        bind(write, row, event);
        try (ResultSet rows = adopt.executeQuery()) {
            if (!rows.next()) {
                return Optional.empty();
            }
        }
        Call adopted = rules.evolve(row, event);
        return Optional.of(write.closed().isPresent() ? ended(write, adopted) : adopted);
    }

    private void bind(InviteWrite write, Call row, CallEvent.Adopted event) throws SQLException {
        int index = 0;
        adopt.setObject(++index, event.id().value());
        adopt.setBoolean(++index, event.named());
        adopt.setString(++index, event.mode().wire());
        adopt.setString(++index, event.mode().wire());
        adopt.setBoolean(++index, event.reached());
        adopt.setString(++index, event.by().device().map(DeviceId::value).orElse(null));
        adopt.setString(
                ++index, event.by().seat().map(seat -> seat.node().value()).orElse(null));
        adopt.setLong(++index, ArrayParameters.micros(event.at()));
        adopt.setLong(++index, ArrayParameters.micros(event.ringUntil()));
        adopt.setLong(++index, row.facts().logId().value());
        adopt.setInt(++index, row.version());
        adopt.setBoolean(++index, write.closed().isEmpty());
        adopt.setString(++index, EventDetail.begun(write.invitation(), true));
        adopt.setObject(++index, write.eventIds().getFirst());
        adopt.setString(++index, write.offer().orElse(null));
    }

    private Call ended(InviteWrite write, Call adopted) throws SQLException {
        CallEvent.CallClosed asked = write.closed().orElseThrow();
        Instant at = later(asked.at(), adopted.changedAt());
        CallEvent.CallClosed end =
                new CallEvent.CallClosed(at, later(asked.endedAt(), at), asked.reason(), asked.estimated(), asked.by());
        Call after = rules.evolve(adopted, end);
        var move = new MoveWrite(new Move(adopted, end, after, write.eventIds().getLast(), Optional.empty()), false);
        rows.run(List.of(move), List.of());
        if (!move.isDecided()) {
            throw new IllegalStateException(adopted.id() + " was moved while its adoption held it");
        }
        return after;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public void close() throws SQLException {
        adopt.close();
    }
}
