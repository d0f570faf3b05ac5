package dev.ringback.core.call;

import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// One call, from its invitation to its end: the row of `call_logs` as a value.
///
/// @param facts what never changes
/// @param progress how far it has come
/// @param mode voice or video, as the two agree at present; begins as the call's type
/// @param version 1 with the invitation, one more with each transition
/// @param changedAt when the newest transition was decided; none lies before it
/// @param caller the inviting device
/// @param callee the answering device; empty before the answer
public record Call(
        Facts facts, Progress progress, CallType mode, int version, Instant changedAt, Leg caller, Leg callee) {

    /// What never changes in a call.
    ///
    /// @param id the caller's choice
    /// @param logId the row's number
    /// @param conversation where it happens
    /// @param type as it was invited
    /// @param caller the one who called
    /// @param callee the one who was called
    /// @param startedAt the invitation, `started_at`
    /// @param createdAt when the row was made
    /// @param signaled whether an invitation carries it; false for a row that only REST knows
    /// @param named whether its caller chose the id; false for the seed's clients, which know none
    public record Facts(
            CallId id,
            CallLogId logId,
            ConversationId conversation,
            CallType type,
            Party caller,
            Party callee,
            Instant startedAt,
            Instant createdAt,
            boolean signaled,
            boolean named) {

        /// The person of a side.
        public Party party(Role role) {
            return switch (role) {
                case CALLER -> caller;
                case CALLEE -> callee;
            };
        }
    }

    /// The caller's choice of id.
    public CallId id() {
        return facts.id();
    }

    /// The status of the row.
    public Status status() {
        return progress.status();
    }

    /// Whether nobody has ended it.
    public boolean isLive() {
        return !status().isFinal();
    }

    /// A person's side, or empty for a stranger.
    public Optional<Role> role(UserId user) {
        if (user.equals(facts.caller().userId())) {
            return Optional.of(Role.CALLER);
        }
        return user.equals(facts.callee().userId()) ? Optional.of(Role.CALLEE) : Optional.empty();
    }

    /// A side's device.
    public Leg leg(Role role) {
        return switch (role) {
            case CALLER -> caller;
            case CALLEE -> callee;
        };
    }

    /// The same call with another state of one side's device; no transition.
    public Call withLeg(Role role, Leg leg) {
        return switch (role) {
            case CALLER -> new Call(facts, progress, mode, version, changedAt, leg, callee);
            case CALLEE -> new Call(facts, progress, mode, version, changedAt, caller, leg);
        };
    }

    /// The same call, known to have been shown to a socket of the callee; no transition.
    public Call reached() {
        return reached(true);
    }

    /// The same call, known to have been shown to none of them; no transition.
    public Call unreached() {
        return reached(false);
    }

    private Call reached(boolean shown) {
        return switch (progress) {
            case Progress.Initiated it ->
                new Call(
                        facts,
                        new Progress.Initiated(it.since(), it.ringUntil(), shown),
                        mode,
                        version,
                        changedAt,
                        caller,
                        callee);
            case Progress.Ringing it -> this;
            case Progress.Answered it -> this;
            case Progress.Closed it -> this;
        };
    }

    /// When the server must send [CallCommand.PassDeadline]; empty when the call is final. It is `deadline_at`.
    public Optional<Instant> deadline() {
        return stateDeadline().map(own -> lostUntil().reduce(own, Call::earlier));
    }

    /// The deadline of the state alone, without lost devices: the end of the ring, or the longest call.
    public Optional<Instant> stateDeadline() {
        return switch (progress) {
            case Progress.Initiated it -> Optional.of(it.ringUntil());
            case Progress.Ringing it -> Optional.of(it.ringUntil());
            case Progress.Answered it -> Optional.of(it.until());
            case Progress.Closed it -> Optional.empty();
        };
    }

    /// When a device of the callee first said that it rings.
    public Optional<Instant> ringingAt() {
        return switch (progress) {
            case Progress.Initiated it -> Optional.empty();
            case Progress.Ringing it -> Optional.of(it.since());
            case Progress.Answered it -> it.ringingAt();
            case Progress.Closed it -> it.ringingAt();
        };
    }

    /// When the answer was committed.
    public Optional<Instant> answeredAt() {
        return switch (progress) {
            case Progress.Initiated it -> Optional.empty();
            case Progress.Ringing it -> Optional.empty();
            case Progress.Answered it -> Optional.of(it.since());
            case Progress.Closed it -> it.answeredAt();
        };
    }

    /// How it ended; empty while it lives.
    public Optional<Progress.Closed> closed() {
        return progress instanceof Progress.Closed it ? Optional.of(it) : Optional.empty();
    }

    /// Talk time in whole seconds, rounded down (protocol §1): empty while the call lives and for repaired rows, 0
    /// when nobody answered.
    public OptionalLong durationSeconds() {
        return switch (progress) {
            case Progress.Initiated it -> OptionalLong.empty();
            case Progress.Ringing it -> OptionalLong.empty();
            case Progress.Answered it -> OptionalLong.empty();
            case Progress.Closed it ->
                it.reason() == EndReason.RECOVERED
                        ? OptionalLong.empty()
                        : OptionalLong.of(it.answeredAt()
                                .map(answered ->
                                        Duration.between(answered, it.since()).toSeconds())
                                .orElse(0L));
        };
    }

    /// How long it rang, in whole seconds: from the first ringing device, else from the start, to the answer or the
    /// end. Empty while it rings.
    public OptionalLong ringSeconds() {
        Instant from = ringingAt().orElse(facts.startedAt());
        return Stream.concat(answeredAt().stream(), closed().map(Progress.Closed::since).stream())
                .findFirst()
                .map(to ->
                        OptionalLong.of(Math.max(0, Duration.between(from, to).toSeconds())))
                .orElse(OptionalLong.empty());
    }

    /// A side's reading of a final call; empty while it lives.
    public Optional<Outcome> outcome(Role role) {
        return closed().map(end -> end.reason().outcome(role));
    }

    private Stream<Instant> lostUntil() {
        Stream<Leg> watched = status().isBeforeAnswer() ? Stream.of(caller) : Stream.of(caller, callee);
        return watched.flatMap(leg -> leg.lost().stream()).map(Leg.Lost::until);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
