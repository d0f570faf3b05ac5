package dev.ringback.call.store;

import dev.ringback.call.CallStore;
import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallRules;
import dev.ringback.core.call.Invitation;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Timeouts;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.NodeId;
import dev.ringback.core.id.UserId;
import dev.ringback.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/// Calls in PostgreSQL. Writes go through [Writers]; reads run beside it, each on a virtual thread of its own,
/// through the node's pool. Any thread may call it, though the port asks for the loop.
public final class PostgresCallStore implements CallStore, AutoCloseable {

    private final Executor loop;
    private final Database database;
    private final Writers writers;
    private final CallRules rules;
    private final CallReadStore reads;
    private final MarkStore marks;

    /// Takes two connections for writing, and holds them until it is closed.
    ///
    /// @param source of the writers' connections; one that pools must have two to spare
    /// @param database for reading
    /// @param loop where every stage is completed
    /// @param timeouts the graces of lost sides
    /// @param limits each writer's bounds
    /// @param watch who counts what the writers do
    public PostgresCallStore(
            DataSource source,
            Database database,
            Executor loop,
            Timeouts timeouts,
            WriterLimits limits,
            WriterWatch watch) {
        this.loop = loop;
        this.database = database;
        this.writers = new Writers(source, loop, timeouts, limits, watch);
        this.rules = new CallRules(timeouts);
        this.reads = new CallReadStore(timeouts);
        this.marks = new MarkStore(timeouts);
    }

    /// How many writes wait for the next transaction.
    public int waiting() {
        return writers.waiting();
    }

    /// How many of them are transitions, marks and notes of calls that are there.
    public int movesWaiting() {
        return writers.movesWaiting();
    }

    /// Whether its writers have their connections, as far as they know: a lost one is noticed by the next beat.
    public boolean isConnected() {
        return writers.isConnected();
    }

    @Override
    public Duration newCallsWait() {
        return Duration.ofNanos(writers.queue().invitationsWaitNanos());
    }

    @Override
    public int newCallsWaiting() {
        return writers.queue().invitationsWaiting();
    }

    /// Commits what is queued and takes nothing more.
    @Override
    public void close() {
        writers.close();
    }

    @Override
    public CompletionStage<InviteResult> invite(NewCall call) {
        return writers.submit(new InviteWrite(call, rules));
    }

    @Override
    public CompletionStage<MoveResult> move(Move move) {
        return writers.submit(new MoveWrite(move));
    }

    @Override
    public CompletionStage<LogResult> log(Invitation invitation, UUID eventId) {
        return writers.submit(new LogWrite(invitation, eventId));
    }

    @Override
    public CompletionStage<Optional<Call>> markLost(
            CallLogId call, Role role, DeviceId device, NodeId node, Instant proofOfLife, Instant now) {
        return writers.submit(marks.lost(call, role, device, node, proofOfLife, now));
    }

    @Override
    public CompletionStage<Optional<Call>> markBack(CallLogId call, Role role, DeviceId device, NodeId node) {
        return writers.submit(marks.back(call, role, device, node));
    }

    @Override
    public CompletionStage<Void> markReached(CallLogId call) {
        return writers.submit(marks.reached(call, true));
    }

    @Override
    public CompletionStage<Void> markUnreached(CallLogId call) {
        return writers.submit(marks.reached(call, false));
    }

    @Override
    public CompletionStage<Void> beat(NodeId node, Instant now) {
        return writers.beat(marks.beat(node, now));
    }

    @Override
    public CompletionStage<List<Call>> markLostNodes(NodeId self, Instant silentSince, Instant now) {
        return writers.submit(marks.lostNodes(self, silentSince, now));
    }

    @Override
    public CompletionStage<Void> rememberCancel(CallId id, Actor by, Instant now) {
        return writers.submit(NoteStore.earlyCancel(id, by, now));
    }

    @Override
    public CompletionStage<Void> keepDescription(CallLogId call, Role role, String description) {
        return writers.submit(NoteStore.description(call, role, description));
    }

    @Override
    public CompletionStage<Boolean> noteQuality(CallLogId call, Quality quality) {
        return writers.submit(NoteStore.quality(call, quality));
    }

    @Override
    public CompletionStage<Optional<Call>> load(CallId id) {
        return read(connection -> reads.byId(connection, id));
    }

    @Override
    public CompletionStage<Optional<Call>> load(CallLogId id) {
        return read(connection -> reads.byRow(connection, id));
    }

    @Override
    public CompletionStage<Optional<Call>> liveCallOf(UserId user) {
        return read(connection -> reads.liveOf(connection, user));
    }

    @Override
    public CompletionStage<Optional<Call>> lastClosedIn(UserId user, ConversationId conversation, Instant since) {
        return read(connection -> reads.lastClosedIn(connection, user, conversation, since));
    }

    @Override
    public CompletionStage<Optional<Call>> lastClosedWith(UserId user, UserId other, Instant since) {
        return read(connection -> reads.lastClosedWith(connection, user, other, since));
    }

    @Override
    public CompletionStage<List<Call>> overdue(Instant now, int limit) {
        return read(connection -> reads.overdue(connection, now, limit));
    }

    @Override
    public CompletionStage<List<Call>> live() {
        return read(reads::live);
    }

    @Override
    public CompletionStage<Optional<String>> description(CallLogId call, Role role) {
        return read(connection -> reads.description(connection, call, role));
    }

    private <T> CompletionStage<T> read(Database.Work<T> work) {
        var stage = new CompletableFuture<T>();
        Thread.ofVirtual().name("call-read").start(() -> {
            try {
                T result = database.run(work);
                loop.execute(() -> stage.complete(result));
            } catch (RuntimeException | Error failed) {
                loop.execute(() -> stage.completeExceptionally(failed));
            }
        });
        return stage;
    }
}
