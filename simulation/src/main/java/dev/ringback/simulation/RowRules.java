package dev.ringback.simulation;

import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallEvent;
import dev.ringback.core.call.EndReason;
import dev.ringback.core.call.Leg;
import dev.ringback.core.call.Progress;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Status;
import dev.ringback.core.id.NodeId;
import dev.ringback.core.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What must hold for every write of a row. The rules are written down once more here, apart from those of the core.
final class RowRules implements Table.Watcher {

    private static final Duration CLOCKS_APART = Duration.ofMillis(60);
    private static final Duration DECIDED_BEFORE_COMMIT = Duration.ofSeconds(9);

    private static final long SILENT = 6 * Agenda.SECOND;
    private static final long JUST_NOW = 25 * Agenda.SECOND;
    private static final long BACK = 4 * Agenda.SECOND;
    /// Longer than a message can wait for a node that stands still and a database that is away.
    private static final long RECENT = 60 * Agenda.SECOND;
    /// Five seconds less than the minute for which a cancel is remembered: the server counts from its own clock.
    private static final long REMEMBERED = 55 * Agenda.SECOND;
    private static final NodeId ANY = new NodeId("any");

    private final World world;
    private final Facts facts;
    private final FoldRules fold;
    private final List<Call> begun = new ArrayList<>();
    private boolean written;

    RowRules(World world, Facts facts) {
        this.world = world;
        this.facts = facts;
        this.fold = new FoldRules(world.timeouts());
    }

    @Override
    public void changed(Optional<Call> before, Optional<CallEvent> event, Call after) {
        world.trace(() -> "row " + after.facts().logId().value() + " v" + after.version() + " "
                + after.status().wire() + event.map(it -> " by " + it).orElse("") + " caller " + after.caller()
                + " callee " + after.callee());
        if (before.isEmpty()) {
            begun(after);
        } else if (event.isEmpty()) {
            marked(before.get(), after);
        } else {
            moved(before.get(), event.get(), after);
        }
        facts.legs(after);
        written = true;
    }

    /// A beat proves life at the moment at which its node made it, not when it was committed: while the database is
    /// away it waits, and its node may have fallen silent meanwhile.
    @Override
    public void beat(NodeId node, Instant at) {
        if (at.isAfter(instant().plus(tolerance()))) {
            world.violate("future", node + " says that it lived at " + at);
        }
        facts.beat(node, Agenda.micros(at));
    }

    /// After every event that wrote: what holds between rows.
    void afterEvent() {
        if (written) {
            written = false;
            oneLiveCall();
            begun.forEach(this::notCancelledBefore);
            begun.clear();
        }
    }

    private void begun(Call call) {
        facts.committed(call, now());
        demand(call.version() == 1 && call.status() == Status.INITIATED, "first-version", call, "begins otherwise");
        Actor by = new Actor(call.facts().caller().userId(), call.caller().seat());
        asked(call, by, Ask.INVITE);
        notInTheFuture(call, call.facts().startedAt());
        begun.add(call);
    }

    /// Whose cancel was remembered has not begun a call that rings.
    private void notCancelledBefore(Call call) {
        boolean cancelled =
                facts.wasCancelRemembered(call.id(), call.facts().caller().userId(), now() - REMEMBERED);
        boolean over = world.table().rows().get(call.facts().logId()).closed().isPresent();
        demand(!cancelled || over, "cancel-forgotten", call, "was cancelled before it began");
    }

    /// A mark changes no version, and nothing of a call that is over.
    private void marked(Call before, Call after) {
        boolean same = before.version() == after.version()
                && SendRules.isSame(before, after)
                && (before.isLive() || before.equals(after));
        demand(same, before.isLive() ? "silent-change" : "final-changed", after, "was changed without a transition");
        for (Role role : Role.values()) {
            Optional<Leg.Lost> lost = after.leg(role).lost();
            if (lost.isPresent() && before.leg(role).lost().isEmpty()) {
                lost(after, role, lost.get());
            }
        }
    }

    /// Only what comes in is life, and the grace is whole.
    private void lost(Call call, Role role, Leg.Lost mark) {
        var place = new Town.Place(
                call.facts().party(role).userId(), call.leg(role).device().orElseThrow());
        Instant lastSeen = Agenda.instant(Math.max(facts.lastLife(place), lastBeat(call.leg(role))))
                .plus(tolerance());
        demand(!mark.at().isAfter(lastSeen), "proof-of-life", call, role + " was not seen at " + mark.at());
        Duration grace = call.status().isBeforeAnswer()
                ? world.timeouts().callerGrace()
                : world.timeouts().callGrace();
        Instant least = instant().plus(grace).minus(DECIDED_BEFORE_COMMIT).minus(tolerance());
        demand(mark.until().isAfter(least), "grace", call, role + "'s grace ends already at " + mark.until());
    }

    /// A node that is gone or silent saw its devices as long as it said that it lives.
    private long lastBeat(Leg leg) {
        long beat = facts.lastBeat(leg.seat().orElseThrow().node());
        return now() - beat > SILENT - tolerance().toMillis() * Agenda.MILLI ? beat : 0;
    }

    private void moved(Call before, CallEvent event, Call after) {
        demand(before.isLive(), "final-changed", after, "was moved after its end by " + event.type());
        demand(after.version() == before.version() + 1, "version", after, "follows version " + before.version());
        demand(!event.at().isBefore(before.changedAt()), "time-backward", after, "goes back to " + event.at());
        demand(after.changedAt().equals(event.at()), "fold", after, "was not changed at " + event.at());
        notInTheFuture(after, event.at());
        facts.committed(after, now());
        facts.legs(after);
        follows(before, event, after);
        String broken = fold.broken(before, event, after);
        demand(broken == null, "fold", after, broken);
        times(after);
        duration(after);
        if (!after.isLive() && after.facts().signaled()) {
            facts.wasBusy(after.facts().caller().userId(), now());
            facts.wasBusy(after.facts().callee().userId(), now());
        }
    }

    private void follows(Call before, CallEvent event, Call after) {
        Status to = after.status();
        switch (event) {
            case CallEvent.Adopted it -> {
                demand(!before.facts().signaled() && to == Status.INITIATED, "transition", after, "was adopted");
                by(after, it.by(), Role.CALLER, Ask.INVITE);
            }
            case CallEvent.RingStarted it -> {
                demand(before.status() == Status.INITIATED && to == Status.RINGING, "transition", after, "rings");
                by(after, it.by(), Role.CALLEE, Ask.RING);
            }
            case CallEvent.CallAnswered it -> {
                demand(before.status().isBeforeAnswer() && to == Status.ANSWERED, "transition", after, "is answered");
                demand(after.answeredAt().equals(Optional.of(it.at())), "fold", after, "was answered at " + it.at());
                by(after, it.by(), Role.CALLEE, Ask.ANSWER);
            }
            case CallEvent.ModeSwitched it -> {
                demand(isTalk(before, after), "transition", after, "switches its mode");
                asked(after, it.by(), Ask.SWITCH_MODE);
            }
            case CallEvent.TakenOver it -> {
                demand(isTalk(before, after), "transition", after, "is taken over");
                boolean offers = facts.hasAskedFor(it.by(), Ask.OFFER_AGAIN, now() - RECENT);
                asked(after, it.by(), offers ? Ask.OFFER_AGAIN : Ask.ANSWER_AGAIN);
            }
            case CallEvent.CallClosed it -> closed(before, it, after);
        }
    }

    private void closed(Call before, CallEvent.CallClosed event, Call after) {
        EndReason reason = event.reason();
        boolean talked = before.status() == Status.ANSWERED;
        boolean fits = switch (reason) {
            case HANGUP, CONNECTION_LOST, MAX_DURATION -> talked;
            case MEDIA_FAILED -> talked || !before.facts().signaled();
            case CANCELLED, CALLER_LOST, DECLINED, RING_TIMEOUT, UNREACHABLE, BUSY -> !talked;
            case RECOVERED -> false;
        };
        demand(fits, "transition", after, reason + " after " + before.status());
        boolean right = after.closed()
                .filter(end -> end.reason() == reason
                        && end.since().equals(event.endedAt())
                        && end.estimated() == event.estimated())
                .isPresent();
        demand(right, "fold", after, "was not closed as its event says");
        event.by().ifPresentOrElse(by -> closedBy(after, event, by), () -> closedByTime(before, event, after));
    }

    private void closedBy(Call after, CallEvent.CallClosed event, Progress.Closer by) {
        demand(event.endedAt().equals(event.at()), "end-time", after, "ended when nobody ended it");
        Role role = after.role(by.user()).orElse(null);
        demand(role != null, "consent", after, by.user() + " is a stranger");
        boolean mine = switch (event.reason()) {
            case CANCELLED -> role == Role.CALLER;
            case DECLINED -> role == Role.CALLEE || !after.facts().signaled();
            case RING_TIMEOUT -> role == Role.CALLER && by.with() == Ask.GIVE_UP;
            case HANGUP, MEDIA_FAILED -> true;
            case CONNECTION_LOST, MAX_DURATION, CALLER_LOST, UNREACHABLE, BUSY, RECOVERED -> false;
        };
        demand(mine, "consent", after, by.user() + " closed it with " + event.reason());
        var actor = new Actor(by.user(), by.device().map(device -> new Actor.Seat(device, ANY)));
        asked(after, actor, by.with());
    }

    private void closedByTime(Call before, CallEvent.CallClosed event, Call after) {
        switch (event.reason()) {
            case RING_TIMEOUT, UNREACHABLE, MAX_DURATION -> {
                reached(before, event);
                Instant until = before.stateDeadline().orElseThrow();
                demand(event.endedAt().equals(until), "end-time", after, "did not end at its deadline " + until);
                demand(!until.isAfter(event.at()), "too-early", after, "was closed before " + until);
            }
            case CALLER_LOST, CONNECTION_LOST -> lostFor(before, event, after);
            case BUSY -> {
                UserId callee = after.facts().callee().userId();
                boolean busy = world.table().rows().isBusy(callee) || now() - facts.lastBusy(callee) < JUST_NOW;
                demand(busy, "busy", after, callee + " was not busy");
            }
            case HANGUP, CANCELLED, DECLINED, MEDIA_FAILED, RECOVERED ->
                demand(false, "consent", after, "nobody closed it with " + event.reason());
        }
    }

    /// Closed for a side that stayed away: it was marked, its grace is over, and the end is its last proof of life.
    private void lostFor(Call before, CallEvent.CallClosed event, Call after) {
        List<Leg> sides = before.status() == Status.ANSWERED
                ? List.of(before.caller(), before.callee())
                : List.of(before.caller());
        List<Leg.Lost> lost = sides.stream().flatMap(leg -> leg.lost().stream()).toList();
        boolean over = lost.stream().anyMatch(it -> !it.until().isAfter(event.at()));
        demand(over, "too-early", after, "was closed for a side that is not lost, or in its grace");
        Instant last = lost.stream().map(Leg.Lost::at).min(Instant::compareTo).orElse(event.at());
        Instant end = last.isAfter(before.progress().since())
                ? last
                : before.progress().since();
        demand(event.endedAt().equals(end) && event.estimated(), "end-time", after, "should have ended at " + end);
        for (Role role : before.status() == Status.ANSWERED ? Role.values() : new Role[] {Role.CALLER}) {
            before.leg(role)
                    .lost()
                    .filter(it -> !it.until().isAfter(event.at()))
                    .ifPresent(it -> demand(!isBack(before, role), "lost-but-there", after, role + " is there"));
        }
    }

    /// Whether a side's device has been there for long enough to be known to be back.
    private boolean isBack(Call call, Role role) {
        var place = new Town.Place(
                call.facts().party(role).userId(), call.leg(role).device().orElseThrow());
        return world.devices().stream()
                .filter(device -> device.place().equals(place) && device.isReady())
                .filter(device -> device.wire().filter(Wire::isSound).isPresent())
                .anyMatch(device -> now() - Math.max(device.readySince(), world.troubleUntil()) > BACK);
    }

    private void by(Call call, Actor actor, Role role, Ask ask) {
        boolean rest = !call.facts().signaled();
        demand(
                rest || call.role(actor.user()).equals(Optional.of(role)),
                "consent",
                call,
                actor.user() + " may not " + ask.wire());
        asked(call, actor, ask);
    }

    /// Whatever happens by a person's word has a word of its own: one message moves one call, once, and soon.
    private void asked(Call call, Actor by, Ask ask) {
        demand(
                facts.hasAskedFor(by, ask, now() - RECENT),
                "consent",
                call,
                by.user() + " did not ask for this " + ask.wire());
        by.device().ifPresent(device -> facts.done(new Facts.Done(now(), new Town.Place(by.user(), device), ask)));
    }

    /// "Unavailable" is whom no socket was given the invitation. A mark of it that could not be written is excused by
    /// the trouble that it met.
    private void reached(Call before, CallEvent.CallClosed event) {
        if (before.facts().signaled() && before.status() == Status.INITIATED) {
            Optional<Long> shown = facts.shownSince(before.facts().logId());
            boolean longAgo = shown.filter(at -> at > world.troubleUntil() && now() - at > BACK)
                    .isPresent();
            demand(
                    event.reason() == EndReason.UNREACHABLE ? !longAgo : shown.isPresent(),
                    "unreached",
                    before,
                    event.reason() + ", and the callee was shown it: " + shown.isPresent());
        }
    }

    private static boolean isTalk(Call before, Call after) {
        return before.status() == Status.ANSWERED && after.status() == Status.ANSWERED;
    }

    private void times(Call call) {
        Instant started = call.facts().startedAt();
        Instant rang = call.ringingAt().orElse(started);
        Instant answered = call.answeredAt().orElse(rang);
        Instant ended = call.closed().map(Progress.Closed::since).orElse(answered);
        boolean forward = !rang.isBefore(started) && !answered.isBefore(rang) && !ended.isBefore(answered);
        demand(forward, "time-backward", call, started + " " + rang + " " + answered + " " + ended);
    }

    private void duration(Call call) {
        if (call.isLive()) {
            return;
        }
        Instant ended = call.closed().orElseThrow().since();
        long talked = call.answeredAt()
                .map(answered -> Math.floorDiv(Duration.between(answered, ended).toMillis(), 1_000L))
                .orElse(0L);
        demand(call.durationSeconds().equals(OptionalLong.of(talked)), "duration", call, "talked " + talked + " s");
    }

    /// One live call a person, one a conversation; `live_people` names exactly them.
    private void oneLiveCall() {
        Set<Object> conversations = new HashSet<>();
        Set<UserId> busy = new TreeSet<>();
        for (Call call : world.table().rows().live()) {
            if (call.facts().signaled()) {
                for (Role role : Role.values()) {
                    UserId user = call.facts().party(role).userId();
                    demand(busy.add(user), "one-live-call", call, user + " is in two live calls");
                }
                demand(conversations.add(call.facts().conversation()), "one-live-call", call, "is the second there");
            }
        }
        if (!List.copyOf(busy).equals(world.table().rows().livePeople())) {
            world.violate("live-people", world.table().rows().livePeople() + " are busy, in calls are " + busy);
        }
    }

    private void notInTheFuture(Call call, Instant at) {
        demand(!at.isAfter(instant().plus(tolerance())), "future", call, at + " has not come yet");
    }

    private Duration tolerance() {
        return CLOCKS_APART.plusMillis(world.clocksApartMillis());
    }

    private long now() {
        return world.agenda().now();
    }

    private Instant instant() {
        return Agenda.instant(now());
    }

    private void demand(boolean holds, String rule, Call call, @Nullable String otherwise) {
        if (!holds) {
            world.violate(
                    rule,
                    "call " + call.id() + " v" + call.version() + " "
                            + call.status().wire() + " " + otherwise);
        }
    }
}
