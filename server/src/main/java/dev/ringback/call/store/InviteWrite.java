package dev.ringback.call.store;

import dev.ringback.call.CallStore.InviteResult;
import dev.ringback.call.CallStore.NewCall;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallEvent.CallClosed;
import dev.ringback.core.call.CallRules;
import dev.ringback.core.id.CallLogId;
import java.util.List;
import java.util.Optional;

/// An invitation on its way.
final class InviteWrite extends InvitationWrite<InviteResult> {

    private final NewCall call;
    private final CallRules rules;

    InviteWrite(NewCall call, CallRules rules) {
        super(
                call.invitation(),
                call.closed().isPresent() ? List.of(call.eventId(), call.closedEventId()) : List.of(call.eventId()));
        this.call = call;
        this.rules = rules;
    }

    @Override
    boolean signaled() {
        return true;
    }

    @Override
    Optional<CallClosed> closed() {
        return call.closed();
    }

    @Override
    Optional<String> offer() {
        return call.offer();
    }

    @Override
    Call call(CallLogId row) {
        Call begun = invitation().committedAs(row);
        return closed().map(end -> rules.evolve(begun, end)).orElse(begun);
    }

    @Override
    void decideCommitted(Call committed) {
        decide(new InviteResult.Committed(committed));
    }

    /// The order of these rules is the port's promise: id, conversation, caller, early cancel, callee.
    @Override
    void explain(Obstacles found) {
        if (found.taken().isPresent()) {
            decide(new InviteResult.IdTaken(found.taken().get()));
        } else if (found.running().isPresent()) {
            decide(new InviteResult.InProgress(found.running().get()));
        } else if (found.callersOther().isPresent()) {
            decide(new InviteResult.CallerBusy(found.callersOther().get()));
        } else if (found.early().isPresent() && closed().isEmpty()) {
            decide(new InviteResult.Overtaken(found.early().get().device()));
        } else if (found.calleeBusy() && closed().isEmpty()) {
            decide(new InviteResult.CalleeBusy());
        } else {
            found.adoptable().ifPresent(this::adopt);
        }
    }
}
