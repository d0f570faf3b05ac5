package dev.ringback.call.store;

import dev.ringback.call.CallStore.InviteResult;
import dev.ringback.call.CallStore.MoveResult;
import dev.ringback.call.Pair;
import dev.ringback.config.DatabaseAddress;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.Party;
import dev.ringback.core.call.Timeouts;
import dev.ringback.store.Database;
import dev.ringback.testing.TestDatabase;
import dev.ringback.testing.TestPool;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/// A migrated database with a store on it, for a test of calls.
final class CallDatabase implements AutoCloseable {

    final DatabaseAddress address = TestDatabase.create();
    final TestPool pool = new TestPool(address);
    final ExecutorService loop = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("loop").daemon().factory());
    final PostgresCallStore store;

    CallDatabase() {
        this(WriterLimits.STANDARD);
    }

    CallDatabase(WriterLimits limits) {
        this.store = store(pool, limits);
    }

    /// Another store on the same database, as another node has it.
    PostgresCallStore store(DataSource writerSource, WriterLimits limits) {
        return store(writerSource, limits, WriterWatch.NOBODY);
    }

    PostgresCallStore store(DataSource writerSource, WriterLimits limits, WriterWatch watch) {
        return new PostgresCallStore(writerSource, new Database(pool), loop, Timeouts.STANDARD, limits, watch);
    }

    /// Makes people and their conversation known.
    Pair introduce(Pair pair) {
        for (Party person : List.of(pair.caller(), pair.callee())) {
            execute("INSERT INTO users (id) VALUES (" + person.userId().value() + ") ON CONFLICT DO NOTHING");
        }
        execute("INSERT INTO conversations (id) VALUES (" + pair.conversation().value() + ") ON CONFLICT DO NOTHING");
        return pair;
    }

    /// A new pair, known.
    Pair pair() {
        return introduce(Pair.next());
    }

    /// A committed invitation of a pair.
    Call invited(Pair pair) {
        return ((InviteResult.Committed)
                        await(store.invite(Pair.call(introduce(pair).invitation()))))
                .call();
    }

    static Call committed(MoveResult result) {
        return ((MoveResult.Committed) result).call();
    }

    /// Waits at most ten seconds.
    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException | TimeoutException failed) {
            throw new IllegalStateException("the stage was not completed within ten seconds", failed);
        }
    }

    void execute(String sql) {
        try (Connection connection = TestDatabase.connect(address);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    /// The first column of all rows, as text.
    List<String> query(String sql) {
        try (Connection connection = TestDatabase.connect(address);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    @Override
    public void close() {
        store.close();
        loop.shutdownNow();
    }
}
