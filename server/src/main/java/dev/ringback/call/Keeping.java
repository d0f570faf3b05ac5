package dev.ringback.call;

import dev.ringback.core.call.Call;
import dev.ringback.core.id.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/// What keeps promises when nobody asks: the sweeper that closes overdue calls, the node's own beat, and the search for
/// nodes that fell silent (design §2.8, §2.9). On the call loop only.
final class Keeping {

    private static final Logger LOG = Logger.getLogger(Keeping.class);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);
    private static final Duration BEAT_EVERY = Duration.ofSeconds(2);
    private static final Duration SILENT = Duration.ofSeconds(6);
    private static final int SWEEP_MAX = 256;
    /// A call that is still live so long after its deadline should not be: its timer and some sweeps have failed.
    private static final Duration OVERDUE = Duration.ofSeconds(5);

    private final CallStore store;
    private final Lines lines;
    private final Steps steps;
    private final LostSides sides;
    private final Hearing hearing;
    private final boolean hasOthers;
    private final NodeId node;
    private final InstantSource clock;
    private final Timers timers;
    private final CallWatch watch;
    private boolean stopped;

    Keeping(
            CallStore store,
            Lines lines,
            Steps steps,
            LostSides sides,
            Hearing hearing,
            boolean hasOthers,
            NodeId node,
            Steps.Ports ports,
            CallWatch watch) {
        this.store = store;
        this.lines = lines;
        this.steps = steps;
        this.sides = sides;
        this.hearing = hearing;
        this.hasOthers = hasOthers;
        this.node = node;
        this.clock = ports.clock();
        this.timers = ports.timers();
        this.watch = watch;
    }

    /// Before the node is ready: it closes what became overdue while nothing ran, learns the live calls, and marks the
    /// sides that nodes carried which are gone.
    ///
    /// When there is no bus to others, every other life in the table of nodes is over.
    ///
    /// @return completed when calls can be made
    CompletionStage<Void> begin() {
        Instant now = clock.instant();
        return store.beat(node, now)
                .thenCompose(done -> closeOverdue())
                .thenCompose(done -> store.live())
                .thenAccept(live -> live.forEach(call -> steps.seen(lines.of(call), call)))
                .thenCompose(done -> {
                    Instant ready = clock.instant();
                    return store.markLostNodes(node, hasOthers ? ready.minus(SILENT) : ready, ready);
                })
                .thenAccept(marked -> {
                    sides.nodesLost(marked);
                    timers.after(SWEEP_EVERY, this::sweep);
                    timers.after(BEAT_EVERY, this::beat);
                });
    }

    /// The last beat: proof of life of those whom this node carried.
    void stop() {
        stopped = true;
        store.beat(node, clock.instant());
    }

    private CompletionStage<Void> closeOverdue() {
        return store.overdue(clock.instant(), SWEEP_MAX).thenCompose(overdue -> {
            if (overdue.isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            LOG.infof("%d calls became overdue while the node was away", overdue.size());
            return closeAll(overdue).thenCompose(any -> any ? closeOverdue() : CompletableFuture.completedFuture(null));
        });
    }

    /// One call that a bug keeps from its end does not keep the node from all others: the log has it.
    ///
    /// @return whether any was closed
    private CompletionStage<Boolean> closeAll(List<Call> overdue) {
        List<CompletableFuture<Boolean>> closed =
                overdue.stream().map(this::close).toList();
        return CompletableFuture.allOf(closed.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> closed.stream().anyMatch(CompletableFuture::join));
    }

    private CompletableFuture<Boolean> close(Call call) {
        return steps.closeOverdue(lines.of(call))
                .handle((done, fault) -> {
                    if (fault != null && Replies.isOfTheWorld(fault)) {
                        throw new CompletionException(Replies.cause(fault));
                    }
                    return fault == null;
                })
                .toCompletableFuture();
    }

    private void sweep() {
        if (stopped) {
            return;
        }
        Instant now = clock.instant();
        store.overdue(now, SWEEP_MAX).whenComplete((overdue, fault) -> {
            timers.after(SWEEP_EVERY, this::sweep);
            if (fault == null) {
                watch.swept(overdue.size(), overdue(overdue, now));
                overdue.forEach(call -> steps.passDeadline(lines.of(call)));
            } else {
                watch.swept(0, overdue(lines.live(), now));
                LOG.debugf("no sweep: %s", Replies.cause(fault).getMessage());
            }
        });
    }

    /// With the time of the mark, not of the beat before it: a grace that begins while this node stands still, or waits
    /// for the database, could be over before anybody can come back.
    private CompletionStage<List<Call>> markLostNodes() {
        Instant now = clock.instant();
        return store.markLostNodes(node, now.minus(SILENT), now);
    }

    private void beat() {
        if (stopped) {
            return;
        }
        watch.stands(lines.standing());
        store.beat(node, clock.instant()).thenCompose(done -> markLostNodes()).whenComplete((marked, fault) -> {
            timers.after(BEAT_EVERY, this::beat);
            if (fault == null) {
                sides.nodesLost(marked);
                sides.compare();
            }
        });
        if (hasOthers) {
            hearing.compare();
        }
    }

    private static int overdue(List<Call> calls, Instant now) {
        Instant since = now.minus(OVERDUE);
        return (int) calls.stream()
                .filter(call -> call.deadline().filter(it -> it.isBefore(since)).isPresent())
                .count();
    }
}
