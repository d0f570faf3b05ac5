package dev.ringback.simulation;

import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallEvent;
import dev.ringback.core.call.Leg;
import dev.ringback.core.call.Progress;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Timeouts;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a row must be after a transition, field by field: what the event says, and else what it was. Written down once
/// more, apart from the rules of the core.
final class FoldRules {

    private final Timeouts timeouts;

    FoldRules(Timeouts timeouts) {
        this.timeouts = timeouts;
    }

    /// What is wrong with the row, or null.
    @Nullable
    String broken(Call before, CallEvent event, Call after) {
        return switch (event) {
            case CallEvent.Adopted it ->
                first(
                        differs("mode", it.mode(), after.mode()),
                        differs("started_at", it.at(), after.facts().startedAt()),
                        differs("call_id", it.id(), after.id()),
                        differs("people", before.facts().caller(), after.facts().caller()),
                        differs("people", before.facts().callee(), after.facts().callee()),
                        differs("ringing_at", Optional.empty(), after.ringingAt()),
                        differs("due_at", Optional.of(it.ringUntil()), after.stateDeadline()),
                        differs("caller", it.by().seat(), after.caller().seat()),
                        differs("callee", Leg.EMPTY, after.callee()));
            case CallEvent.RingStarted it ->
                first(
                        kept(before, after),
                        sameLegs(before, after),
                        differs("ringing_at", Optional.of(it.at()), after.ringingAt()),
                        differs("due_at", before.stateDeadline(), after.stateDeadline()));
            case CallEvent.CallAnswered it ->
                first(
                        kept(before, after),
                        differs("ringing_at", before.ringingAt(), after.ringingAt()),
                        differs("answered_at", Optional.of(it.at()), after.answeredAt()),
                        differs("due_at", Optional.of(it.at().plus(timeouts.maxCall())), after.stateDeadline()),
                        differs("caller", before.caller().seat(), after.caller().seat()),
                        differs("callee", Leg.of(it.by().seat()), after.callee()),
                        differs(
                                "the caller's grace",
                                graceFrom(before, it.at()),
                                after.caller().lost()));
            case CallEvent.ModeSwitched it ->
                first(
                        sameLegs(before, after),
                        sameTimes(before, after),
                        differs("facts", before.facts(), after.facts()),
                        differs("mode", it.mode(), after.mode()),
                        before.mode() == it.mode() ? "switches to the mode that it has" : null);
            case CallEvent.TakenOver it ->
                first(
                        kept(before, after),
                        sameTimes(before, after),
                        differs("the side", Leg.of(it.by().seat()), after.leg(it.role())),
                        differs(
                                "the other side",
                                before.leg(it.role().other()),
                                after.leg(it.role().other())),
                        before.leg(it.role()).is(it.by().device()) ? "is taken over by its own device" : null);
            case CallEvent.CallClosed it ->
                first(
                        kept(before, after),
                        sameLegs(before, after),
                        differs("ringing_at", before.ringingAt(), after.ringingAt()),
                        differs("answered_at", before.answeredAt(), after.answeredAt()),
                        differs(
                                "who ended it",
                                Optional.of(it.by()),
                                after.closed().map(Progress.Closed::by)));
        };
    }

    /// A caller who is away when the callee answers has the grace of an answered call from then on.
    private Optional<Leg.Lost> graceFrom(Call before, Instant answeredAt) {
        Duration grace = timeouts.callGrace();
        return before.leg(Role.CALLER).lost().map(it -> new Leg.Lost(it.at(), answeredAt.plus(grace)));
    }

    private static @Nullable String kept(Call before, Call after) {
        return first(differs("facts", before.facts(), after.facts()), differs("mode", before.mode(), after.mode()));
    }

    private static @Nullable String sameLegs(Call before, Call after) {
        return first(
                differs("caller", before.caller(), after.caller()), differs("callee", before.callee(), after.callee()));
    }

    private static @Nullable String sameTimes(Call before, Call after) {
        return differs("progress", before.progress(), after.progress());
    }

    private static @Nullable String differs(String what, Object wanted, Object is) {
        return Objects.equals(wanted, is) ? null : what + " is " + is + " and not " + wanted;
    }

    private static @Nullable String first(@Nullable String... findings) {
        for (String finding : findings) {
            if (finding != null) {
                return finding;
            }
        }
        return null;
    }
}
