package dev.ringback.call.store;

import dev.ringback.core.call.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/// The two writers of a node, each with a connection of its own: one for all, and one for what silences a ring, because
/// people hear how long that takes. A cancel or a decline so waits neither for company nor for the batch of the others
/// (`docs/decisions/0012-a-writer-for-silence.md`). While the second has no connection, the first does all.
///
/// Each guards by the row's version, as two nodes do. What else one writer promises is kept here: a write that shares
/// a key with a silence on its way waits for that, so whoever cancels may call again at once. It does so in the order
/// in which it came, but not for ever: then the row decides. Any thread may call it.
final class Writers implements AutoCloseable {

    /// Others wait no longer for a silence: it may be in doubt for as long as the database is away.
    static final Duration WAIT_MAX = Duration.ofSeconds(1);

    private final Executor loop;
    private final WriterLimits limits;
    private final GroupCommit all;
    private final GroupCommit silences;
    /// For each key what a write that shares it waits for: a silence, until it is told, or one that waits, until it
    /// is queued.
    private final Map<Object, CompletableFuture<?>> ahead = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /// Both begin at once: the writer of silences connects with the node's first beat.
    Writers(DataSource source, Executor loop, Timeouts timeouts, WriterLimits limits, WriterWatch watch) {
        this.loop = loop;
        this.limits = limits;
        all = new GroupCommit("group-commit", source, loop, timeouts, limits, watch);
        silences = new GroupCommit("group-commit-silence", source, loop, timeouts, limits.atOnce(), watch);
    }

    /// Queues a write; its stage is completed on the loop.
    <R> CompletionStage<R> submit(Write<R> write) {
        if (write.silences() && silences.isConnected()) {
            hold(write.keys(), write.stage().toCompletableFuture());
            return silences.submit(write);
        }
        CompletableFuture<?>[] others = ahead(write.keys());
        return others.length == 0 ? all.submit(write) : submitAfter(others, write);
    }

    /// Queues the node's beat, and has the writer of silences use its connection, too: after a long silence it would
    /// else be a cancel that learns that it is dead.
    <R> CompletionStage<R> beat(Write<R> beat) {
        silences.submit(MarkStore.nothing());
        return submit(beat);
    }

    /// How many writes wait, for a batch or for a silence.
    int waiting() {
        return all.queue().waiting() + silences.queue().waiting() + waiting.get();
    }

    /// How many of those that wait for a batch are no invitations.
    int movesWaiting() {
        return all.queue().movesWaiting() + silences.queue().movesWaiting();
    }

    /// The queue of all: all invitations are in it.
    WriteQueue queue() {
        return all.queue();
    }

    /// Whether both have a connection, as far as they know.
    boolean isConnected() {
        return all.isConnected() && silences.isConnected();
    }

    /// Commits what is queued, takes nothing more, and waits for that.
    @Override
    public void close() {
        silences.close();
        all.close();
    }

    private <R> CompletionStage<R> submitAfter(CompletableFuture<?>[] others, Write<R> write) {
        if (waiting.incrementAndGet() > limits.invitationsMax()) {
            waiting.decrementAndGet();
            return write.refused("too many wait for a cancel");
        }
        CompletableFuture<?> queued = CompletableFuture.allOf(others)
                .handle((done, fault) -> done)
                .completeOnTimeout(null, WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .thenRunAsync(
                        () -> {
                            waiting.decrementAndGet();
                            all.submit(write);
                        },
                        loop);
        hold(write.keys(), queued);
        return write.stage();
    }

    private void hold(List<Object> keys, CompletableFuture<?> until) {
        keys.forEach(key -> ahead.put(key, until));
        until.whenComplete((done, fault) -> keys.forEach(key -> ahead.remove(key, until)));
    }

    private CompletableFuture<?>[] ahead(List<Object> keys) {
        if (ahead.isEmpty()) {
            return new CompletableFuture<?>[0];
        }
        return keys.stream().map(ahead::get).filter(Objects::nonNull).distinct().toArray(CompletableFuture<?>[]::new);
    }
}
