package dev.ringback.core.call;

import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.UserId;
import java.time.Instant;
import java.util.Optional;

/// How far a call has come. Each state carries exactly its own data.
///
/// ```
/// Initiated ──► Ringing ──► Answered ──► Closed
///     └────────────┴─────────────────────► Closed
/// ```
public sealed interface Progress {

    /// The word of the table.
    Status status();

    /// The time of the newest thing it knows: a later transition never lies before it.
    Instant since();

    /// The invitation is committed.
    ///
    /// @param since when
    /// @param ringUntil after this instant the call is missed
    /// @param reached whether a socket of the callee was given the invitation
    record Initiated(Instant since, Instant ringUntil, boolean reached) implements Progress {
        @Override
        public Status status() {
            return Status.INITIATED;
        }
    }

    /// A device of the callee said that it rings (RFC 3261 §21.1.2, "180 Ringing").
    ///
    /// @param since when the first device said so
    /// @param ringUntil after this instant the call is missed
    record Ringing(Instant since, Instant ringUntil) implements Progress {
        @Override
        public Status status() {
            return Status.RINGING;
        }
    }

    /// The callee accepted.
    ///
    /// @param ringingAt when it first rang, if any device said so
    /// @param since when the answer was committed
    /// @param until the longest it may last
    record Answered(Optional<Instant> ringingAt, Instant since, Instant until) implements Progress {
        @Override
        public Status status() {
            return Status.ANSWERED;
        }
    }

    /// Final.
    ///
    /// @param reason why; it also tells the status
    /// @param ringingAt when it first rang, if it did
    /// @param answeredAt when it was answered, if it was
    /// @param since the end, `ended_at`
    /// @param estimated true when nobody said goodbye and `since` is the last proof of life
    /// @param by who ended it, where somebody did
    record Closed(
            EndReason reason,
            Optional<Instant> ringingAt,
            Optional<Instant> answeredAt,
            Instant since,
            boolean estimated,
            Optional<Closer> by)
            implements Progress {
        @Override
        public Status status() {
            return reason.status();
        }
    }

    /// Who ended a call, and with which message: its repetition is then known (protocol §2 "Repeats and losers").
    ///
    /// @param user the person
    /// @param device their device; empty for REST
    /// @param with what they asked
    record Closer(UserId user, Optional<DeviceId> device, Ask with) {}
}
