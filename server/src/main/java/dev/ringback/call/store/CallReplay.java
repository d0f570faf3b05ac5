package dev.ringback.call.store;

import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallEvent;
import dev.ringback.core.call.CallRules;
import dev.ringback.core.call.CallType;
import dev.ringback.core.call.EndReason;
import dev.ringback.core.call.Leg;
import dev.ringback.core.call.Progress;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Timeouts;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.NodeId;
import dev.ringback.core.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A call made again from its rows of `call_events`: what its row of `call_logs` must say. Marks of lost devices and
/// the nodes that hold them are no transitions, so they are not in it. Any thread may call it.
public final class CallReplay {

    /// The first and only event of a call that was imported (`docs/guides/import.md`).
    public static final String IMPORTED = "call_imported";

    /// The time-outs decide nothing here: every deadline that came of them is in its event.
    private static final CallRules RULES = new CallRules(Timeouts.STANDARD);

    private CallReplay() {}

    /// A row of `call_events`.
    ///
    /// @param seq the version that it led to
    /// @param detail what [EventDetail] wrote
    public record Event(
            int seq,
            String type,
            String status,
            Instant at,
            Optional<Long> by,
            Optional<String> device,
            Optional<String> detail) {}

    /// Folds the events of one call, oldest first, with the rules of `core`.
    ///
    /// @param row the facts that no event can change: number, conversation, people
    /// @throws IllegalStateException with a sentence, when they make no call
    public static Call fold(Call.Facts row, List<Event> events) {
        if (events.isEmpty()) {
            throw new IllegalStateException("it has no events");
        }
        Call call = begun(row, events.getFirst());
        agree(call, events.getFirst());
        for (Event event : events.subList(1, events.size())) {
            if (!call.isLive()) {
                throw new IllegalStateException("event %d comes after the final one".formatted(event.seq()));
            }
            call = RULES.evolve(call, event(event));
            agree(call, event);
        }
        return call;
    }

    private static void agree(Call call, Event event) {
        if (call.version() != event.seq()) {
            throw new IllegalStateException("event %d stands where %d must".formatted(event.seq(), call.version()));
        }
        if (!call.status().wire().equals(event.status())) {
            throw new IllegalStateException("event %d, %s, says %s and leads to %s"
                    .formatted(
                            event.seq(),
                            event.type(),
                            event.status(),
                            call.status().wire()));
        }
    }

    private static Call begun(Call.Facts row, Event event) {
        if (event.type().equals(IMPORTED)) {
            return imported(row, event);
        }
        if (!event.type().equals(Ask.INVITE.wire())) {
            throw new IllegalStateException("its first event is " + event.type());
        }
        EventDetail.Invited it = detail(event, EventDetail.Invited.class);
        CallType type = type(it.callType());
        Call.Facts facts = facts(row, it.callId(), type, event.at(), it.signaled(), it.named());
        samePeople(row, it.callerUserId(), it.calleeUserId());
        return new Call(
                facts,
                new Progress.Initiated(event.at(), Instant.parse(it.ringUntil()), it.reached()),
                type,
                1,
                event.at(),
                Leg.of(actor(event, it.node()).seat()),
                Leg.EMPTY);
    }

    private static Call imported(Call.Facts row, Event event) {
        EventDetail.Imported it = detail(event, EventDetail.Imported.class);
        CallType type = type(it.callType());
        samePeople(row, it.callerUserId(), it.calleeUserId());
        var end = new Progress.Closed(
                reason(it.endReason()),
                Optional.empty(),
                Optional.ofNullable(it.answeredAt()).map(Instant::parse),
                Instant.parse(it.endedAt()),
                it.estimated(),
                closer(event, Optional.ofNullable(it.endedWith())));
        Call.Facts facts = facts(row, it.callId(), type, Instant.parse(it.startedAt()), false, false);
        return new Call(facts, end, type, 1, event.at(), Leg.EMPTY, Leg.EMPTY);
    }

    private static CallEvent event(Event event) {
        return switch (event.type()) {
            case "call_invitation" -> adopted(event);
            case "call_ringing" ->
                new CallEvent.RingStarted(
                        event.at(),
                        actor(event, detail(event, EventDetail.Seat.class).node()));
            case "call_answer" -> {
                var it = detail(event, EventDetail.Answered.class);
                yield new CallEvent.CallAnswered(event.at(), actor(event, it.node()), Instant.parse(it.until()));
            }
            case "call_mode_switched" -> {
                var it = detail(event, EventDetail.Switched.class);
                yield new CallEvent.ModeSwitched(event.at(), actor(event, it.node()), type(it.mode()));
            }
            case "call_taken" -> {
                var it = detail(event, EventDetail.Taken.class);
                Role role = Role.valueOf(it.role().toUpperCase(Locale.ROOT));
                yield new CallEvent.TakenOver(event.at(), actor(event, it.node()), role);
            }
            case "call_ended", "call_cancelled", "call_declined", "call_missed", "call_failed" -> closed(event);
            default -> throw new IllegalStateException("event %d is %s".formatted(event.seq(), event.type()));
        };
    }

    private static CallEvent adopted(Event event) {
        EventDetail.Invited it = detail(event, EventDetail.Invited.class);
        return new CallEvent.Adopted(
                event.at(),
                actor(event, it.node()),
                id(it.callId()),
                it.named(),
                type(it.callType()),
                Instant.parse(it.ringUntil()),
                it.reached());
    }

    private static CallEvent closed(Event event) {
        EventDetail.Ended it = detail(event, EventDetail.Ended.class);
        return new CallEvent.CallClosed(
                event.at(),
                Instant.parse(it.endedAt()),
                reason(it.endReason()),
                it.estimated(),
                closer(event, Optional.ofNullable(it.endedWith())));
    }

    private static Optional<Progress.Closer> closer(Event event, Optional<String> with) {
        return event.by()
                .map(by -> new Progress.Closer(
                        new UserId(by),
                        event.device().map(DeviceId::new),
                        with.flatMap(Ask::parse).orElse(Ask.END)));
    }

    private static Actor actor(Event event, @Nullable String node) {
        UserId user = new UserId(event.by()
                .orElseThrow(() -> new IllegalStateException("event %d names nobody".formatted(event.seq()))));
        return node == null || event.device().isEmpty()
                ? Actor.overRest(user)
                : Actor.at(user, new DeviceId(event.device().get()), new NodeId(node));
    }

    private static <D extends EventDetail> D detail(Event event, Class<D> kind) {
        return EventDetail.read(
                event.detail()
                        .orElseThrow(() -> new IllegalStateException("event %d has no detail".formatted(event.seq()))),
                kind);
    }

    private static Call.Facts facts(
            Call.Facts row, String id, CallType type, Instant startedAt, boolean signaled, boolean named) {
        return new Call.Facts(
                id(id),
                row.logId(),
                row.conversation(),
                type,
                row.caller(),
                row.callee(),
                startedAt,
                row.createdAt(),
                signaled,
                named);
    }

    private static void samePeople(Call.Facts row, long caller, long callee) {
        if (row.caller().userId().value() != caller || row.callee().userId().value() != callee) {
            throw new IllegalStateException("its first event is of users %d and %d".formatted(caller, callee));
        }
    }

    private static CallId id(String text) {
        return CallId.parse(text).orElseThrow(() -> new IllegalStateException("an event has a strange call id"));
    }

    private static CallType type(String word) {
        return CallType.parse(word).orElseThrow(() -> new IllegalStateException("an event has a strange call type"));
    }

    private static EndReason reason(String word) {
        return EndReason.parse(word).orElseThrow(() -> new IllegalStateException("an event has a strange reason"));
    }
}
