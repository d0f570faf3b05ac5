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
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// What [Writers] promise to each other.
class WritersTest extends WriterScene {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @Test
    void aCancelDoesNotWaitForTheBatchOfTheOthers() {
        PostgresCallStore store = connectedStore();
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
        PostgresCallStore store = connectedStore();
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
        PostgresCallStore store = connectedStore();
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
        PostgresCallStore store = connectedStore();
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
        PostgresCallStore store = connectedStore();
        Pair pair = database.pair();
        Call call = database.invited(pair);
        HeldCommit held = holdTheNextCommit();
        var marked = store.markUnreached(call.facts().logId());
        held.awaitReached();
        var cancelled = store.move(cancel(pair, call)).toCompletableFuture();
        Pair other = database.pair();
        await(store.move(cancel(other, database.invited(other))));

        assertThat(cancelled).isNotDone();
        held.letGo();
        await(marked);
        assertThat(committed(await(cancelled)).status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void whatWaitsForACancelKeepsItsOrder() {
        PostgresCallStore store = connectedStore();
        Pair pair = database.pair();
        Move cancel = cancel(pair, database.invited(pair));
        HeldCommit held = holdTheNextCommit();
        var cancelled = store.move(cancel);
        held.awaitReached();
        var first = store.invite(Pair.call(pair.invitation()));
        var second = store.invite(Pair.call(pair.invitation()));
        held.letGo();

        assertThat(await(cancelled)).isInstanceOf(MoveResult.Committed.class);
        Call begun = ((InviteResult.Committed) await(first)).call();
        assertThat(await(second)).isEqualTo(new InviteResult.InProgress(begun));
    }

    @Test
    void nobodyWaitsForACancelForEver() {
        PostgresCallStore store = connectedStore();
        Pair pair = database.pair();
        Call call = database.invited(pair);
        HeldCommit held = holdTheNextCommit();
        var cancelled = store.move(cancel(pair, call)).toCompletableFuture();
        held.awaitReached();

        assertThat(await(store.invite(Pair.call(pair.invitation())))).isEqualTo(new InviteResult.InProgress(call));
        assertThat(cancelled).isNotDone();
        held.letGo();
        assertThat(committed(await(cancelled)).status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void onlySoManyWaitForACancel() {
        var limits = new WriterLimits(100, 2, 256, Duration.ZERO, 5, Duration.ofMillis(20));
        PostgresCallStore store = connectedStore(limits);
        Pair pair = database.pair();
        Move cancel = cancel(pair, database.invited(pair));
        HeldCommit held = holdTheNextCommit();
        var cancelled = store.move(cancel);
        held.awaitReached();
        var first = store.invite(Pair.call(pair.invitation()));
        var second = store.invite(Pair.call(pair.invitation()));

        assertThat(store.waiting()).isEqualTo(2);
        assertRefusedAtOnce(store.invite(Pair.call(pair.invitation())));
        held.letGo();
        assertThat(await(cancelled)).isInstanceOf(MoveResult.Committed.class);
        assertThat(await(first)).isInstanceOf(InviteResult.Committed.class);
        assertThat(await(second)).isInstanceOf(InviteResult.InProgress.class);
    }

    @Test
    void withOneConnectionTheFirstWriterDoesAll() {
        faults.giveOnly(1);
        faults.open();
        PostgresCallStore store = faultyStore(WriterLimits.STANDARD);
        Pair pair = database.pair();
        Call call = database.invited(pair);
        await(store.markReached(call.facts().logId()));
        beat(store);

        assertThat(committed(await(store.move(cancel(pair, call)))).status()).isEqualTo(Status.CANCELLED);
        assertThat(store.isConnected()).isFalse();
    }

    @Test
    void aBeatFindsConnectionsThatDied() {
        PostgresCallStore store = connectedStore();
        assertThat(faults.given()).isEqualTo(2);
        killWriters();

        Awaitility.await()
                .atMost(TEN_SECONDS)
                .alias("both writers have another connection, though nobody cancelled")
                .until(() -> {
                    beat(store);
                    return faults.given() == 4 && store.isConnected();
                });
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

    private PostgresCallStore connectedStore() {
        return connectedStore(WriterLimits.STANDARD);
    }

    private PostgresCallStore connectedStore(WriterLimits limits) {
        faults.open();
        PostgresCallStore store = faultyStore(limits);
        beatUntilConnected(store);
        Pair before = database.pair();
        await(store.move(cancel(before, database.invited(before))));
        return store;
    }

    private static void beatUntilConnected(PostgresCallStore store) {
        Awaitility.await()
                .atMost(TEN_SECONDS)
                .alias("both writers are connected")
                .until(() -> {
                    beat(store);
                    return store.isConnected();
                });
    }

    private static void beat(PostgresCallStore store) {
        await(untilAvailable(() -> store.beat(database.pair().node(), Instant.now())));
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
