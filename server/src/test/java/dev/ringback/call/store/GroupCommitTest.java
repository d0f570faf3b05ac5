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
import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallCommand;
import dev.ringback.core.call.Party;
import dev.ringback.core.call.Status;
import dev.ringback.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.junit.jupiter.api.Test;

/// What [GroupCommit] does with many writes at once, and when the world fails it.
class GroupCommitTest {

    private static CallDatabase database;

    private final FaultySource faults = new FaultySource(database.pool);
    private final List<PostgresCallStore> stores = new ArrayList<>();

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

    @Test
    void aBadValueFailsAloneAndItsNeighboursAreCommitted() {
        PostgresCallStore store = faultyStore(WriterLimits.STANDARD);
        List<Pair> good = pairs(40);
        List<NewCall> bad = List.of(
                Pair.call(withCaller(database.pair(), "a name with \u0000", "student")
                        .invitation()),
                Pair.call(
                        withCaller(database.pair(), "a name", "a profile\u0000").invitation()),
                Pair.call(withCaller(database.pair(), "a name", "x".repeat(51)).invitation()),
                Pair.call(Pair.next().invitation()));

        var first = store.invite(Pair.call(good.getFirst().invitation()));
        takenFromTheQueue(store);
        var before = good.subList(1, 20).stream()
                .map(pair -> store.invite(Pair.call(pair.invitation())))
                .toList();
        var refused = bad.stream().map(store::invite).toList();
        var after = good.subList(20, 40).stream()
                .map(pair -> store.invite(Pair.call(pair.invitation())))
                .toList();
        faults.open();

        assertThat(await(first)).isInstanceOf(InviteResult.Committed.class);
        before.forEach(it -> assertThat(await(it)).isInstanceOf(InviteResult.Committed.class));
        after.forEach(it -> assertThat(await(it)).isInstanceOf(InviteResult.Committed.class));
        for (var it : refused) {
            assertThatThrownBy(() -> await(it))
                    .isInstanceOf(IllegalStateException.class)
                    .isNotInstanceOf(StoreUnavailable.class);
        }
    }

    @Test
    void aBadDescriptionFailsItsMoveAlone() {
        PostgresCallStore store = faultyStore(WriterLimits.STANDARD);
        List<Pair> people = pairs(9);
        List<Call> calls = people.stream().map(database::invited).toList();
        var busy = store.invite(Pair.call(database.pair().invitation()));
        takenFromTheQueue(store);
        List<CompletionStage<MoveResult>> moves = new ArrayList<>();
        for (int number = 0; number < 9; number++) {
            Move move = answer(people.get(number), calls.get(number));
            moves.add(store.move(
                    number == 4
                            ? new Move(
                                    move.before(), move.event(), move.after(), move.eventId(), Optional.of("no JSON"))
                            : move));
        }
        faults.open();

        assertThat(await(busy)).isInstanceOf(InviteResult.Committed.class);
        assertThatThrownBy(() -> await(moves.remove(4))).isExactlyInstanceOf(IllegalStateException.class);
        moves.forEach(it -> assertThat(await(it)).isInstanceOf(MoveResult.Committed.class));
        assertThat(await(store.load(calls.get(4).id()))).contains(calls.get(4));
    }

    @Test
    void transitionsOfOneCallKeepTheirOrder() {
        Pair pair = database.pair();
        Call call = database.invited(pair);
        Move ring =
                pair.move(call, ask(Ask.RING, pair.calleePhone()), pair.now().plusSeconds(1));
        Move answer = answer(pair, ring.after());
        Move end = pair.move(
                answer.after(), ask(Ask.END, pair.callerPhone()), pair.now().plusSeconds(9));
        List<Status> told = new ArrayList<>();

        var stages = List.of(ring, answer, end).stream()
                .map(move -> database.store
                        .move(move)
                        .thenAccept(result -> told.add(committed(result).status())))
                .toList();

        stages.forEach(CallDatabase::await);
        assertThat(told).containsExactly(Status.RINGING, Status.ANSWERED, Status.ENDED);
    }

    @Test
    void aFullQueueRefusesInvitationsFirstAndThenMoves() {
        var limits = new WriterLimits(4, 2, 256, Duration.ZERO, 10, Duration.ofSeconds(1));
        Pair pair = database.pair();
        Call call = database.invited(pair);
        PostgresCallStore store = faultyStore(limits);
        var accepted = new ArrayList<CompletionStage<?>>();
        accepted.add(store.invite(Pair.call(database.pair().invitation())));
        takenFromTheQueue(store);
        accepted.add(store.invite(Pair.call(database.pair().invitation())));
        accepted.add(store.invite(Pair.call(database.pair().invitation())));

        assertRefusedAtOnce(store.invite(Pair.call(database.pair().invitation())));
        accepted.add(store.move(pair.move(call, ask(Ask.RING, pair.calleePhone()), pair.now())));
        accepted.add(store.markReached(call.facts().logId()));
        assertRefusedAtOnce(store.markReached(call.facts().logId()));
        faults.open();
        accepted.forEach(CallDatabase::await);
    }

    @Test
    void nobodyIsToldBeforeTheCommit() throws InterruptedException {
        PostgresCallStore store = faultyStore(WriterLimits.STANDARD);
        faults.open();
        var reached = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        faults.atNextCommit((connection, commit) -> {
            reached.countDown();
            awaitLatch(mayCommit);
            return commit.run();
        });
        var stage = store.invite(Pair.call(database.pair().invitation())).toCompletableFuture();

        awaitLatch(reached);
        assertThat(stage).isNotDone();
        mayCommit.countDown();
        assertThat(await(stage)).isInstanceOf(InviteResult.Committed.class);
    }

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
    void aRowThatAnotherNodeHoldsWaitsAloneForIt() throws SQLException {
        Pair held = database.pair();
        Pair free = database.pair();
        Call heldCall = database.invited(held);
        Call freeCall = database.invited(free);
        CompletableFuture<MoveResult> waiting;
        try (Connection other = TestDatabase.connect(database.address)) {
            other.setAutoCommit(false);
            lock(other, heldCall);
            waiting = database.store.move(answer(held, heldCall)).toCompletableFuture();
            assertThat(await(database.store.move(answer(free, freeCall)))).isInstanceOf(MoveResult.Committed.class);
            assertThat(waiting).isNotDone();
            other.rollback();
        }
        assertThat(await(waiting)).isInstanceOf(MoveResult.Committed.class);
    }

    @Test
    void aRowThatIsHeldForeverIsGivenUp() throws SQLException {
        var limits = new WriterLimits(100, 100, 256, Duration.ZERO, 5, Duration.ofSeconds(1));
        PostgresCallStore store = faultyStore(limits);
        faults.open();
        Pair pair = database.pair();
        Call call = database.invited(pair);
        try (Connection other = TestDatabase.connect(database.address)) {
            other.setAutoCommit(false);
            lock(other, call);
            assertThatThrownBy(() -> await(store.move(answer(pair, call)))).isInstanceOf(StoreUnavailable.class);
            assertThatThrownBy(() -> await(store.markReached(call.facts().logId())))
                    .isInstanceOf(StoreUnavailable.class);
        }
        assertThat(await(store.load(call.id()))).contains(call);
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
    void closingCommitsWhatIsQueued() {
        PostgresCallStore store = faultyStore(WriterLimits.STANDARD);
        List<CompletionStage<InviteResult>> stages = pairs(10).stream()
                .map(pair -> store.invite(Pair.call(pair.invitation())))
                .toList();
        faults.open();
        store.close();

        stages.forEach(stage -> assertThat(await(stage)).isInstanceOf(InviteResult.Committed.class));
        assertRefusedAtOnce(store.invite(Pair.call(database.pair().invitation())));
    }

    // --- the words of these tests

    private PostgresCallStore faultyStore(WriterLimits limits) {
        PostgresCallStore store = database.store(faults.source(), limits);
        stores.add(store);
        return store;
    }

    /// The writer has taken the first write and waits for its connection; what comes now waits behind it.
    private static void takenFromTheQueue(PostgresCallStore store) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .alias("the writer takes the first write")
                .until(() -> store.waiting() == 0);
    }

    private static List<Pair> pairs(int count) {
        List<Pair> pairs = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            pairs.add(database.pair());
        }
        return pairs;
    }

    private static Pair withCaller(Pair pair, String name, String profileType) {
        Party caller = pair.caller();
        return new Pair(
                pair.conversation(),
                new Party(caller.userId(), caller.profileId(), profileType, name, caller.avatar()),
                pair.callee(),
                pair.node(),
                pair.now());
    }

    private static Move answer(Pair pair, Call call) {
        return pair.move(call, ask(Ask.ANSWER, pair.calleePhone()), pair.now().plusSeconds(2));
    }

    private static CallCommand ask(Ask ask, Actor by) {
        return new CallCommand.Person(ask, by);
    }

    /// Whoever is told that nothing was committed may ask the same again.
    private static <R> CompletionStage<R> untilAvailable(Supplier<CompletionStage<R>> write) {
        return write.get()
                .exceptionallyCompose(fault -> fault instanceof StoreUnavailable
                        ? untilAvailable(write)
                        : CompletableFuture.failedStage(fault));
    }

    private static void assertRefusedAtOnce(CompletionStage<?> stage) {
        assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
        assertThatThrownBy(() -> await(stage))
                .isInstanceOfSatisfying(
                        StoreUnavailable.class, it -> assertThat(it.isInDoubt()).isFalse());
    }

    private static List<String> events(UUID callId) {
        return database.query("SELECT e.seq FROM call_events e JOIN call_logs c ON c.id = e.call_log_id"
                + " WHERE c.call_id = '" + callId + "' ORDER BY e.seq");
    }

    private static void killWriters() {
        database.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid()");
    }

    private static void lock(Connection connection, Call call) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SELECT FROM call_logs WHERE id = " + call.facts().logId().value() + " FOR UPDATE");
        }
    }

    private static void commitAsTheServerWould(Connection connection, Move move) throws SQLException {
        long row = move.before().facts().logId().value();
        try (Statement statement = connection.createStatement()) {
            statement.execute("UPDATE call_logs SET version = 2, status = 'answered', answered_at = '"
                    + move.event().at() + "', changed_at = '" + move.event().at() + "' WHERE id = " + row);
            statement.execute("INSERT INTO call_events (call_log_id, seq, type, status, at, event_id) VALUES (" + row
                    + ", 2, 'call_answer', 'answered', '" + move.event().at() + "', '" + move.eventId() + "')");
            connection.commit();
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
