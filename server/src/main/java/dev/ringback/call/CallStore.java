package dev.ringback.call;

import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallEvent;
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

/// Where calls are kept and races are decided. Every method returns at once; its stage is completed on the call loop,
/// writes in the order of their commits. A fault of the world completes a stage with [StoreUnavailable]: nothing was
/// committed then, or it says that this is not known. Methods are called on the loop only.
public interface CallStore {

    /// Commits a new call with its first event (and its second, when it is final from the start), its two
    /// `live_people` rows and its offer; or says which rule refused it.
    CompletionStage<InviteResult> invite(NewCall call);

    /// For how long the oldest of the new calls that are to be committed has been waiting for its turn; zero when none
    /// waits. Answered at once, from memory.
    Duration newCallsWait();

    /// How many new calls wait to be committed. Answered at once, from memory.
    int newCallsWaiting();

    /// Commits one transition if the row still has the version it was decided on. A deadline's transition is also
    /// guarded by the deadline itself. The final one frees both people and drops the descriptions.
    CompletionStage<MoveResult> move(Move move);

    /// Commits a row that only REST knows, version 1. Refused with the live signaled call of the conversation, if any.
    CompletionStage<LogResult> log(Invitation invitation, UUID eventId);

    /// Marks the side of a device whose socket is gone, unless another device or node has it by now.
    ///
    /// @return the call with the mark, or empty when nothing was changed
    CompletionStage<Optional<Call>> markLost(
            CallLogId call, Role role, DeviceId device, NodeId node, Instant proofOfLife, Instant now);

    /// Clears the mark of a device that has a socket here, and notes the node that holds it.
    ///
    /// @return the call without the mark, or empty when nothing was changed
    CompletionStage<Optional<Call>> markBack(CallLogId call, Role role, DeviceId device, NodeId node);

    /// Notes that a socket of the callee was given the invitation.
    CompletionStage<Void> markReached(CallLogId call);

    /// Notes that no socket of the callee was given the invitation after all.
    CompletionStage<Void> markUnreached(CallLogId call);

    /// Says that this node lives.
    CompletionStage<Void> beat(NodeId node, Instant now);

    /// Marks the sides that silent nodes carried: those last seen before `silentSince`, except `self`, with that
    /// moment as proof of life and the grace running from `now`. Forgets the nodes that were silent for a day; one
    /// that carries a call all the same is silent too.
    ///
    /// @return the calls that were marked
    CompletionStage<List<Call>> markLostNodes(NodeId self, Instant silentSince, Instant now);

    /// The call of an id.
    CompletionStage<Optional<Call>> load(CallId id);

    /// The call of a row.
    CompletionStage<Optional<Call>> load(CallLogId id);

    /// A person's live signaled call; the database allows one.
    CompletionStage<Optional<Call>> liveCallOf(UserId user);

    /// A person's newest call in a conversation that became final at or after `since`.
    CompletionStage<Optional<Call>> lastClosedIn(UserId user, ConversationId conversation, Instant since);

    /// A person's newest call with another that became final at or after `since`.
    CompletionStage<Optional<Call>> lastClosedWith(UserId user, UserId other, Instant since);

    /// Live calls (of signaling and of REST) whose deadline is not after `now`, oldest deadline first.
    CompletionStage<List<Call>> overdue(Instant now, int limit);

    /// All live signaled calls, for a node that starts.
    CompletionStage<List<Call>> live();

    /// Remembers a cancel whose invitation has not come.
    CompletionStage<Void> rememberCancel(CallId id, Actor by, Instant now);

    /// The kept offer (the caller's) or answer (the callee's) of a live call, as JSON text.
    CompletionStage<Optional<String>> description(CallLogId call, Role role);

    /// Replaces a kept description, after a renegotiation or a re-sent invitation.
    CompletionStage<Void> keepDescription(CallLogId call, Role role, String description);

    /// Notes what a device said of the quality.
    ///
    /// @return false when the device said so less than 10 s ago (or once more after the end) and nothing was noted
    CompletionStage<Boolean> noteQuality(CallLogId call, Quality quality);

    /// A new call.
    ///
    /// @param closed the event that ends it in its first moment: the callee is busy, or it was cancelled before
    /// @param offer the offer as JSON text; empty with `closed`
    /// @param eventId of the first event
    /// @param closedEventId of the second, with `closed`
    record NewCall(
            Invitation invitation,
            Optional<CallEvent.CallClosed> closed,
            Optional<String> offer,
            UUID eventId,
            UUID closedEventId) {}

    /// A transition.
    ///
    /// @param before the call it was decided on
    /// @param event the decision
    /// @param after the call as it then is
    /// @param description the answer that comes with it, as JSON text
    record Move(Call before, CallEvent event, Call after, UUID eventId, Optional<String> description) {}

    /// What became of an invitation.
    sealed interface InviteResult {

        /// It is committed, as a new row or as the adoption of a row of REST.
        record Committed(Call call) implements InviteResult {}

        /// A live call runs in the conversation.
        record InProgress(Call call) implements InviteResult {}

        /// The caller is in another call.
        record CallerBusy(Call call) implements InviteResult {}

        /// The callee is in another call.
        record CalleeBusy() implements InviteResult {}

        /// The caller had already cancelled it, from this device if it had one.
        record Overtaken(Optional<DeviceId> device) implements InviteResult {}

        /// Another call has this id: the same caller's (a repetition), or somebody else's.
        record IdTaken(Call call) implements InviteResult {}
    }

    /// What became of a transition.
    sealed interface MoveResult {

        /// It is committed; the call as the row now is.
        record Committed(Call call) implements MoveResult {}

        /// Somebody else moved the call (or its deadline): the call as it is now.
        record Conflict(Call call) implements MoveResult {}
    }

    /// What became of a row of REST.
    sealed interface LogResult {

        /// It is committed.
        record Committed(Call call) implements LogResult {}

        /// A live signaled call runs in the conversation: it is the one that is meant.
        record InProgress(Call call) implements LogResult {}
    }

    /// What a device says of the quality (protocol §2, `call_quality`).
    record Quality(
            UserId user,
            DeviceId device,
            Instant at,
            Optional<Double> roundTripMillis,
            Optional<Double> jitterMillis,
            Optional<Double> lossRatio,
            Optional<Double> bitrateKbps,
            Optional<Boolean> relay) {}
}
