package dev.ringback.call.store;

import dev.ringback.core.call.Actor;
import dev.ringback.core.call.CallEvent;
import dev.ringback.core.call.Progress;
import dev.ringback.core.call.Role;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.UserId;
import java.time.Instant;
import java.util.Optional;

/// What an event puts into the columns of `call_logs` and `call_events`.
final class EventColumns {

    private EventColumns() {}

    /// `ringing_at`, when it begins with this event.
    static Optional<Instant> ringingAt(CallEvent event) {
        return event instanceof CallEvent.RingStarted it ? Optional.of(it.at()) : Optional.empty();
    }

    /// `answered_at`, when it begins with this event.
    static Optional<Instant> answeredAt(CallEvent event) {
        return event instanceof CallEvent.CallAnswered it ? Optional.of(it.at()) : Optional.empty();
    }

    /// Whether the clock decided it: it is guarded by the deadline, too.
    static boolean isByClock(CallEvent event) {
        return event instanceof CallEvent.CallClosed it && it.by().isEmpty();
    }

    /// Which side's device it sets: 1 the caller's, 2 the callee's, 0 none.
    static int seatTaken(CallEvent event) {
        return switch (event) {
            case CallEvent.Adopted it -> 1;
            case CallEvent.RingStarted it -> 0;
            case CallEvent.CallAnswered it -> 2;
            case CallEvent.ModeSwitched it -> 0;
            case CallEvent.TakenOver it -> it.role() == Role.CALLER ? 1 : 2;
            case CallEvent.CallClosed it -> 0;
        };
    }

    /// `by_user_id`.
    static Optional<UserId> user(CallEvent event) {
        return event instanceof CallEvent.CallClosed it
                ? it.by().map(Progress.Closer::user)
                : actor(event).map(Actor::user);
    }

    /// `device_id`.
    static Optional<DeviceId> device(CallEvent event) {
        return event instanceof CallEvent.CallClosed it
                ? it.by().flatMap(Progress.Closer::device)
                : actor(event).flatMap(Actor::device);
    }

    /// The device and its node; a final event knows no node.
    static Optional<Actor.Seat> seat(CallEvent event) {
        return actor(event).flatMap(Actor::seat);
    }

    private static Optional<Actor> actor(CallEvent event) {
        return switch (event) {
            case CallEvent.Adopted it -> Optional.of(it.by());
            case CallEvent.RingStarted it -> Optional.of(it.by());
            case CallEvent.CallAnswered it -> Optional.of(it.by());
            case CallEvent.ModeSwitched it -> Optional.of(it.by());
            case CallEvent.TakenOver it -> Optional.of(it.by());
            case CallEvent.CallClosed it -> Optional.empty();
        };
    }
}
