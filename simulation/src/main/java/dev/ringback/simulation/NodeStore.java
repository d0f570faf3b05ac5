package dev.ringback.simulation;

import dev.ringback.call.CallStore;
import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.Invitation;
import dev.ringback.core.call.Role;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.NodeId;
import dev.ringback.core.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// The call store of one node: every method is one transaction of the [Table], on the way that [Database] makes. A
/// planted bug overrides what it breaks.
class NodeStore implements CallStore {

    /// The way to the database.
    interface Transactions {

        /// A transaction that writes.
        ///
        /// @param key what it concerns: those of one key keep their order
        <T> CompletionStage<T> write(Object key, Supplier<T> work);

        /// A statement that only reads.
        <T> CompletionStage<T> read(Supplier<T> work);
    }

    private final Table table;
    private final Transactions database;

    NodeStore(Table table, Transactions database) {
        this.table = table;
        this.database = database;
    }

    @Override
    public CompletionStage<InviteResult> invite(NewCall call) {
        return database.write(call.invitation().conversation(), () -> table.invite(call));
    }

    @Override
    public Duration newCallsWait() {
        return Duration.ZERO;
    }

    @Override
    public int newCallsWaiting() {
        return 0;
    }

    @Override
    public CompletionStage<MoveResult> move(Move move) {
        return database.write(move.before().facts().logId(), () -> table.move(move));
    }

    @Override
    public CompletionStage<LogResult> log(Invitation invitation, UUID eventId) {
        return database.write(invitation.conversation(), () -> table.log(invitation));
    }

    @Override
    public CompletionStage<Optional<Call>> markLost(
            CallLogId call, Role role, DeviceId device, NodeId node, Instant proofOfLife, Instant now) {
        return database.write(call, () -> table.markLost(call, role, device, node, proofOfLife, now));
    }

    @Override
    public CompletionStage<Optional<Call>> markBack(CallLogId call, Role role, DeviceId device, NodeId node) {
        return database.write(call, () -> table.markBack(call, role, device, node));
    }

    @Override
    public CompletionStage<Void> markReached(CallLogId call) {
        return done(call, () -> table.markReached(call));
    }

    @Override
    public CompletionStage<Void> markUnreached(CallLogId call) {
        return done(call, () -> table.markUnreached(call));
    }

    @Override
    public CompletionStage<Void> beat(NodeId node, Instant now) {
        return done(node, () -> table.beat(node, now));
    }

    @Override
    public CompletionStage<List<Call>> markLostNodes(NodeId self, Instant silentSince, Instant now) {
        return database.write(self, () -> table.markLostNodes(self, silentSince, now));
    }

    @Override
    public CompletionStage<Optional<Call>> load(CallId id) {
        return database.read(() -> table.load(id));
    }

    @Override
    public CompletionStage<Optional<Call>> load(CallLogId id) {
        return database.read(() -> table.load(id));
    }

    @Override
    public CompletionStage<Optional<Call>> liveCallOf(UserId user) {
        return database.read(() -> table.liveCallOf(user));
    }

    @Override
    public CompletionStage<Optional<Call>> lastClosedIn(UserId user, ConversationId conversation, Instant since) {
        return database.read(
                () -> table.lastClosed(user, call -> call.facts().conversation().equals(conversation), since));
    }

    @Override
    public CompletionStage<Optional<Call>> lastClosedWith(UserId user, UserId other, Instant since) {
        return database.read(() -> table.lastClosed(
                user, call -> !other.equals(user) && call.role(other).isPresent(), since));
    }

    @Override
    public CompletionStage<List<Call>> overdue(Instant now, int limit) {
        return database.read(() -> table.overdue(now, limit));
    }

    @Override
    public CompletionStage<List<Call>> live() {
        return database.read(table::live);
    }

    @Override
    public CompletionStage<Void> rememberCancel(CallId id, Actor by, Instant now) {
        return done(id, () -> table.rememberCancel(id, by, now));
    }

    @Override
    public CompletionStage<Optional<String>> description(CallLogId call, Role role) {
        return database.read(() -> table.description(call, role));
    }

    @Override
    public CompletionStage<Void> keepDescription(CallLogId call, Role role, String description) {
        return done(call, () -> table.keepDescription(call, role, description));
    }

    @Override
    public CompletionStage<Boolean> noteQuality(CallLogId call, Quality quality) {
        return database.write(call, () -> table.noteQuality(call, quality));
    }

    private CompletionStage<Void> done(Object key, Runnable work) {
        return database.write(key, () -> {
            work.run();
            return null;
        });
    }
}
