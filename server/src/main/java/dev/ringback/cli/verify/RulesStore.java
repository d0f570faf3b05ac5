package dev.ringback.cli.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The invariants of a call log as queries of what breaks them: (id, call_id, rule, what). They are written anew,
/// apart from the constraints that hold them, so that a constraint that was dropped is no excuse.
final class RulesStore {

    private static final String FINAL = "('ended', 'cancelled', 'declined', 'missed', 'failed')";

    /// Of the rows of a page: those with an id above the first parameter and not above the second.
    private static final String ROWS = """
            WITH c AS (SELECT *, status IN %1$s AS final FROM call_logs WHERE id > ? AND id <= ?)
            SELECT id, call_id, 'status' AS rule, 'its status is ' || status AS what FROM c
            WHERE status NOT IN ('initiated', 'ringing', 'answered') AND NOT final
            UNION ALL
            SELECT id, call_id, 'reason', status || ' for the reason ' || coalesce(end_reason, 'NULL') FROM c
            WHERE (CASE status
                WHEN 'ended' THEN end_reason IN ('hangup', 'connection_lost', 'max_duration')
                WHEN 'cancelled' THEN end_reason IN ('cancelled', 'caller_lost')
                WHEN 'declined' THEN end_reason = 'declined'
                WHEN 'missed' THEN end_reason IN ('ring_timeout', 'unreachable', 'busy')
                WHEN 'failed' THEN end_reason IN ('media_failed', 'recovered')
                ELSE end_reason IS NULL END) IS NOT TRUE
            UNION ALL
            SELECT id, call_id, 'end', status || ', and ended_at is ' || coalesce(ended_at::text, 'NULL') FROM c
            WHERE final <> (ended_at IS NOT NULL)
            UNION ALL
            SELECT id, call_id, 'answer', status || ', and answered_at is ' || coalesce(answered_at::text, 'NULL')
            FROM c WHERE CASE WHEN status IN ('answered', 'ended') THEN answered_at IS NULL
                WHEN status = 'failed' THEN false ELSE answered_at IS NOT NULL END
            UNION ALL
            SELECT id, call_id, 'times', 'started, rang, was answered, ended, changed: '
                || concat_ws(', ', started_at, coalesce(ringing_at::text, '-'), coalesce(answered_at::text, '-'),
                    coalesce(ended_at::text, '-'), changed_at)
            FROM c WHERE ringing_at < started_at OR answered_at < coalesce(ringing_at, started_at)
                OR ended_at < coalesce(answered_at, ringing_at, started_at)
                OR changed_at < greatest(started_at, ringing_at, answered_at, ended_at)
            UNION ALL
            SELECT id, call_id, 'duration', 'duration_seconds is ' || coalesce(duration_seconds::text, 'NULL') FROM c
            WHERE duration_seconds IS DISTINCT FROM CASE
                WHEN ended_at IS NULL OR end_reason = 'recovered' THEN NULL
                WHEN answered_at IS NULL THEN 0
                ELSE floor(extract(epoch FROM ended_at - answered_at)) END
            UNION ALL
            SELECT id, call_id, 'deadline', 'deadline_at is ' || coalesce(deadline_at::text, 'NULL') || ', due_at '
                || coalesce(due_at::text, 'NULL')
            FROM c WHERE CASE WHEN final THEN deadline_at IS NOT NULL OR due_at IS NOT NULL
                ELSE due_at IS NULL OR deadline_at IS DISTINCT FROM least(due_at, caller_lost_until,
                    CASE WHEN status = 'answered' THEN callee_lost_until END) END
            UNION ALL
            SELECT id, call_id, 'people', 'users ' || caller_user_id || ' and ' || callee_user_id
                || ', participants ' || coalesce(participants::text, 'NULL')
            FROM c WHERE caller_user_id = callee_user_id
                OR participants->0->>'user_id' IS DISTINCT FROM caller_user_id::text
                OR participants->1->>'user_id' IS DISTINCT FROM callee_user_id::text
            UNION ALL
            SELECT id, call_id, 'devices', 'a side has no device, or half of one' FROM c
            WHERE (caller_device IS NULL) <> (caller_node IS NULL) OR (callee_device IS NULL) <> (callee_node IS NULL)
                OR (caller_lost_at IS NULL) <> (caller_lost_until IS NULL)
                OR (callee_lost_at IS NULL) <> (callee_lost_until IS NULL)
                OR (caller_device IS NULL AND caller_lost_at IS NOT NULL)
                OR (callee_device IS NULL AND callee_lost_at IS NOT NULL)
                OR (NOT final AND signaled AND (caller_device IS NULL
                    OR (status = 'answered') <> (callee_device IS NOT NULL)))
            """.formatted(FINAL);

    /// Of the events of the same page.
    private static final String EVENTS = """
            WITH c AS (SELECT id, call_id, version, status FROM call_logs WHERE id > ? AND id <= ?),
            e AS (
                SELECT call_log_id, seq, type, status, at, lag(status) OVER w AS before, lag(at) OVER w AS before_at
                FROM call_events WHERE call_log_id > ? AND call_log_id <= ?
                WINDOW w AS (PARTITION BY call_log_id ORDER BY seq)
            ), t AS (
                SELECT call_log_id, count(*) AS events, min(seq) AS first, max(seq) AS last,
                    (array_agg(status ORDER BY seq DESC))[1] AS status
                FROM e GROUP BY call_log_id
            )
            SELECT t.call_log_id AS id, NULL::uuid AS call_id, 'events' AS rule,
                t.events || ' events of a call that has no row' AS what
            FROM t LEFT JOIN c ON c.id = t.call_log_id WHERE c.id IS NULL
            UNION ALL
            SELECT c.id, c.call_id, 'events', 'version ' || c.version || ', and ' || coalesce(t.events, 0)
                || ' events, numbered ' || coalesce(t.first || ' to ' || t.last, 'not at all')
            FROM c LEFT JOIN t ON t.call_log_id = c.id
            WHERE t.events IS DISTINCT FROM c.version OR t.first <> 1 OR t.last <> c.version
            UNION ALL
            SELECT c.id, c.call_id, 'last event', 'the row is ' || c.status || ', its last event ' || t.status
            FROM c JOIN t ON t.call_log_id = c.id WHERE c.status <> t.status
            UNION ALL
            SELECT call_log_id, c.call_id, 'step', 'event ' || seq || ' leads from ' || coalesce(before, 'nothing')
                || ' to ' || e.status
            FROM e LEFT JOIN c ON c.id = e.call_log_id
            WHERE NOT CASE before
                WHEN 'initiated' THEN true
                WHEN 'ringing' THEN e.status <> 'initiated'
                WHEN 'answered' THEN e.status IN ('answered', 'ended', 'failed')
                ELSE before IS NULL AND (type = 'call_invitation' AND e.status = 'initiated'
                    OR type = 'call_imported' AND e.status IN %1$s) END
                OR (before IN ('initiated', 'ringing') AND e.status = 'ended')
            UNION ALL
            SELECT call_log_id, c.call_id, 'event times', 'event ' || seq || ' lies before the one that it follows'
            FROM e LEFT JOIN c ON c.id = e.call_log_id WHERE at < before_at
            """.formatted(FINAL);

    /// Of what lives, in one snapshot.
    private static final String LIVE = """
            WITH live AS (SELECT * FROM call_logs WHERE ended_at IS NULL),
            sides AS (
                SELECT id, call_id, person FROM live, LATERAL (VALUES (caller_user_id), (callee_user_id)) p(person)
                WHERE signaled
            )
            SELECT coalesce(s.id, p.call_log_id) AS id, coalesce(s.call_id, p.call_id) AS call_id, 'busy' AS rule,
                CASE WHEN p.user_id IS NULL THEN 'user ' || s.person || ' is in it and is not held as busy'
                    ELSE 'user ' || p.user_id || ' is held as busy with it' END AS what
            FROM sides s FULL JOIN live_people p
                ON p.call_log_id = s.id AND p.user_id = s.person AND p.call_id = s.call_id
            WHERE s.id IS NULL OR p.user_id IS NULL
            UNION ALL
            SELECT id, call_id, 'one per conversation', 'conversation ' || conversation_id || ' has ' || calls
                || ' live calls'
            FROM (SELECT *, count(*) OVER (PARTITION BY conversation_id) AS calls FROM live WHERE signaled) x
            WHERE calls > 1
            UNION ALL
            SELECT id, call_id, 'one per person', 'user ' || person || ' is in ' || calls || ' live calls'
            FROM (SELECT *, count(*) OVER (PARTITION BY person) AS calls FROM sides) x WHERE calls > 1
            UNION ALL
            SELECT id, call_id, 'overdue', 'its deadline was ' || deadline_at FROM live
            WHERE deadline_at < now() - interval '5 seconds'
            UNION ALL
            SELECT id, call_id, 'node', side || '''s device is on node ' || node || ', which is silent'
            FROM live, LATERAL (VALUES ('caller', caller_node, caller_lost_at), ('callee', callee_node, callee_lost_at))
                s(side, node, lost_at)
            WHERE node IS NOT NULL AND lost_at IS NULL AND changed_at < now() - interval '15 seconds'
                AND NOT EXISTS (SELECT FROM nodes WHERE node_id = node
                    AND seen_at > (SELECT max(seen_at) FROM nodes) - interval '15 seconds')
            """;

    private final Connection connection;

    RulesStore(Connection connection) {
        this.connection = connection;
    }

    List<Finding> ofRows(long after, long last) throws SQLException {
        return query(ROWS, after, last);
    }

    List<Finding> ofEvents(long after, long last) throws SQLException {
        return query(EVENTS, after, last, after, last);
    }

    List<Finding> ofLive() throws SQLException {
        return query(LIVE);
    }

    private List<Finding> query(String sql, long... values) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int at = 0; at < values.length; at++) {
                query.setLong(at + 1, values[at]);
            }
            ResultSet rows = query.executeQuery();
            List<Finding> found = new ArrayList<>();
            while (rows.next()) {
                found.add(new Finding(
                        rows.getLong("id"),
                        Optional.ofNullable(rows.getObject("call_id", UUID.class)),
                        rows.getString("rule"),
                        rows.getString("what")));
            }
            return found;
        }
    }
}
