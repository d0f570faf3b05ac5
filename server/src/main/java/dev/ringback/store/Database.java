package dev.ringback.store;

import dev.ringback.call.StoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;

/// The pool behind a fair permit: whoever asks first is served first, for a bounded time, and a queue that grows too
/// long is told at once. Blocks; meant for virtual threads, and any number of them.
///
/// Work may be run twice when a connection turns out to be dead, so it has to be idempotent.
@ApplicationScoped
public class Database {

    private static final int PERMITS = 8;
    private static final int WAITING_MAX = 2_000;
    private static final Duration WAIT_MAX = Duration.ofSeconds(3);
    /// Above the statement_timeout of the pool's connections: only a dead network lasts so long.
    private static final Duration SILENCE_MAX = Duration.ofSeconds(8);

    private final DataSource pool;
    private final Semaphore permits;
    private final LongAdder faults = new LongAdder();

    /// The node's pool.
    @Inject
    public Database(DataSource pool) {
        this.pool = pool;
        this.permits = new Semaphore(PERMITS, true);
    }

    /// What is done with a connection.
    @FunctionalInterface
    public interface Work<T> {

        /// Does it, and leaves the connection open.
        T with(Connection connection) throws SQLException;
    }

    /// Runs statements that each stand for themselves.
    ///
    /// @throws StoreUnavailable when the database is away, or busy for too long
    public <T> T run(Work<T> work) {
        return permitted(() -> {
            try {
                return once(work);
            } catch (SQLException failed) {
                if (!SqlFault.isLostConnection(failed)) {
                    throw failed;
                }
                return once(work);
            }
        });
    }

    /// Runs statements as one transaction.
    ///
    /// @throws StoreUnavailable when the database is away, or busy for too long
    public <T> T transaction(Work<T> work) {
        return run(connection -> {
            connection.setAutoCommit(false);
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failed) {
                rollBack(connection, failed);
                throw failed;
            }
        });
    }

    /// How many wait for a permit.
    public int waiting() {
        return permits.getQueueLength();
    }

    /// How often a statement failed, or found no connection.
    public long faults() {
        return faults.sum();
    }

    private static void rollBack(Connection connection, Exception because) {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            because.addSuppressed(lost);
        }
    }

    private <T> T once(Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, (int) SILENCE_MAX.toMillis());
            return work.with(connection);
        }
    }

    @FunctionalInterface
    private interface Sql<T> {
        T run() throws SQLException;
    }

    private <T> T permitted(Sql<T> sql) {
        acquire();
        try {
            return sql.run();
        } catch (SQLException failed) {
            faults.increment();
            throw SqlFault.translated(failed);
        } finally {
            permits.release();
        }
    }

    private void acquire() {
        if (permits.getQueueLength() > WAITING_MAX) {
            throw new StoreUnavailable("more than " + WAITING_MAX + " reads wait for the database");
        }
        try {
            if (!permits.tryAcquire(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreUnavailable("no turn at the database within " + WAIT_MAX);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("the node stops", stopped);
        }
    }
}
