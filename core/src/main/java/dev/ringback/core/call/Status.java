package dev.ringback.core.call;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The eight words of `call_logs.status` and what may follow each (protocol §1, first table).
///
/// ```
/// initiated ──► ringing ──► answered ──► ended
///     │            │            └──────► failed
///     └────────────┴──► answered, cancelled, declined, missed, failed
/// ```
public enum Status {
    INITIATED("initiated"),
    RINGING("ringing"),
    ANSWERED("answered"),
    ENDED("ended"),
    CANCELLED("cancelled"),
    DECLINED("declined"),
    MISSED("missed"),
    FAILED("failed");

    private final String wire;

    Status(String wire) {
        this.wire = wire;
    }

    /// The word on the wire and in the table.
    public String wire() {
        return wire;
    }

    /// Whether nothing can follow: a final row never changes.
    public boolean isFinal() {
        return next().isEmpty();
    }

    /// Whether the callee has not answered and nobody has ended it.
    public boolean isBeforeAnswer() {
        return this == INITIATED || this == RINGING;
    }

    /// The statuses that a transition may lead to. The database's trigger holds the same table.
    public Set<Status> next() {
        return switch (this) {
            case INITIATED -> EnumSet.of(RINGING, ANSWERED, DECLINED, CANCELLED, MISSED, FAILED);
            case RINGING -> EnumSet.of(ANSWERED, DECLINED, CANCELLED, MISSED, FAILED);
            case ANSWERED -> EnumSet.of(ENDED, FAILED);
            case ENDED, CANCELLED, DECLINED, MISSED, FAILED -> EnumSet.noneOf(Status.class);
        };
    }

    /// The status that a word names, or empty.
    public static Optional<Status> parse(String word) {
        return Arrays.stream(values())
                .filter(status -> status.wire.equals(word))
                .findFirst();
    }
}
