package dev.ringback.core.call;

import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.ConversationId;
import java.time.Instant;
import java.util.Optional;

/// A call that is asked for and not yet committed.
///
/// @param id the caller's choice, or the server's
/// @param named whether the caller chose it
/// @param conversation where; exactly these two people are in it
/// @param type voice or video
/// @param caller who calls
/// @param callee who is called
/// @param by the caller at the inviting device
/// @param startedAt now
/// @param ringUntil after this instant the call is missed
/// @param reached whether the callee has a socket that will be shown it
public record Invitation(
        CallId id,
        boolean named,
        ConversationId conversation,
        CallType type,
        Party caller,
        Party callee,
        Actor by,
        Instant startedAt,
        Instant ringUntil,
        boolean reached) {

    /// The call as its first commit makes it: version 1.
    public Call committedAs(CallLogId logId) {
        return begun(logId, true);
    }

    /// The row that REST alone makes of it: version 1, nobody is busy, no device.
    public Call loggedAs(CallLogId logId) {
        return begun(logId, false);
    }

    /// What makes a row that REST alone knew this invitation's.
    public CallEvent.Adopted adoption(Instant at) {
        return new CallEvent.Adopted(at, by, id, named, type, ringUntil, reached);
    }

    /// What ends it in its first moment because the callee is in another call.
    public CallEvent.CallClosed busy() {
        return closed(EndReason.BUSY, Optional.empty());
    }

    /// What ends it in its first moment because its caller had already cancelled it.
    public CallEvent.CallClosed overtaken(Progress.Closer by) {
        return closed(EndReason.CANCELLED, Optional.of(by));
    }

    private CallEvent.CallClosed closed(EndReason reason, Optional<Progress.Closer> by) {
        return new CallEvent.CallClosed(startedAt, startedAt, reason, false, by);
    }

    private Call begun(CallLogId logId, boolean signaled) {
        var facts =
                new Call.Facts(id, logId, conversation, type, caller, callee, startedAt, startedAt, signaled, named);
        var progress = new Progress.Initiated(startedAt, ringUntil, reached);
        return new Call(facts, progress, type, 1, startedAt, Leg.of(by.seat()), Leg.EMPTY);
    }
}
