package dev.ringback.call.store;

import dev.ringback.core.call.Timeouts;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/// The two writers of a node, each with a connection of its own: one for all, and one for what silences a ring, because
/// people hear how long that takes. A cancel or a decline so waits neither for company nor for the batch of the others
/// (`docs/decisions/0012-a-writer-for-silence.md`).
///
/// Each guards by the row's version, as two nodes do. What else one writer promises is kept here: a write that shares
/// a key with a silence on its way waits for that, so whoever cancels may call again at once. Any thread may call it.
final class Writers implements AutoCloseable {

    private final GroupCommit all;
    private final GroupCommit silences;
    /// The silences on their way, by each of their keys.
    private final Map<Object, CompletableFuture<?>> silenced = new ConcurrentHashMap<>();

    /// Both begin to write at once.
    Writers(DataSource source, Executor loop, Timeouts timeouts, WriterLimits limits, WriterWatch watch) {
        all = new GroupCommit("group-commit", source, loop, timeouts, limits, watch);
        silences = new GroupCommit("group-commit-silence", source, loop, timeouts, limits.atOnce(), watch);
    }

    /// Queues a write; its stage is completed on the loop.
    <R> CompletionStage<R> submit(Write<R> write) {
        if (write.silences()) {
            return silence(write);
        }
        CompletableFuture<?>[] before = silencesBefore(write);
        if (before.length == 0) {
            return all.submit(write);
        }
        CompletableFuture.allOf(before).whenComplete((done, fault) -> all.submit(write));
        return write.stage();
    }

    /// What waits for the writer of all.
    WriteQueue queue() {
        return all.queue();
    }

    /// What waits to silence a ring.
    WriteQueue silencesQueue() {
        return silences.queue();
    }

    /// Whether the writer of all, which writes at least the node's heartbeat, has a connection, as far as it knows.
    boolean isConnected() {
        return all.isConnected();
    }

    /// Commits what is queued, takes nothing more, and waits for that.
    @Override
    public void close() {
        silences.close();
        all.close();
    }

    private <R> CompletionStage<R> silence(Write<R> write) {
        CompletableFuture<R> stage = write.stage().toCompletableFuture();
        write.keys().forEach(key -> silenced.put(key, stage));
        stage.whenComplete((told, fault) -> write.keys().forEach(key -> silenced.remove(key, stage)));
        return silences.submit(write);
    }

    private CompletableFuture<?>[] silencesBefore(Write<?> write) {
        if (silenced.isEmpty()) {
            return new CompletableFuture<?>[0];
        }
        return write.keys().stream()
                .map(silenced::get)
                .filter(Objects::nonNull)
                .distinct()
                .toArray(CompletableFuture<?>[]::new);
    }
}
