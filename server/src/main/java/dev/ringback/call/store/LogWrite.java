package dev.ringback.call.store;

import dev.ringback.call.CallStore.LogResult;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallEvent.CallClosed;
import dev.ringback.core.call.Invitation;
import dev.ringback.core.id.CallLogId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A row that only REST knows.
final class LogWrite extends InvitationWrite<LogResult> {

    LogWrite(Invitation invitation, UUID eventId) {
        super(invitation, List.of(eventId));
    }

    @Override
    boolean signaled() {
        return false;
    }

    @Override
    Optional<CallClosed> closed() {
        return Optional.empty();
    }

    @Override
    Optional<String> offer() {
        return Optional.empty();
    }

    @Override
    Call call(CallLogId row) {
        return invitation().loggedAs(row);
    }

    @Override
    void decideCommitted(Call call) {
        decide(new LogResult.Committed(call));
    }

    @Override
    void explain(Obstacles found) {
        found.running().ifPresent(call -> decide(new LogResult.InProgress(call)));
    }
}
