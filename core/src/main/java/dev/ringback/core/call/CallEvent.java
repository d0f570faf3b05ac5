package dev.ringback.core.call;

import dev.ringback.core.id.CallId;
import java.time.Instant;
import java.util.Optional;

/// A transition, as it is committed: each raises `version` by one and has its row in `call_events`. The first event of
/// every call is its invitation, a [Call] of version 1.
public sealed interface CallEvent {

    /// When it was decided; never before the call's newest time.
    Instant at();

    /// The name in `call_events.type`: the message type that tells it.
    String type();

    /// A row that only REST knew is taken over by an invitation of its caller (protocol §3).
    ///
    /// @param id the invitation's id
    /// @param named whether the caller chose that id
    /// @param mode the invitation's `call_type`
    /// @param ringUntil after this instant the call is missed
    /// @param reached whether the callee has a socket to be shown it
    record Adopted(Instant at, Actor by, CallId id, boolean named, CallType mode, Instant ringUntil, boolean reached)
            implements CallEvent {
        @Override
        public String type() {
            return Ask.INVITE.wire();
        }
    }

    /// The first device of the callee rings.
    record RingStarted(Instant at, Actor by) implements CallEvent {
        @Override
        public String type() {
            return Ask.RING.wire();
        }
    }

    /// The callee accepted on this device; `until` is the longest the call may last.
    record CallAnswered(Instant at, Actor by, Instant until) implements CallEvent {
        @Override
        public String type() {
            return Ask.ANSWER.wire();
        }
    }

    /// A side switched between voice and video.
    record ModeSwitched(Instant at, Actor by, CallType mode) implements CallEvent {
        @Override
        public String type() {
            return Ask.SWITCH_MODE.wire();
        }
    }

    /// A side goes on with another of its devices.
    record TakenOver(Instant at, Actor by, Role role) implements CallEvent {
        @Override
        public String type() {
            return "call_taken";
        }
    }

    /// The end.
    ///
    /// @param at when it was decided
    /// @param endedAt `ended_at` of the row; earlier than `at` when a deadline or a last proof of life is meant
    /// @param estimated whether `endedAt` is a last proof of life
    /// @param by who, where somebody did
    record CallClosed(Instant at, Instant endedAt, EndReason reason, boolean estimated, Optional<Progress.Closer> by)
            implements CallEvent {
        @Override
        public String type() {
            return "call_" + reason.status().wire();
        }
    }
}
