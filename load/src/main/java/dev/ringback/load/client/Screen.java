package dev.ringback.load.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.UUID;

/// What a device shows of one call, and the version that it goes by (protocol §2 "Order"). On the event loop only.
public final class Screen {
    private static final Set<String> BEFORE_ANSWER = Set.of("calling", "initiated", "ringing");
    private static final Set<String> FINAL = Set.of("ended", "cancelled", "declined", "missed", "failed");

    private final UUID callId;
    private int version;
    private String status = "calling";
    private String endReason = "";
    private String outcome = "";
    private long durationSeconds = -1;
    private boolean ringing;
    private boolean mine;

    Screen(UUID callId) {
        this.callId = callId;
    }

    /// Takes a row, from an answer, a snapshot or a log update.
    ///
    /// @return false when it says that a final call changed
    boolean row(JsonNode call) {
        int newer = call.path("version").asInt();
        if (newer < version) {
            return true;
        }
        String newStatus = call.path("status").asText();
        boolean lawful = !isFinal() || newStatus.equals(status);
        version = newer;
        take(newStatus, call);
        return lawful;
    }

    /// Takes the notice of a transition.
    ///
    /// @return false when it is old: it is dropped
    boolean notice(String newStatus, JsonNode notice) {
        int newer = notice.path("version").asInt();
        if (isFinal() || newer <= version) {
            return false;
        }
        version = newer;
        take(newStatus, notice);
        return true;
    }

    /// Takes an invitation: the device rings, unless the call is past that.
    void invitation(int newer) {
        if (newer >= version && BEFORE_ANSWER.contains(status)) {
            version = newer;
            status = status.equals("calling") ? "initiated" : status;
            ringing = true;
        }
    }

    /// This device answered or called: the call is on it.
    void isMine() {
        mine = true;
    }

    private void take(String newStatus, JsonNode facts) {
        status = newStatus;
        ringing = ringing && BEFORE_ANSWER.contains(status);
        if (isFinal()) {
            endReason = facts.path("end_reason").asText("");
            outcome = facts.path("outcome").asText("");
            durationSeconds = facts.path("duration_seconds").asLong(-1);
        }
    }

    /// Which call.
    public UUID callId() {
        return callId;
    }

    /// The newest version that was taken; 0 before the first.
    public int version() {
        return version;
    }

    /// The status shown; `calling` before the server said any.
    public String status() {
        return status;
    }

    /// The `end_reason` shown; empty when not final.
    public String endReason() {
        return endReason;
    }

    /// The `outcome` shown; empty when not final.
    public String outcome() {
        return outcome;
    }

    /// The duration shown; -1 when none is.
    public long durationSeconds() {
        return durationSeconds;
    }

    /// Whether the device rings for it.
    public boolean ringing() {
        return ringing;
    }

    /// Whether the call is on this very device.
    public boolean mine() {
        return mine;
    }

    /// Whether nothing can change any more.
    public boolean isFinal() {
        return FINAL.contains(status);
    }

    @Override
    public String toString() {
        return "v%d %s/%s outcome %s, %d s%s"
                .formatted(version, status, endReason, outcome, durationSeconds, ringing ? ", RINGING" : "");
    }
}
