package dev.ringback.call.store;

import static dev.ringback.call.store.CallDatabase.await;
import static dev.ringback.call.store.CallDatabase.committed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.call.CallStore.InviteResult;
import dev.ringback.call.CallStore.Move;
import dev.ringback.call.CallStore.MoveResult;
import dev.ringback.call.CallStore.NewCall;
import dev.ringback.call.Pair;
import dev.ringback.call.StoreUnavailable;
import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.Status;
import dev.ringback.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// What [GroupCommit] does when the world fails it.
class GroupCommitFaultsTest extends WriterScene {

    @Test
    void aCommitInDoubtThatHappenedIsToldOnce() {
        for (boolean together : List.of(true, false)) {
            PostgresCallStore store = faultyStore(WriterLimits.STANDARD);
            var first = together
                    ? store.markReached(database.invited(Pair.next()).facts().logId())
                    : null;
            NewCall call = Pair.call(database.pair().invitation());
            var stage = store.invite(call);
            faults.atNextCommit((connection, commit) -> {
                commit.run();
                throw FaultySource.lost();
            });
            faults.open();

            assertThat(await(stage)).isInstanceOf(InviteResult.Committed.class);
            assertThat(first == null ? null : await(first)).isNull();
            assertThat(events(call.invitation().id().value())).containsExactly("1");
        }
    }

    @Test
    void aCommitInDoubtThatNeverHappenedIsTriedAgain() {
        PostgresCallStore store = faultyStore(WriterLimits.STANDARD);
        Pair pair = database.pair();
        Call call = database.invited(pair);
        faults.atNextCommit((connection, commit) -> {
            throw FaultySource.lost();
        });
        faults.open();

        var result = await(store.move(answer(pair, call)));

        assertThat(result).isInstanceOf(MoveResult.Committed.class);
        assertThat(events(call.id().value())).containsExactly("1", "2");
    }

    @Test
    void aCommitInDoubtThatHappensLateIsStillKnownAsItsOwn() throws SQLException {
        PostgresCallStore store = faultyStore(WriterLimits.STANDARD);
        Pair pair = database.pair();
        Call call = database.invited(pair);
        Pair invited = database.pair();
        var forgotten = new CompletableFuture<Connection>();
        faults.atNextCommit((connection, commit) -> {
            // The statement runs in a transaction that the server has not finished when the node asks.
            Connection other = TestDatabase.connect(database.address);
            other.setAutoCommit(false);
            lock(other, call);
            forgotten.complete(other);
            throw FaultySource.lost();
        });
        Move move = answer(pair, call);
        var stage = store.move(move).toCompletableFuture();
        faults.open();
        try (Connection other = forgotten.join()) {
            assertThat(await(store.invite(Pair.call(invited.invitation())))).isInstanceOf(InviteResult.Committed.class);
            assertThat(stage).isNotDone();
            commitAsTheServerWould(other, move);
        }

        assertThat(committed(await(stage)).version()).isEqualTo(2);
        assertThat(events(call.id().value())).containsExactly("1", "2");
    }

    @Test
    void aCommitInDoubtThatHappensBetweenTwoQuestionsIsToldAsItIs() throws SQLException {
        PostgresCallStore store = faultyStore(WriterLimits.STANDARD);
        Pair pair = database.pair();
        Call call = database.invited(pair);
        Move move = answer(pair, call);
        try (Connection other = TestDatabase.connect(database.address)) {
            faults.atNextCommit((connection, commit) -> {
                other.setAutoCommit(false);
                lock(other, call);
                throw FaultySource.lost();
            });
            // First when the doubt begins, then after the row was read, which somebody else still holds.
            var looked = new AtomicInteger();
            faults.beforeEventsAreLookedFor(() -> {
                if (looked.incrementAndGet() == 2) {
                    commitAsTheServerWould(other, move);
                }
                return null;
            });
            var stage = store.move(move);
            faults.open();

            assertThat(committed(await(stage)).version()).isEqualTo(2);
            assertThat(events(call.id().value())).containsExactly("1", "2");
        }
    }

    @Test
    void aKilledConnectionLosesNothing() {
        PostgresCallStore store = faultyStore(WriterLimits.STANDARD);
        faults.open();
        List<Pair> people = pairs(30);
        List<CompletionStage<Call>> ended = new ArrayList<>();
        for (Pair pair : people) {
            ended.add(untilAvailable(() -> store.invite(Pair.call(pair.invitation())))
                    .thenCompose(result -> {
                        Call call = ((InviteResult.Committed) result).call();
                        Move ring = pair.move(call, ask(Ask.RING, pair.calleePhone()), pair.now());
                        return untilAvailable(() -> store.move(ring));
                    })
                    .thenCompose(result -> {
                        Move answer = answer(pair, committed(result));
                        return untilAvailable(() -> store.move(answer));
                    })
                    .thenCompose(result -> {
                        Move end = pair.move(
                                committed(result),
                                ask(Ask.END, pair.callerPhone()),
                                pair.now().plusSeconds(60));
                        return untilAvailable(() -> store.move(end));
                    })
                    .thenApply(CallDatabase::committed));
            killWriters();
        }

        for (var stage : ended) {
            Call call = await(stage);
            assertThat(call.status()).isEqualTo(Status.ENDED);
            assertThat(await(store.load(call.id()))).contains(call);
            assertThat(events(call.id().value())).containsExactly("1", "2", "3", "4");
        }
    }

    @Test
    void whoeverWaitsIsToldWhenTheDatabaseIsAwayAndItWorksAgainAfterwards() {
        var limits = new WriterLimits(100, 100, 256, Duration.ZERO, 5, Duration.ofMillis(20));
        PostgresCallStore store = faultyStore(limits);
        faults.open();
        Pair pair = database.pair();
        Call call = database.invited(pair);
        database.pool.away(true);
        try {
            assertThatThrownBy(() -> await(store.move(answer(pair, call)))).isInstanceOf(StoreUnavailable.class);
            assertThatThrownBy(() -> await(store.load(call.id()))).isInstanceOf(StoreUnavailable.class);
        } finally {
            database.pool.away(false);
        }
        assertThat(await(store.move(answer(pair, call)))).isInstanceOf(MoveResult.Committed.class);
    }

    @Test
    void aWriteInDoubtWaitsUntilTheDatabaseCanBeAsked() {
        var limits = new WriterLimits(100, 100, 256, Duration.ZERO, 5, Duration.ofMillis(20));
        PostgresCallStore store = faultyStore(limits);
        Pair pair = database.pair();
        Call call = database.invited(pair);
        Pair other = database.pair();
        faults.atNextCommit((connection, commit) -> {
            commit.run();
            database.pool.away(true);
            throw FaultySource.lost();
        });
        var inDoubt = store.move(answer(pair, call)).toCompletableFuture();
        faults.open();
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .alias("a write that is not in doubt is told that the database is away")
                    .untilAsserted(() -> assertThatThrownBy(() -> await(store.invite(Pair.call(other.invitation()))))
                            .isInstanceOf(StoreUnavailable.class));
            assertThat(inDoubt).isNotDone();
        } finally {
            database.pool.away(false);
        }
        assertThat(await(inDoubt)).isInstanceOf(MoveResult.Committed.class);
    }

    @Test
    void aWriteInDoubtIsNotSaidToHaveComeToNothing() {
        var limits = new WriterLimits(100, 100, 256, Duration.ZERO, 5, Duration.ofMillis(20));
        PostgresCallStore store = faultyStore(limits);
        Pair pair = database.pair();
        Call call = database.invited(pair);
        faults.atNextCommit((connection, commit) -> {
            commit.run();
            database.pool.away(true);
            throw FaultySource.lost();
        });
        var inDoubt = store.move(answer(pair, call)).toCompletableFuture();
        faults.open();
        takenFromTheQueue(store);
        try {
            store.close();
            assertThatThrownBy(() -> await(inDoubt))
                    .isInstanceOfSatisfying(
                            StoreUnavailable.class,
                            it -> assertThat(it.isInDoubt()).isTrue());
        } finally {
            database.pool.away(false);
        }
        assertThat(await(database.store.load(call.id())).orElseThrow().status()).isEqualTo(Status.ANSWERED);
    }

    @Test
    void whatCannotBeCountedIsToldAllTheSame() {
        PostgresCallStore store = database.store(database.pool, WriterLimits.STANDARD, new WriterWatch() {
            @Override
            public void waited(boolean begins, long nanos) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void committed(int writes, long nanos) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void told(long nanos) {
                throw new IllegalStateException("on purpose");
            }
        });
        stores.add(store);
        Pair pair = database.pair();
        var begun = await(store.invite(Pair.call(pair.invitation())));

        assertThat(begun)
                .isInstanceOfSatisfying(
                        InviteResult.Committed.class,
                        it -> assertThat(await(store.move(answer(pair, it.call()))))
                                .isInstanceOf(MoveResult.Committed.class));
    }
}
