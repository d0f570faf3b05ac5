package dev.ringback.load.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/// The smallest durable transition: one guarded update with its event, committed alone by the server's own driver, in
/// the server's own database, in tables of the same shape (columns, checks and indexes, but for the foreign keys and
/// triggers). It makes a schema `floor` and drops it again.
final class CommitFloorStore {
    private static final int DIGITS = 3;
    private static final double NANOS_A_MICRO = 1e3;
    private static final long SECOND = 1_000_000_000;
    private static final long SPIN = 1_000_000;

    private static final String ROWS = """
            INSERT INTO floor.call_logs (id, call_id, conversation_id, caller_user_id, callee_user_id, caller_profile_id,
                caller_profile_type, call_type, mode, status, version, ringing_at, deadline_at, due_at)
            SELECT g, gen_random_uuid(), g, 2 * g, 2 * g + 1, 2 * g, 'user', 'voice', 'voice', 'ringing', 2, now(),
                now() + interval '1 hour', now() + interval '1 hour'
            FROM generate_series(1, ?) g""";

    private static final String MOVE = """
            WITH u AS (
                UPDATE floor.call_logs SET status = 'cancelled', end_reason = 'cancelled', version = version + 1,
                    changed_at = now(), ended_at = now(), duration_seconds = 0, deadline_at = NULL, due_at = NULL,
                    ended_by_user_id = caller_user_id
                WHERE id = ? AND version = 2 RETURNING id, version, status)
            INSERT INTO floor.call_events (call_log_id, seq, type, status, at, event_id)
            SELECT id, version, 'call_closed', status, now(), ? FROM u""";

    private final Connection connection;

    CommitFloorStore(Connection connection) {
        this.connection = connection;
    }

    /// @param perSecond how many in a second; 0: one after the other
    /// @return the percentiles of `commits`, after as many that are not counted
    Map<String, Object> measure(int commits, int perSecond) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS floor CASCADE");
            statement.execute("CREATE SCHEMA floor");
            statement.execute("CREATE TABLE floor.call_logs (LIKE public.call_logs INCLUDING ALL)");
            statement.execute("CREATE TABLE floor.call_events (LIKE public.call_events INCLUDING ALL)");
            try (PreparedStatement rows = connection.prepareStatement(ROWS)) {
                rows.setInt(1, commits * 2);
                rows.executeUpdate();
            }
            statement.execute("ANALYZE floor.call_logs");
            Map<String, Object> figures = Figures.percentiles(moves(commits, perSecond));
            statement.execute("DROP SCHEMA floor CASCADE");
            return figures;
        }
    }

    private Histogram moves(int commits, int perSecond) throws SQLException {
        Histogram micros = new Histogram(DIGITS);
        long gap = perSecond == 0 ? 0 : SECOND / perSecond;
        try (PreparedStatement move = connection.prepareStatement(MOVE)) {
            long due = System.nanoTime();
            for (int id = 1; id <= commits * 2; id++) {
                due += gap;
                await(due);
                long begin = System.nanoTime();
                move.setLong(1, id);
                move.setObject(2, UUID.randomUUID());
                if (move.executeUpdate() != 1) {
                    throw new IllegalStateException("row " + id + " was not moved");
                }
                if (id > commits) {
                    micros.recordValue(Math.round((System.nanoTime() - begin) / NANOS_A_MICRO));
                }
            }
        }
        return micros;
    }

    private static void await(long due) {
        long left = due - System.nanoTime();
        if (left > SPIN) {
            LockSupport.parkNanos(left - SPIN);
        }
        while (due - System.nanoTime() > 0) {
            Thread.onSpinWait();
        }
    }
}
