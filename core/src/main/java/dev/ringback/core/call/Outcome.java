package dev.ringback.core.call;

/// How a final call reads to one of its two people (`outcome`, protocol §1).
public enum Outcome {
    ENDED("ended"),
    CANCELLED("cancelled"),
    MISSED("missed"),
    DECLINED("declined"),
    NO_ANSWER("no_answer"),
    UNREACHABLE("unreachable"),
    BUSY("busy"),
    FAILED("failed");

    private final String wire;

    Outcome(String wire) {
        this.wire = wire;
    }

    /// The word on the wire.
    public String wire() {
        return wire;
    }
}
