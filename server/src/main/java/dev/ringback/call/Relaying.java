package dev.ringback.call;

import dev.ringback.cluster.BusMessage.Relay;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.Role;
import dev.ringback.protocol.ClientMessage;
import dev.ringback.protocol.Json;
import java.time.InstantSource;

/// What goes from device to device without being decided: candidates, renegotiation, the state of microphones. Nothing
/// of the callee's leaves before its own answer is committed (design §2.12). On the call loop only.
final class Relaying {

    private final Telling telling;
    private final InstantSource clock;

    Relaying(Telling telling, InstantSource clock) {
        this.telling = telling;
        this.clock = clock;
    }

    /// Passes a message to where the rules let it go.
    void relay(Session session, ClientMessage.AboutCall message, Line line, Call call) {
        Role from = call.role(session.user()).orElseThrow();
        switch (message) {
            case ClientMessage.Candidate it -> candidate(session, it.candidate(), line, call, from);
            case ClientMessage.OfferAgain it -> renegotiate(line, call, from, new Relay.Offer(it.offer()));
            case ClientMessage.AnswerAgain it -> renegotiate(line, call, from, new Relay.Answer(it.answer()));
            case ClientMessage.Media it ->
                toPeer(line, call, from, new Relay.Media(it.audio(), it.video(), it.screen()));
            case ClientMessage.Ringing it -> throw notRelayed(it);
            case ClientMessage.Answer it -> throw notRelayed(it);
            case ClientMessage.Declined it -> throw notRelayed(it);
            case ClientMessage.Cancelled it -> throw notRelayed(it);
            case ClientMessage.Ended it -> throw notRelayed(it);
            case ClientMessage.ModeSwitched it -> throw notRelayed(it);
            case ClientMessage.RingStopped it -> throw notRelayed(it);
            case ClientMessage.Quality it -> throw notRelayed(it);
        }
    }

    /// The callee's answer is committed: what its device was made to hold back goes to the caller, in order.
    void releaseHeld(Line line, Call call) {
        for (Json candidate : line.takeHeldCandidates(call.callee().device())) {
            toPeer(line, call, Role.CALLEE, new Relay.Candidate(candidate));
        }
    }

    private void candidate(Session session, Json candidate, Line line, Call call, Role from) {
        if (!call.status().isBeforeAnswer()) {
            toPeer(line, call, from, new Relay.Candidate(candidate));
            return;
        }
        switch (from) {
            case CALLEE -> line.holdCandidate(session.device(), candidate);
            case CALLER -> {
                line.keepCallersCandidate(candidate);
                telling.relayToAll(line, call, Role.CALLEE, clock.instant(), new Relay.Candidate(candidate));
            }
        }
    }

    private void renegotiate(Line line, Call call, Role from, Relay relay) {
        if (from == Role.CALLER) {
            line.callerHasAnswer();
        }
        toPeer(line, call, from, relay);
    }

    private void toPeer(Line line, Call call, Role from, Relay relay) {
        telling.relay(line, call, from.other(), clock.instant(), relay);
    }

    private static IllegalStateException notRelayed(ClientMessage.AboutCall message) {
        return new IllegalStateException(message.ask().wire() + " is not relayed");
    }
}
