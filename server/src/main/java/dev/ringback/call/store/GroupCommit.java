package dev.ringback.call.store;

import dev.ringback.core.call.Timeouts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A writer of calls. Whatever was asked while a transaction was being committed is committed by the
/// next one, together: a commit costs the same for one as for many (design §2.6).
///
/// ```
/// any thread ─ submit ─► WriteQueue ─► the writer's thread: one transaction a batch ─ COMMIT ─► told on the loop
/// ```
///
/// - Nobody is told anything before the commit; the loop is told in commit order.
/// - A batch that fails is halved until the culprit stands alone; its neighbours are committed.
/// - A write whose row another node holds goes back to the front of the queue.
/// - After a connection lost in COMMIT the events of the batch are looked up first; only absent ones are tried again.
///   Such writes wait until the database can be asked, however long it takes. All others fail with
///   [StoreUnavailable] as soon as no connection can be had.
///
/// One connection is taken from the source and held; a lost one is replaced, with pauses that grow.
final class GroupCommit implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(GroupCommit.class);
    private static final long FIRST_PAUSE_NANOS = 20_000_000;
    private static final long HELD_PAUSE_NANOS = 1_000_000;
    private static final long HELD_PAUSE_MAX_NANOS = 16_000_000;
    private static final int LOSSES_MAX = 3;
    private static final int BLOCKED_MAX = 10;

    private final DataSource source;
    private final Executor loop;
    private final Timeouts timeouts;
    private final WriterLimits limits;
    private final WriterWatch watch;
    private final WriteQueue queue;
    private final Thread writer;

    /// From here on: of the writer's thread.
    private volatile @Nullable WriteSession session;

    private long pauseNanos = FIRST_PAUSE_NANOS;
    private long heldPauseNanos = HELD_PAUSE_NANOS;

    /// Begins to write at once.
    ///
    /// @param name of its thread
    /// @param loop where everybody is told
    GroupCommit(
            String name, DataSource source, Executor loop, Timeouts timeouts, WriterLimits limits, WriterWatch watch) {
        this.source = source;
        this.loop = loop;
        this.timeouts = timeouts;
        this.limits = limits;
        this.watch = new CarefulWatch(watch);
        this.queue = new WriteQueue(limits);
        this.writer = Thread.ofPlatform().name(name).daemon().start(this::work);
    }

    /// Queues a write; its stage is completed on the loop. Any thread may call it.
    <R> CompletionStage<R> submit(Write<R> write) {
        return queue.offer(write)
                ? write.stage()
                : write.refused(queue.isClosed() ? "the node stops" : "the queue before the database is full");
    }

    /// What waits for it.
    WriteQueue queue() {
        return queue;
    }

    /// Whether it has a connection, as far as it knows.
    boolean isConnected() {
        return session != null;
    }

    /// Commits what is queued, takes nothing more, and waits for that.
    @Override
    public void close() {
        queue.close();
        try {
            writer.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            int company = 0;
            List<Write<?>> batch = queue.take(company);
            while (!batch.isEmpty()) {
                company = batch.size();
                noteWaits(batch);
                commitOrFail(batch);
                batch = queue.take(company);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            tell(givenUp(queue.drain(), "the node stops"));
            disconnect();
        }
    }

    private void noteWaits(List<Write<?>> batch) {
        long now = System.nanoTime();
        batch.forEach(write -> watch.waited(write.begins(), now - write.queuedNanos()));
    }

    private void commitOrFail(List<Write<?>> batch) throws InterruptedException {
        try {
            commit(batch);
        } catch (RuntimeException | Error bug) {
            LOG.error("a batch of " + batch.size() + " writes met a bug", bug);
            watch.failed(WriterWatch.Trouble.REFUSED);
            disconnect();
            tell(failed(undecided(batch), new IllegalStateException("the writer met a bug", bug)));
        }
    }

    private void commit(List<Write<?>> batch) throws InterruptedException {
        WriteSession connected = connected();
        if (connected == null) {
            giveUp(batch);
            return;
        }
        long begun = System.nanoTime();
        try {
            connected.commit(Batch.of(batch));
        } catch (InDoubtException doubt) {
            watch.failed(WriterWatch.Trouble.IN_DOUBT);
            LOG.warnf("%d writes are in doubt: %s", batch.size(), doubt.getMessage());
            disconnect();
            settle(batch);
            return;
        } catch (SQLException failed) {
            afterFailure(batch, failed, Fault.of(failed));
            return;
        } catch (RuntimeException failed) {
            afterFailure(batch, failed, Fault.REFUSED);
            return;
        }
        watch.committed(batch.size(), System.nanoTime() - begun);
        explainAndTell(connected, batch);
    }

    private void afterFailure(List<Write<?>> batch, Exception failed, Fault fault) throws InterruptedException {
        batch.forEach(Write::forget);
        switch (fault) {
            case LOST -> {
                watch.failed(WriterWatch.Trouble.LOST);
                LOG.warnf("the writer's connection was lost: %s", Fault.words(failed));
                disconnect();
                tryAgain(batch, LOSSES_MAX);
            }
            case UNAVAILABLE -> {
                watch.failed(WriterWatch.Trouble.UNAVAILABLE);
                tell(givenUp(batch, "the database cannot write now: " + Fault.words(failed)));
            }
            case BLOCKED -> {
                watch.failed(WriterWatch.Trouble.BLOCKED);
                if (batch.size() > 1) {
                    halve(batch);
                } else {
                    tryAgain(batch, BLOCKED_MAX);
                    pauseWhileHeld();
                }
            }
            case REFUSED -> {
                watch.failed(WriterWatch.Trouble.REFUSED);
                if (batch.size() > 1) {
                    halve(batch);
                } else {
                    refuse(batch.getFirst(), failed);
                }
            }
        }
    }

    private void refuse(Write<?> write, Exception failed) {
        LOG.errorf(failed instanceof SQLException ? null : failed, "%s was refused: %s", write, Fault.words(failed));
        write.fail(new IllegalStateException("the database refused " + write + ": " + Fault.words(failed)));
        tell(List.of(write));
    }

    private void halve(List<Write<?>> batch) throws InterruptedException {
        int middle = batch.size() / 2;
        commit(List.copyOf(batch.subList(0, middle)));
        commit(List.copyOf(batch.subList(middle, batch.size())));
    }

    /// After the commit: whoever was not committed learns why, or is run again.
    private void explainAndTell(WriteSession connected, List<Write<?>> batch) throws InterruptedException {
        List<Write<?>> losers = undecided(batch);
        if (!losers.isEmpty()) {
            explain(connected, losers);
        }
        List<Write<?>> again = undecided(losers);
        tell(batch.stream().filter(Write::isDecided).toList());
        again.forEach(Write::forget);
        tryAgain(again, limits.attemptsMax());
        if (again.size() == batch.size()) {
            pauseWhileHeld();
        } else {
            heldPauseNanos = HELD_PAUSE_NANOS;
        }
    }

    /// Everything in the batch waits for rows that somebody else holds, who may be held up by a slow disk.
    private void pauseWhileHeld() throws InterruptedException {
        queue.pause(heldPauseNanos);
        heldPauseNanos = Math.min(2 * heldPauseNanos, HELD_PAUSE_MAX_NANOS);
    }

    private void explain(WriteSession connected, List<Write<?>> losers) {
        try {
            connected.explain(Batch.of(losers));
        } catch (SQLException failed) {
            LOG.warnf("could not learn why %d writes came to nothing: %s", losers.size(), Fault.words(failed));
            losers.forEach(Write::forget);
            disconnect();
        } catch (RuntimeException bug) {
            LOG.error("could not learn why " + losers.size() + " writes came to nothing", bug);
            failed(undecided(losers), new IllegalStateException("the outcome cannot be read", bug));
        }
    }

    private static List<Write<?>> undecided(List<Write<?>> batch) {
        List<Write<?>> undecided = new ArrayList<>();
        for (Write<?> write : batch) {
            if (!write.isDecided()) {
                undecided.add(write);
            }
        }
        return undecided;
    }

    /// Puts them back to the front, but for those that were tried too often.
    private void tryAgain(List<Write<?>> writes, int attemptsMax) {
        List<Write<?>> again = new ArrayList<>();
        List<Write<?>> tired = new ArrayList<>();
        writes.forEach(write -> (write.countAttempt() < attemptsMax ? again : tired).add(write));
        queue.putBack(again);
        tell(givenUp(tired, "tried %d times in vain".formatted(attemptsMax)));
    }

    /// Waits until the database says whether a batch was committed. All its writes were, or none.
    private void settle(List<Write<?>> batch) throws InterruptedException {
        List<UUID> eventIds =
                batch.stream().flatMap(write -> write.eventIds().stream()).toList();
        do {
            WriteSession connected = connected();
            if (connected != null && settled(batch, eventIds, connected)) {
                return;
            }
            giveUp(List.of());
        } while (!queue.isClosed());
        batch.forEach(Write::forget);
        batch.forEach(Write::doubt);
        tell(givenUp(batch, "the node stops, and the database was away"));
    }

    private boolean settled(List<Write<?>> batch, List<UUID> eventIds, WriteSession connected) {
        try {
            if (connected.committed(eventIds).isEmpty()) {
                batch.forEach(Write::forget);
            }
        } catch (SQLException failed) {
            LOG.warnf("could not settle a doubt: %s", Fault.words(failed));
            disconnect();
            return false;
        }
        // Whoever was committed without hearing of it, or is to be committed late, will meet its own event.
        List<Write<?>> again = undecided(batch);
        again.forEach(Write::doubt);
        tell(batch.stream().filter(Write::isDecided).toList());
        tryAgain(again, limits.attemptsMax());
        return true;
    }

    /// No connection can be had: whoever waits is told so, and the next attempt comes after a pause.
    private void giveUp(List<Write<?>> batch) throws InterruptedException {
        List<Write<?>> all = new ArrayList<>(batch);
        all.addAll(queue.drain());
        tell(givenUp(all, "the database is away"));
        queue.pause(pauseNanos);
        pauseNanos = Math.min(2 * pauseNanos, limits.backOffMax().toNanos());
    }

    private static List<Write<?>> givenUp(List<Write<?>> writes, String why) {
        writes.forEach(write -> write.giveUp(why));
        return writes;
    }

    private static List<Write<?>> failed(List<Write<?>> writes, RuntimeException fault) {
        writes.forEach(write -> write.fail(fault));
        return writes;
    }

    private void tell(List<Write<?>> writes) {
        if (!writes.isEmpty()) {
            long committed = System.nanoTime();
            loop.execute(() -> tellAll(writes, committed));
        }
    }

    private void tellAll(List<Write<?>> writes, long committedNanos) {
        for (Write<?> write : writes) {
            write.tell();
            if (write.isTransition() && !write.hasFailed()) {
                watch.told(System.nanoTime() - committedNanos);
            }
        }
    }

    private @Nullable WriteSession connected() {
        if (session == null) {
            session = connect();
        }
        return session;
    }

    private @Nullable WriteSession connect() {
        try {
            Connection connection = source.getConnection();
            try {
                WriteSession opened = new WriteSession(connection, timeouts);
                pauseNanos = FIRST_PAUSE_NANOS;
                return opened;
            } catch (SQLException | RuntimeException failed) {
                WriteSession.discard(connection);
                throw failed;
            }
        } catch (SQLException failed) {
            LOG.warnf("no connection to the database: %s", Fault.words(failed));
            watch.failed(WriterWatch.Trouble.NO_CONNECTION);
            return null;
        }
    }

    private void disconnect() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
