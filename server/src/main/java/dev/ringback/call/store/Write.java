package dev.ringback.call.store;

import dev.ringback.call.StoreUnavailable;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// One write on its way through [GroupCommit]: what it may not share a batch with, what became of it, and who waits.
/// Owned by the thread that made it until it is queued, then by the writer, then by the loop that is told.
///
/// @param <R> what its asker is told
abstract sealed class Write<R> permits MoveWrite, InvitationWrite, SmallWrite {

    private final CompletableFuture<R> stage = new CompletableFuture<>();
    private final List<Object> keys;
    private final List<UUID> eventIds;
    private @Nullable R outcome;
    private @Nullable RuntimeException fault;
    private boolean decided;
    private boolean doubtful;
    private int attempts;
    private long queuedNanos;

    /// @param keys calls, people, conversations: two writes that share one are never in the same batch
    /// @param eventIds of the `call_events` rows that it makes; empty for a write that may simply be repeated
    Write(List<Object> keys, List<UUID> eventIds) {
        this.keys = keys;
        this.eventIds = eventIds;
    }

    /// Whether it begins something: such writes are the first to be refused when there is too much to do.
    boolean begins() {
        return switch (this) {
            case InvitationWrite<R> it -> true;
            case MoveWrite it -> false;
            case SmallWrite<R> it -> false;
        };
    }

    /// Whether somebody silences a ring by it: people hear how long that takes.
    boolean silences() {
        return switch (this) {
            case MoveWrite it -> it.endsUnanswered();
            case InvitationWrite<R> it -> false;
            case SmallWrite<R> it -> false;
        };
    }

    final List<Object> keys() {
        return keys;
    }

    final List<UUID> eventIds() {
        return eventIds;
    }

    /// Completed on the loop.
    final CompletionStage<R> stage() {
        return stage;
    }

    /// What it will be told, once the transaction is committed.
    final void decide(R result) {
        outcome = result;
        decided = true;
    }

    /// It will be told of this fault.
    final void fail(RuntimeException failure) {
        fault = failure;
        decided = true;
    }

    /// Its transaction came to nothing.
    void forget() {
        outcome = null;
        fault = null;
        decided = false;
    }

    final boolean isDecided() {
        return decided;
    }

    /// A connection was lost in its COMMIT, and its events were not there afterwards. They may still come to be.
    final void doubt() {
        doubtful = true;
    }

    final boolean isDoubtful() {
        return doubtful;
    }

    /// It will be told that it came to nothing, or, where that is not certain, that nobody knows.
    final void giveUp(String why) {
        fail(doubtful ? StoreUnavailable.inDoubt(why) : new StoreUnavailable(why));
    }

    /// Nobody took it: whoever waits is told so at once.
    final CompletionStage<R> refused(String why) {
        fail(new StoreUnavailable(why));
        tell();
        return stage;
    }

    /// It begins to wait for its batch.
    final void queued() {
        queuedNanos = System.nanoTime();
    }

    /// Since when it waits, as System.nanoTime tells the time.
    final long queuedNanos() {
        return queuedNanos;
    }

    /// Whether it is a transition or a new row, and no mere mark or note.
    final boolean isTransition() {
        return !eventIds.isEmpty();
    }

    /// Whether whoever waits is told of a fault.
    final boolean hasFailed() {
        return fault != null;
    }

    /// Counts one more attempt.
    ///
    /// @return how many there were, this one included
    final int countAttempt() {
        return ++attempts;
    }

    /// Tells whoever waits.
    final void tell() {
        if (fault != null) {
            stage.completeExceptionally(fault);
        } else {
            stage.complete(outcome);
        }
    }

    @Override
    public String toString() {
        return Objects.toString(getClass().getSimpleName()) + keys;
    }
}
