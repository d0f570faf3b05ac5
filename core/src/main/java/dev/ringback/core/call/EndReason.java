package dev.ringback.core.call;

import java.util.Arrays;
import java.util.Optional;

/// Why a call is final. Each reason belongs to one status and reads in its own way to either side: this enum is the
/// second table of protocol §1, and the tests and the documentation are made from it.
public enum EndReason {
    HANGUP("hangup", Status.ENDED, Outcome.ENDED, "Call ended", Outcome.ENDED, "Call ended"),
    CONNECTION_LOST(
            "connection_lost", Status.ENDED, Outcome.ENDED, "Connection lost", Outcome.ENDED, "Connection lost"),
    MAX_DURATION("max_duration", Status.ENDED, Outcome.ENDED, "Connection lost", Outcome.ENDED, "Connection lost"),
    CANCELLED("cancelled", Status.CANCELLED, Outcome.CANCELLED, "Cancelled", Outcome.MISSED, "Missed call"),
    CALLER_LOST("caller_lost", Status.CANCELLED, Outcome.CANCELLED, "Cancelled", Outcome.MISSED, "Missed call"),
    DECLINED("declined", Status.DECLINED, Outcome.DECLINED, "Call declined", Outcome.DECLINED, "Declined"),
    RING_TIMEOUT("ring_timeout", Status.MISSED, Outcome.NO_ANSWER, "No answer", Outcome.MISSED, "Missed call"),
    UNREACHABLE("unreachable", Status.MISSED, Outcome.UNREACHABLE, "Unavailable", Outcome.MISSED, "Missed call"),
    BUSY("busy", Status.MISSED, Outcome.BUSY, "Busy", Outcome.MISSED, "Missed call"),
    MEDIA_FAILED("media_failed", Status.FAILED, Outcome.FAILED, "Call failed", Outcome.FAILED, "Call failed"),
    RECOVERED("recovered", Status.FAILED, Outcome.FAILED, "Call failed", Outcome.FAILED, "Call failed");

    private final String wire;
    private final Status status;
    private final Outcome callerOutcome;
    private final String callerWords;
    private final Outcome calleeOutcome;
    private final String calleeWords;

    EndReason(
            String wire,
            Status status,
            Outcome callerOutcome,
            String callerWords,
            Outcome calleeOutcome,
            String calleeWords) {
        this.wire = wire;
        this.status = status;
        this.callerOutcome = callerOutcome;
        this.callerWords = callerWords;
        this.calleeOutcome = calleeOutcome;
        this.calleeWords = calleeWords;
    }

    /// The word of `call_logs.end_reason`.
    public String wire() {
        return wire;
    }

    /// The final status that this reason leads to.
    public Status status() {
        return status;
    }

    /// How it reads to one side.
    public Outcome outcome(Role role) {
        return switch (role) {
            case CALLER -> callerOutcome;
            case CALLEE -> calleeOutcome;
        };
    }

    /// The English words that one side reads; an ended call's are followed by its duration.
    public String words(Role role) {
        return switch (role) {
            case CALLER -> callerWords;
            case CALLEE -> calleeWords;
        };
    }

    /// The reason that a word names, or empty.
    public static Optional<EndReason> parse(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.wire.equals(word))
                .findFirst();
    }
}
