package dev.ringback.load.calls;

import java.util.List;

/// What happens in a call.
public enum Scenario {
    /// Ringing, answered by the callee, hung up by the caller.
    ANSWERED("ended", "hangup", List.of("initiated", "ringing", "answered", "ended")),
    /// As answered, and the callee has a second device, which rings too and is told that the call is taken.
    DEVICES("ended", "hangup", List.of("initiated", "ringing", "answered", "ended")),
    /// The caller gives up while it rings.
    CANCELLED("cancelled", "cancelled", List.of("initiated", "ringing", "cancelled")),
    /// The callee refuses.
    DECLINED("declined", "declined", List.of("initiated", "ringing", "declined")),
    /// Nobody does anything: the server ends the ring.
    MISSED("missed", "ring_timeout", List.of("initiated", "ringing", "missed"));

    private final String status;
    private final String reason;
    private final List<String> transitions;

    Scenario(String status, String reason, List<String> transitions) {
        this.status = status;
        this.reason = reason;
        this.transitions = transitions;
    }

    /// The final status of its row.
    public String status() {
        return status;
    }

    /// The reason in its row.
    public String reason() {
        return reason;
    }

    /// The statuses that its events must name, in order.
    public List<String> transitions() {
        return transitions;
    }
}
