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
/// their commits, and after a connection lost in COMMIT it looks the transition up before it says anything: the answer
/// is then late, and right. Reads come by other connections and know no order.
final class Database {

    private static final long PATIENCE = 3 * Agenda.SECOND;

    private final World world;
    private final Node.Life node;
    private final Dice dice;
    private final Map<Object, Long> lastCommitOf = new HashMap<>();
    private long lastAnswer;

    Database(World world, Node.Life node) {
        this.world = world;
        this.node = node;
        this.dice = Dice.of(world.seed(), "database of " + node.id());
    }

    /// A transaction that writes.
    ///
    /// @param key what it concerns: those of one key keep their order
    <T> CompletionStage<T> write(Object key, Supplier<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Agenda agenda = world.agenda();
        if (dice.chance(world.weather().storeFails())) {
            world.trouble(dice.delay(1, 500) * Agenda.MILLI);
            fail(answer, agenda.now() + dice.delay(300, 200_000));
            return answer;
        }
        long at = Math.max(agenda.now() + latency(), lastCommitOf.getOrDefault(key, 0L));
        lastCommitOf.put(key, at);
        agenda.at(at, () -> commit(work, answer, agenda.now() + PATIENCE));
        return answer;
    }

    /// A statement that only reads.
    <T> CompletionStage<T> read(Supplier<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Agenda agenda = world.agenda();
        agenda.after(latency(), () -> {
            if (dice.chance(world.weather().storeFails())) {
                world.trouble(Agenda.SECOND);
                fail(answer, agenda.now() + dice.delay(300, 1_000_000));
            } else if (agenda.now() < world.databaseBackAt()) {
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
        long back = world.databaseBackAt();
        if (agenda.now() < back) {
            if (back < until && dice.chance(0.5)) {
                agenda.at(back + dice.delay(1_000, 500_000), () -> commit(work, answer, until));
            } else {
                fail(answer, Math.min(until, agenda.now() + dice.delay(1_000, 3_000_000)));
            }
            return;
        }
        T result = work.get();
        long delay = dice.delay(50, 2_000);
        if (dice.chance(world.weather().storeInDoubt())) {
            delay += dice.delay(20_000, 2_000_000);
            world.trouble(delay);
        }
        long at = Math.max(agenda.now() + delay, lastAnswer);
        lastAnswer = at;
        agenda.at(at, () -> node.post(() -> answer.complete(result)));
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
            world.trouble(stall);
            return stall;
        }
        return dice.delay(100, 5_000);
    }
}
