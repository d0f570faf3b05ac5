package dev.ringback.core.call;

import dev.ringback.core.id.DeviceId;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// What may happen to a call, and what it then is. Pure: time, ids and settings come in, values go out, and nothing is
/// believed that the row does not say. Any thread may call it.
public final class CallRules {

    private final Timeouts timeouts;

    /// Rules with these time-outs.
    public CallRules(Timeouts timeouts) {
        this.timeouts = timeouts;
    }

    /// What a command means for a call as it stands. The time of a transition is never before the call's own newest
    /// time, even when a clock stepped back.
    public Decision decide(Call call, CallCommand command, Instant now) {
        Instant at = later(now, call.changedAt());
        return switch (command) {
            case CallCommand.Person it -> decidePerson(call, it, at);
            case CallCommand.PassDeadline it -> decideDeadline(call, at);
        };
    }

    /// The next state. Never refuses: the event was decided for exactly this call and version.
    public Call evolve(Call call, CallEvent event) {
        int version = call.version() + 1;
        return switch (event) {
            case CallEvent.Adopted it ->
                new Call(
                        adopted(call.facts(), it),
                        new Progress.Initiated(it.at(), it.ringUntil(), it.reached()),
                        it.mode(),
                        version,
                        it.at(),
                        Leg.of(it.by().seat()),
                        Leg.EMPTY);
            case CallEvent.RingStarted it ->
                new Call(
                        call.facts(),
                        new Progress.Ringing(it.at(), call.stateDeadline().orElseThrow()),
                        call.mode(),
                        version,
                        it.at(),
                        call.caller(),
                        call.callee());
            case CallEvent.CallAnswered it ->
                new Call(
                        call.facts(),
                        new Progress.Answered(call.ringingAt(), it.at(), it.until()),
                        call.mode(),
                        version,
                        it.at(),
                        graceFrom(call.caller(), it.at()),
                        Leg.of(it.by().seat()));
            case CallEvent.ModeSwitched it ->
                new Call(call.facts(), call.progress(), it.mode(), version, it.at(), call.caller(), call.callee());
            case CallEvent.TakenOver it ->
                new Call(call.facts(), call.progress(), call.mode(), version, it.at(), call.caller(), call.callee())
                        .withLeg(it.role(), Leg.of(it.by().seat()));
            case CallEvent.CallClosed it ->
                new Call(
                        call.facts(),
                        new Progress.Closed(
                                it.reason(),
                                call.ringingAt(),
                                call.answeredAt(),
                                it.endedAt(),
                                it.estimated(),
                                it.by()),
                        call.mode(),
                        version,
                        it.at(),
                        call.caller(),
                        call.callee());
        };
    }

    /// The mark of a side whose device is gone (design §2.9).
    ///
    /// @param proofOfLife the side's last one (protocol §1)
    /// @param now from when the grace runs
    public Leg.Lost lost(Call call, Instant proofOfLife, Instant now) {
        var grace = call.status().isBeforeAnswer() ? timeouts.callerGrace() : timeouts.callGrace();
        return new Leg.Lost(proofOfLife, now.plus(grace));
    }

    /// When a call that is invited now is missed.
    public Instant ringUntil(Instant startedAt) {
        return startedAt.plus(timeouts.ring());
    }

    private Decision decidePerson(Call call, CallCommand.Person person, Instant at) {
        if (isRepeatOfTheEnd(call, person)) {
            return new Decision.Stays(Verdict.ACK);
        }
        Verdict verdict = CallTable.verdict(person.ask(), Position.of(call, person.by()), call.status());
        return switch (verdict) {
            case RING -> moves(new CallEvent.RingStarted(at, person.by()));
            case ANSWER -> moves(new CallEvent.CallAnswered(at, person.by(), at.plus(timeouts.maxCall())));
            case DECLINE -> moves(closedBy(person, at, EndReason.DECLINED));
            case CANCEL -> moves(closedBy(person, at, EndReason.CANCELLED));
            case GIVE_UP -> moves(closedBy(person, at, EndReason.RING_TIMEOUT));
            case HANG_UP -> moves(closedBy(person, at, hangUpReason(person)));
            case SWITCH_MODE -> switchMode(call, person, at);
            case TAKE_OVER -> moves(new CallEvent.TakenOver(at, person.by(), roleOf(call, person.by())));
            case RELAY, HOLD, RESEND, NOTE, ACK -> new Decision.Stays(verdict);
            case WRONG_STATE, CALL_OVER, ID_TAKEN, NOT_FOUND -> new Decision.Refused(verdict);
        };
    }

    /// The same message from the same device (or, by REST, the same person) that ended the call.
    private static boolean isRepeatOfTheEnd(Call call, CallCommand.Person person) {
        return call.closed()
                .flatMap(Progress.Closed::by)
                .filter(closer -> closer.with() == person.ask()
                        && closer.user().equals(person.by().user())
                        && closer.device().equals(person.by().device()))
                .isPresent();
    }

    private static Decision switchMode(Call call, CallCommand.Person person, Instant at) {
        return switch (person.detail()) {
            case CallCommand.Detail.Mode it ->
                it.mode() == call.mode()
                        ? new Decision.Stays(Verdict.ACK)
                        : moves(new CallEvent.ModeSwitched(at, person.by(), it.mode()));
            case CallCommand.Detail.None it -> throw new IllegalStateException("a mode switch names no mode");
            case CallCommand.Detail.MediaFailed it -> throw new IllegalStateException("a mode switch names no mode");
        };
    }

    private static EndReason hangUpReason(CallCommand.Person person) {
        return switch (person.detail()) {
            case CallCommand.Detail.MediaFailed it -> EndReason.MEDIA_FAILED;
            case CallCommand.Detail.None it -> EndReason.HANGUP;
            case CallCommand.Detail.Mode it -> EndReason.HANGUP;
        };
    }

    private static CallEvent closedBy(CallCommand.Person person, Instant at, EndReason reason) {
        Optional<DeviceId> device = person.by().device();
        var closer = new Progress.Closer(person.by().user(), device, person.ask());
        return new CallEvent.CallClosed(at, at, reason, false, Optional.of(closer));
    }

    private static Decision decideDeadline(Call call, Instant at) {
        Optional<Instant> deadline = call.deadline();
        if (deadline.isEmpty() || deadline.get().isAfter(at)) {
            return new Decision.Stays(Verdict.ACK);
        }
        return moves(deadline.equals(call.stateDeadline()) ? overTime(call, at, deadline.get()) : overGrace(call, at));
    }

    /// The ring, or the longest call, is over: the deadline itself is the end, unless a message that came a moment
    /// after it was committed first.
    private static CallEvent overTime(Call call, Instant at, Instant deadline) {
        EndReason reason = switch (call.progress()) {
            case Progress.Initiated it -> it.reached() ? EndReason.RING_TIMEOUT : EndReason.UNREACHABLE;
            case Progress.Ringing it -> EndReason.RING_TIMEOUT;
            case Progress.Answered it -> EndReason.MAX_DURATION;
            case Progress.Closed it -> throw new IllegalStateException(call.id() + " is final");
        };
        Instant end = later(deadline, call.progress().since());
        return new CallEvent.CallClosed(at, end, reason, false, Optional.empty());
    }

    /// A side stayed away: the end is the earliest last proof of life, but not before the call's own newest time.
    private static CallEvent overGrace(Call call, Instant at) {
        boolean rings = call.status().isBeforeAnswer();
        EndReason reason = rings ? EndReason.CALLER_LOST : EndReason.CONNECTION_LOST;
        Stream<Leg> sides = rings ? Stream.of(call.caller()) : Stream.of(call.caller(), call.callee());
        Instant lastSeen = sides.flatMap(leg -> leg.lost().stream())
                .map(Leg.Lost::at)
                .min(Instant::compareTo)
                .orElseThrow();
        return new CallEvent.CallClosed(at, later(lastSeen, call.progress().since()), reason, true, Optional.empty());
    }

    /// A caller who is away when the callee answers gets the grace of an answered call.
    private Leg graceFrom(Leg caller, Instant answeredAt) {
        return caller.lost()
                .map(lost -> caller.lostAt(new Leg.Lost(lost.at(), answeredAt.plus(timeouts.callGrace()))))
                .orElse(caller);
    }

    private static Call.Facts adopted(Call.Facts facts, CallEvent.Adopted it) {
        return new Call.Facts(
                it.id(),
                facts.logId(),
                facts.conversation(),
                it.mode(),
                facts.caller(),
                facts.callee(),
                it.at(),
                facts.createdAt(),
                true,
                it.named());
    }

    private static Role roleOf(Call call, Actor actor) {
        return call.role(actor.user()).orElseThrow(() -> new IllegalStateException(actor.user() + " is a stranger"));
    }

    private static Decision moves(CallEvent event) {
        return new Decision.Moves(event);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
