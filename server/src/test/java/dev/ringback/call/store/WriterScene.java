package dev.ringback.call.store;

import static dev.ringback.call.store.CallDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.call.CallStore.Move;
import dev.ringback.call.Pair;
import dev.ringback.call.StoreUnavailable;
import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallCommand;
import dev.ringback.core.call.Party;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/// A writer whose world fails when a test says so, and the words of its tests.
abstract class WriterScene {

    static CallDatabase database;

    final FaultySource faults = new FaultySource(database.pool);
    final List<PostgresCallStore> stores = new ArrayList<>();

    @BeforeAll
    static void start() {
        database = new CallDatabase();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @AfterEach
    void closeStores() {
        faults.open();
        stores.forEach(PostgresCallStore::close);
    }

    PostgresCallStore faultyStore(WriterLimits limits) {
        PostgresCallStore store = database.store(faults.source(), limits);
        stores.add(store);
        return store;
    }

    /// The writer has taken the first write and waits for its connection; what comes now waits behind it.
    static void takenFromTheQueue(PostgresCallStore store) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .alias("the writer takes the first write")
                .until(() -> store.waiting() == 0);
    }

    static List<Pair> pairs(int count) {
        List<Pair> pairs = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            pairs.add(database.pair());
        }
        return pairs;
    }

    static Pair withCaller(Pair pair, String name, String profileType) {
        Party caller = pair.caller();
        return new Pair(
                pair.conversation(),
                new Party(caller.userId(), caller.profileId(), profileType, name, caller.avatar()),
                pair.callee(),
                pair.node(),
                pair.now());
    }

    static Move answer(Pair pair, Call call) {
        return pair.move(call, ask(Ask.ANSWER, pair.calleePhone()), pair.now().plusSeconds(2));
    }

    static CallCommand ask(Ask ask, Actor by) {
        return new CallCommand.Person(ask, by);
    }

    /// Whoever is told that nothing was committed may ask the same again.
    static <R> CompletionStage<R> untilAvailable(Supplier<CompletionStage<R>> write) {
        return write.get()
                .exceptionallyCompose(fault -> fault instanceof StoreUnavailable
                        ? untilAvailable(write)
                        : CompletableFuture.failedStage(fault));
    }

    static void assertRefusedAtOnce(CompletionStage<?> stage) {
        assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
        assertThatThrownBy(() -> await(stage))
                .isInstanceOfSatisfying(
                        StoreUnavailable.class, it -> assertThat(it.isInDoubt()).isFalse());
    }

    static List<String> events(UUID callId) {
        return database.query("SELECT e.seq FROM call_events e JOIN call_logs c ON c.id = e.call_log_id"
                + " WHERE c.call_id = '" + callId + "' ORDER BY e.seq");
    }

    static void killWriters() {
        database.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid()");
    }

    static void lock(Connection connection, Call call) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SELECT FROM call_logs WHERE id = " + call.facts().logId().value() + " FOR UPDATE");
        }
    }

    static void commitAsTheServerWould(Connection connection, Move move) throws SQLException {
        long row = move.before().facts().logId().value();
        try (Statement statement = connection.createStatement()) {
            statement.execute("UPDATE call_logs SET version = 2, status = 'answered', answered_at = '"
                    + move.event().at() + "', changed_at = '" + move.event().at() + "' WHERE id = " + row);
            statement.execute("INSERT INTO call_events (call_log_id, seq, type, status, at, event_id) VALUES (" + row
                    + ", 2, 'call_answer', 'answered', '" + move.event().at() + "', '" + move.eventId() + "')");
            connection.commit();
        }
    }

    static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
