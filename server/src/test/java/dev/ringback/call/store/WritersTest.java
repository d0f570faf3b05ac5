package dev.ringback.call.store;

import static dev.ringback.call.store.CallDatabase.await;
import static dev.ringback.call.store.CallDatabase.committed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.call.CallStore.InviteResult;
import dev.ringback.call.CallStore.Move;
import dev.ringback.call.CallStore.MoveResult;
import dev.ringback.call.Pair;
import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallCommand;
import dev.ringback.core.call.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What [Writers] promise to each other.
class WritersTest extends WriterScene {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @Test
    void aCancelDoesNotWaitForTheBatchOfTheOthers() {
        PostgresCallStore store = faultyStore(WriterLimits.STANDARD);
        Pair pair = database.pair();
        Move cancel = cancel(pair, database.invited(pair));
        HeldCommit held = holdTheNextCommit();
        var invited = store.invite(Pair.call(database.pair().invitation())).toCompletableFuture();
        held.awaitReached();

        assertThat(committed(await(store.move(cancel))).status()).isEqualTo(Status.CANCELLED);
        assertThat(invited).isNotDone();
        held.letGo();
        assertThat(await(invited)).isInstanceOf(InviteResult.Committed.class);
    }

    @Test
    void theOthersDoNotWaitForACancel() {
        PostgresCallStore store = faultyStore(WriterLimits.STANDARD);
        Pair pair = database.pair();
        Move cancel = cancel(pair, database.invited(pair));
        HeldCommit held = holdTheNextCommit();
        var cancelled = store.move(cancel).toCompletableFuture();
        held.awaitReached();

        assertThat(await(store.invite(Pair.call(database.pair().invitation()))))
                .isInstanceOf(InviteResult.Committed.class);
        assertThat(cancelled).isNotDone();
        held.letGo();
        assertThat(committed(await(cancelled)).status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void whoeverCancelsMayCallAgainAtOnce() {
        PostgresCallStore store = faultyStore(WriterLimits.STANDARD);
        Pair pair = database.pair();
        Move cancel = cancel(pair, database.invited(pair));
        HeldCommit held = holdTheNextCommit();
        var cancelled = store.move(cancel).toCompletableFuture();
        held.awaitReached();
        var samePeople = store.invite(Pair.call(pair.invitation())).toCompletableFuture();

        assertThat(await(store.invite(Pair.call(database.pair().invitation()))))
                .isInstanceOf(InviteResult.Committed.class);
        assertThat(samePeople).isNotDone();
        held.letGo();
        assertThat(await(cancelled)).isInstanceOf(MoveResult.Committed.class);
        assertThat(await(samePeople)).isInstanceOf(InviteResult.Committed.class);
    }

    @Test
    void aCancelThatFailedKeepsNobodyWaiting() {
        PostgresCallStore store = faultyStore(WriterLimits.STANDARD);
        Pair pair = database.pair();
        Call call = database.invited(pair);
        Move cancel = cancel(pair, call);
        Move impossible = new Move(
                cancel.before(), cancel.event(), cancel.after(), cancel.eventId(), Optional.of("kept with \u0000"));
        HeldCommit held = holdTheNextCommit();
        var cancelled = store.move(impossible).toCompletableFuture();
        var again = store.invite(Pair.call(pair.invitation())).toCompletableFuture();
        held.letGo();

        assertThat(cancelled).failsWithin(TEN_SECONDS);
        assertThat(await(again)).isEqualTo(new InviteResult.InProgress(call));
    }

    @Test
    void aCancelWaitsForTheMarkThatHoldsItsRow() {
        PostgresCallStore store = faultyStore(WriterLimits.STANDARD);
        Pair pair = database.pair();
        Call call = database.invited(pair);
        HeldCommit held = holdTheNextCommit();
        var marked = store.markUnreached(call.facts().logId());
        held.awaitReached();
        var cancelled = store.move(cancel(pair, call)).toCompletableFuture();

        assertThat(cancelled).isNotDone();
        held.letGo();
        await(marked);
        assertThat(committed(await(cancelled)).status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void whatTheClockEndsGoesTheWayOfItsMarks() {
        Pair pair = database.pair();
        Call call = database.invited(pair);
        Move cancel = cancel(pair, call);

        assertThat(new MoveWrite(cancel).silences()).isTrue();
        assertThat(new MoveWrite(cancel, true).silences()).isFalse();
        assertThat(new MoveWrite(pair.move(call, ask(Ask.RING, pair.calleePhone()), pair.now())).silences())
                .isFalse();
        Move answer = answer(pair, call);
        assertThat(new MoveWrite(answer).silences()).isFalse();
        assertThat(new MoveWrite(pair.move(
                                answer.after(),
                                ask(Ask.END, pair.callerPhone()),
                                answer.event().at()))
                        .silences())
                .isFalse();
    }

    private static Move cancel(Pair pair, Call call) {
        CallCommand command = ask(Ask.CANCEL, pair.callerPhone());
        return pair.move(call, command, pair.now().plusSeconds(2));
    }

    private HeldCommit holdTheNextCommit() {
        var held = new HeldCommit(new CountDownLatch(1), new CountDownLatch(1));
        faults.atNextCommit((connection, commit) -> {
            held.reached.countDown();
            awaitLatch(held.mayGoOn);
            return commit.run();
        });
        faults.open();
        return held;
    }

    /// A commit that stands still until it is let go.
    private record HeldCommit(CountDownLatch reached, CountDownLatch mayGoOn) {

        void awaitReached() {
            awaitLatch(reached);
        }

        void letGo() {
            mayGoOn.countDown();
        }
    }
}
