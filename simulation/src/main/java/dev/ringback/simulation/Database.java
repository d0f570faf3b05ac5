package dev.ringback.simulation;

import dev.ringback.call.StoreUnavailable;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// The way from one node to the [Table] and back, with everything that can happen on it: statements take time, fail
/// before their commit, stall, or lose their connection in COMMIT, and the whole database may be away for a while.
///
/// As the real writer does, it keeps the order of writes that concern the same thing, completes writes in the order of
/// their commits, and after a connection lost in COMMIT it looks the transition up before it does anything else: what
/// was committed is answered late, and right; what was not is tried again. Reads come by other connections and know no
/// order.
final class Database implements NodeStore.Transactions {

    private static final long PATIENCE = 3 * Agenda.SECOND;

    private final World world;
    private final Node.Life node;
    private final Dice dice;
    private final Map<Object, Long> lastCommitOf = new HashMap<>();
    private long lastAnswer;
    /// Until then the writer has no connection, or looks up what became of a lost one.
    private long writesAgainAt;

    Database(World world, Node.Life node) {
        this.world = world;
        this.node = node;
        this.dice = Dice.of(world.seed(), "database of " + node.id());
    }

    @Override
    public <T> CompletionStage<T> write(Object key, Supplier<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Agenda agenda = world.agenda();
        if (dice.chance(world.weather().storeFails())) {
            world.count(Fault.STORE_FAILED);
            world.trouble(dice.delay(1, 500) * Agenda.MILLI);
            fail(answer, agenda.now() + dice.delay(300, 200_000));
            return answer;
        }
        long at = Math.max(agenda.now() + latency(), lastCommitOf.getOrDefault(key, 0L));
        lastCommitOf.put(key, at);
        agenda.at(at, () -> commit(work, answer, agenda.now() + PATIENCE));
        return answer;
    }

    @Override
    public <T> CompletionStage<T> read(Supplier<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Agenda agenda = world.agenda();
        agenda.after(latency(), () -> {
            if (dice.chance(world.weather().storeFails())) {
                world.count(Fault.STORE_FAILED);
                world.trouble(Agenda.SECOND);
                fail(answer, agenda.now() + dice.delay(300, 1_000_000));
            } else if (agenda.now() < world.databaseBackAt()) {
                world.count(Fault.STORE_AWAY);
                fail(answer, agenda.now() + dice.delay(300, 3_000_000));
            } else {
                T result = work.get();
                agenda.after(latency(), () -> node.post(() -> answer.complete(result)));
            }
        });
        return answer;
    }

    private <T> void commit(Supplier<T> work, CompletableFuture<T> answer, long until) {
        Agenda agenda = world.agenda();
        if (node.isOver() && dice.chance(0.5)) {
            return; // its connection died with it, and the statement too
        }
        if (agenda.now() < world.databaseBackAt()) {
            away(work, answer, until);
        } else if (agenda.now() < writesAgainAt) {
            agenda.at(writesAgainAt, () -> commit(work, answer, until));
        } else if (!dice.chance(world.weather().storeInDoubt())) {
            tell(work.get(), answer, dice.delay(50, 2_000));
        } else {
            doubt(work, answer, until);
        }
    }

    /// Some writes wait for the next connection, in their order; the others fail.
    private <T> void away(Supplier<T> work, CompletableFuture<T> answer, long until) {
        long back = world.databaseBackAt();
        world.count(Fault.STORE_AWAY);
        if (writesAgainAt < back) {
            writesAgainAt = back + dice.delay(1_000, 500_000);
        }
        if (back < until && dice.chance(0.5)) {
            world.agenda().at(writesAgainAt, () -> commit(work, answer, until));
        } else {
            fail(answer, Math.min(until, world.agenda().now() + dice.delay(1_000, 3_000_000)));
        }
    }

    /// The connection is lost in COMMIT, and everything waits until the transition was looked up.
    private <T> void doubt(Supplier<T> work, CompletableFuture<T> answer, long until) {
        long lookUp = dice.delay(20_000, 2_000_000);
        world.trouble(lookUp);
        writesAgainAt = world.agenda().now() + lookUp;
        if (dice.chance(0.5)) {
            world.count(Fault.COMMITTED_IN_DOUBT);
            tell(work.get(), answer, lookUp);
        } else {
            world.count(Fault.LOST_IN_DOUBT);
            world.agenda().at(writesAgainAt, () -> commit(work, answer, until + lookUp));
        }
    }

    private <T> void tell(T result, CompletableFuture<T> answer, long delay) {
        if (node.isOver()) {
            world.count(Fault.COMMITTED_BY_THE_DEAD);
        }
        lastAnswer = Math.max(world.agenda().now() + delay, lastAnswer);
        world.agenda().at(lastAnswer, () -> node.post(() -> answer.complete(result)));
    }

    private void fail(CompletableFuture<?> answer, long at) {
        world.agenda()
                .at(
                        at,
                        () -> node.post(
                                () -> answer.completeExceptionally(new StoreUnavailable("the database is away"))));
    }

    private long latency() {
        if (dice.chance(world.weather().storeStalls())) {
            long stall = dice.delay(100_000, 2_000_000);
            world.count(Fault.STORE_STALLED);
            world.trouble(stall);
            return stall;
        }
        return dice.delay(100, 5_000);
    }
}
