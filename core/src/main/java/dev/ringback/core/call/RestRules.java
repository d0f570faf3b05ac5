package dev.ringback.core.call;

import java.time.Instant;
import java.util.Optional;

/// What a status that came by REST means (protocol §3, `PUT`). A client's word never moves a row by itself: it is read
/// as the command that it stands for, and the clock is the server's. Pure; any thread may call it.
public final class RestRules {

    private final CallRules rules;
    private final Timeouts timeouts;

    /// The same rules and time-outs as the socket's.
    public RestRules(CallRules rules, Timeouts timeouts) {
        this.rules = rules;
        this.timeouts = timeouts;
    }

    /// Moves, stays (`ack`), or is refused: `wrong_state` is a contradiction, 409.
    public Decision decide(Call call, RestStatus claim, Actor by, Instant now) {
        if (!call.isLive()) {
            return stays();
        }
        return call.facts().signaled() ? signaled(call, claim, by, now) : unsignaled(call, claim, by, now);
    }

    private Decision signaled(Call call, RestStatus claim, Actor by, Instant now) {
        boolean caller = call.role(by.user()).equals(Optional.of(Role.CALLER));
        boolean beforeAnswer = call.status().isBeforeAnswer();
        return switch (claim.status()) {
            case INITIATED -> stays();
            case RINGING ->
                call.status() != Status.INITIATED ? stays() : caller ? contradicts() : ask(call, Ask.RING, by, now);
            case ANSWERED -> beforeAnswer ? contradicts() : stays();
            case MISSED -> missed(call, claim, by, now);
            case CANCELLED, ENDED -> ask(call, Ask.END, by, now);
            case DECLINED -> caller || !beforeAnswer ? contradicts() : ask(call, Ask.DECLINE, by, now);
            case FAILED -> beforeAnswer ? contradicts() : fail(call, by, now);
        };
    }

    private Decision missed(Call call, RestStatus claim, Actor by, Instant now) {
        boolean caller = call.role(by.user()).equals(Optional.of(Role.CALLER));
        if (claim.noAnswer()) {
            return caller && call.status().isBeforeAnswer() ? ask(call, Ask.GIVE_UP, by, now) : contradicts();
        }
        return caller ? contradicts() : stays();
    }

    private Decision fail(Call call, Actor by, Instant now) {
        var command = new CallCommand.Person(Ask.END, by, CallCommand.Detail.MediaFailed.MEDIA_FAILED);
        return rules.decide(call, command, now);
    }

    /// A row that no signaling touched: the table of statuses, by its caller, by the server's clock.
    private Decision unsignaled(Call call, RestStatus claim, Actor by, Instant now) {
        if (claim.status() == call.status()) {
            return stays();
        }
        if (!call.status().next().contains(claim.status())) {
            return contradicts();
        }
        Instant at = now.isAfter(call.changedAt()) ? now : call.changedAt();
        return switch (claim.status()) {
            case INITIATED -> contradicts();
            case RINGING -> new Decision.Moves(new CallEvent.RingStarted(at, by));
            case ANSWERED -> new Decision.Moves(new CallEvent.CallAnswered(at, by, at.plus(timeouts.maxCall())));
            case ENDED -> closes(at, by, EndReason.HANGUP, Ask.END);
            case CANCELLED -> closes(at, by, EndReason.CANCELLED, Ask.CANCEL);
            case DECLINED -> closes(at, by, EndReason.DECLINED, Ask.DECLINE);
            case MISSED -> closes(at, by, EndReason.RING_TIMEOUT, Ask.GIVE_UP);
            case FAILED -> closes(at, by, EndReason.MEDIA_FAILED, Ask.END);
        };
    }

    private static Decision closes(Instant at, Actor by, EndReason reason, Ask with) {
        var closer = new Progress.Closer(by.user(), by.device(), with);
        return new Decision.Moves(new CallEvent.CallClosed(at, at, reason, false, Optional.of(closer)));
    }

    private Decision ask(Call call, Ask ask, Actor by, Instant now) {
        return rules.decide(call, new CallCommand.Person(ask, by), now);
    }

    private static Decision stays() {
        return new Decision.Stays(Verdict.ACK);
    }

    private static Decision contradicts() {
        return new Decision.Refused(Verdict.WRONG_STATE);
    }
}
