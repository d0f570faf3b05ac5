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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What [GroupCommit] does with many writes at once.
class GroupCommitTest extends WriterScene {

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
}
