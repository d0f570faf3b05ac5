package dev.ringback.call.store;

import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallEvent.CallClosed;
import dev.ringback.core.call.Invitation;
import dev.ringback.core.id.CallLogId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A new row on its way: of an invitation, or of REST alone.
abstract sealed class InvitationWrite<R> extends Write<R> permits InviteWrite, LogWrite {

    private final Invitation invitation;
    private @Nullable Call adopts;

    InvitationWrite(Invitation invitation, List<UUID> eventIds) {
        super(
                List.of(
                        invitation.id(),
                        invitation.conversation(),
                        invitation.caller().userId(),
                        invitation.callee().userId()),
                eventIds);
        this.invitation = invitation;
    }

    final Invitation invitation() {
        return invitation;
    }

    /// Whether an invitation carries it; false for a row of REST.
    abstract boolean signaled();

    /// What ends it in its first moment.
    abstract Optional<CallClosed> closed();

    /// The offer, as JSON text.
    abstract Optional<String> offer();

    /// The call that its commit makes, in the row of this number.
    abstract Call call(CallLogId row);

    abstract void decideCommitted(Call call);

    /// Why it was not committed. Leaves it undecided when nothing stands in its way any more, or when it shall adopt
    /// a row: then it is run again.
    abstract void explain(Obstacles found);

    /// From now on it takes this row of REST over instead of making one.
    final void adopt(Call row) {
        adopts = row;
    }

    /// Its row, if it takes one over.
    final Optional<Call> adopts() {
        return Optional.ofNullable(adopts);
    }

    /// It makes a row of its own after all, unless another one is found.
    final void adoptNothing() {
        adopts = null;
    }
}
