package dev.ringback.call.store;

import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallRules;
import dev.ringback.core.call.Timeouts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/// The writer's connection with its statements prepared. Used by the writer's thread only, and thrown away at the first
/// sign of a fault in it.
final class WriteSession implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(WriteSession.class);
    private static final Executor RIGHT_HERE = Runnable::run;

    /// A connection that was silent for longer may have been dead for long: whoever meets that first is not in doubt.
    private static final long FRESH_NANOS = 100_000_000;

    private final Connection connection;
    private final BatchStore rows;
    private final AdoptionStore adoptions;
    private final RowLockStore locks;
    private final ObstacleStore obstacles;
    private long lastCommitNanos = System.nanoTime();

    WriteSession(Connection connection, Timeouts timeouts) throws SQLException {
        this.connection = connection;
        WriterSettingsStore.apply(connection);
        rows = new BatchStore(connection, timeouts);
        adoptions = new AdoptionStore(connection, rows, new CallRules(timeouts));
        locks = new RowLockStore(connection);
        obstacles = new ObstacleStore(connection);
    }

    /// Commits a batch as one transaction: moves and small writes, then invitations. Those that took effect are
    /// decided; the others wait for [#explain].
    ///
    /// @throws SQLException nothing was committed
    /// @throws InDoubtException it was committed, or not
    void commit(Batch batch) throws SQLException, InDoubtException {
        if (batch.isOneStatement() && System.nanoTime() - lastCommitNanos < FRESH_NANOS) {
            commitAtOnce(batch);
        } else {
            commitTogether(batch);
        }
        lastCommitNanos = System.nanoTime();
    }

    /// A single statement is its own transaction, and costs one round trip.
    private void commitAtOnce(Batch batch) throws SQLException, InDoubtException {
        connection.setAutoCommit(true);
        try {
            run(batch);
        } catch (SQLException failed) {
            throw inDoubtIfLost(failed);
        }
    }

    private void commitTogether(Batch batch) throws SQLException, InDoubtException {
        connection.setAutoCommit(false);
        try {
            run(batch);
        } catch (SQLException | RuntimeException failed) {
            rollBack(failed);
            throw failed;
        }
        try {
            connection.commit();
        } catch (SQLException failed) {
            throw inDoubtIfLost(failed);
        }
    }

    private static SQLException inDoubtIfLost(SQLException failed) throws InDoubtException {
        if (Fault.of(failed) == Fault.LOST) {
            throw new InDoubtException(failed);
        }
        return failed;
    }

    private void rollBack(Exception because) {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            because.addSuppressed(lost);
        }
    }

    private void run(Batch batch) throws SQLException {
        if (batch.isOneStatement()) {
            rows.run(batch.moves(), batch.invitations());
            return;
        }
        if (!batch.moves().isEmpty()) {
            rows.run(batch.moves(), List.of());
        }
        runSmall(batch.small());
        for (InviteWrite write : batch.adopting()) {
            Call row = write.adopts().orElseThrow();
            write.adoptNothing();
            adoptions.run(write, row).ifPresent(write::decideCommitted);
        }
        if (!batch.invitations().isEmpty()) {
            rows.run(List.of(), batch.invitations());
        }
    }

    /// Those whose row another node holds are left undecided.
    private void runSmall(List<SmallWrite<?>> writes) throws SQLException {
        var held = locks.lock(writes.stream()
                .flatMap(write -> write.row().stream())
                .map(row -> row.value())
                .toList());
        for (SmallWrite<?> write : writes) {
            if (write.row().isEmpty() || held.contains(write.row().get().value())) {
                write.run(connection);
            }
        }
    }

    /// Learns why writes were not committed. Those whose row is held by somebody else stay undecided.
    void explain(Batch losers) throws SQLException {
        connection.setAutoCommit(true);
        explainMoves(losers.moves());
        explainInvitations(losers.invitations());
    }

    private void explainMoves(List<MoveWrite> losers) throws SQLException {
        Map<Long, Call> now = obstacles.load(losers.stream().map(MoveWrite::row).toList());
        Set<UUID> committed = committedInDoubt(losers);
        for (MoveWrite write : losers) {
            Call call = now.get(write.row());
            if (call == null) {
                write.fail(new IllegalStateException("call log " + write.row() + " is gone"));
            } else if (committed.contains(write.eventIds().getFirst())) {
                tellUnlessOlder(write, call);
            } else if (write.isOutrunBy(call)) {
                write.decideConflict(call);
            }
        }
    }

    /// A row that was read before its late commit is read again, with the next attempt.
    private static void tellUnlessOlder(MoveWrite committed, Call row) {
        if (row.version() > committed.move().before().version()) {
            committed.decideCommitted(row);
        }
    }

    private void explainInvitations(List<InvitationWrite<?>> losers) throws SQLException {
        if (losers.isEmpty()) {
            return;
        }
        Iterator<Obstacles> found = obstacles.of(losers).iterator();
        Set<UUID> committed = committedInDoubt(losers);
        for (InvitationWrite<?> write : losers) {
            Obstacles obstacle = found.next();
            if (committed.contains(write.eventIds().getFirst())) {
                obstacle.taken().ifPresent(write::decideCommitted);
            } else {
                write.explain(obstacle);
            }
        }
    }

    /// A transaction that was in doubt may have been committed after it was looked for. Asked after the rows were read:
    /// a row that a late commit has moved then has its event, too.
    private Set<UUID> committedInDoubt(List<? extends Write<?>> writes) throws SQLException {
        List<UUID> doubtful = writes.stream()
                .filter(Write::isDoubtful)
                .flatMap(write -> write.eventIds().stream())
                .toList();
        return committed(doubtful);
    }

    /// Which of these events are there.
    Set<UUID> committed(List<UUID> eventIds) throws SQLException {
        return eventIds.isEmpty() ? Set.of() : obstacles.committed(eventIds);
    }

    /// Closes the connection.
    @Override
    public void close() {
        discard(connection);
    }

    /// Closes a connection without a word to the server; a pool must not hand it out again, and must get its place
    /// back. The pool's own abort() would keep the place taken for ever. So the driver's connection is aborted
    /// beneath it, and the error of the next touch tells the pool that it is dead.
    static void discard(Connection connection) {
        try (connection) {
            connection.unwrap(Connection.class).abort(RIGHT_HERE);
            connection.createStatement().close();
        } catch (SQLException closed) {
            LOG.debug("the writer's connection is closed", closed);
        }
    }
}
