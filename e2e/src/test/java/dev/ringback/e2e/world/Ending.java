package dev.ringback.e2e.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/// Every way in which a call can end: the second table of the protocol's §1, written down once more.
public enum Ending {
    HANG_UP("ended", "hangup", "call_ended", "ended", "ended"),
    CONNECTION_LOST("ended", "connection_lost", "call_ended", "ended", "ended"),
    MAX_DURATION("ended", "max_duration", "call_ended", "ended", "ended"),
    CANCEL("cancelled", "cancelled", "call_cancelled", "cancelled", "missed"),
    CALLER_LOST("cancelled", "caller_lost", "call_cancelled", "cancelled", "missed"),
    DECLINE("declined", "declined", "call_declined", "declined", "declined"),
    NO_ANSWER("missed", "ring_timeout", "call_missed", "no_answer", "missed"),
    UNREACHABLE("missed", "unreachable", "call_missed", "unreachable", "missed"),
    BUSY("missed", "busy", "call_missed", "busy", "missed"),
    MEDIA_FAILED("failed", "media_failed", "call_failed", "failed", "failed");

    private final String status;
    private final String reason;
    private final String toldAs;
    private final String callerOutcome;
    private final String calleeOutcome;

    Ending(String status, String reason, String toldAs, String callerOutcome, String calleeOutcome) {
        this.status = status;
        this.reason = reason;
        this.toldAs = toldAs;
        this.callerOutcome = callerOutcome;
        this.calleeOutcome = calleeOutcome;
    }

    public String status() {
        return status;
    }

    public String reason() {
        return reason;
    }

    /// @return the type of the message that tells it
    public String toldAs() {
        return toldAs;
    }

    /// @return what the caller, or the callee, reads
    public String outcome(boolean caller) {
        return caller ? callerOutcome : calleeOutcome;
    }

    /// Checks that a message tells this end, as its receiver must read it, and agrees with the row (§2: "a message that
    /// tells a final state").
    ///
    /// @param row the row as its receiver reads it over REST
    public void toldBy(JsonNode message, JsonNode row) {
        assertThat(message.path("type").asText()).as("type of %s", message).isEqualTo(toldAs);
        assertThat(message.path("outcome").asText())
                .as("outcome of %s", message)
                .isEqualTo(outcome(row.path("is_caller").asBoolean()));
        for (String field : new String[] {
            "status",
            "end_reason",
            "outcome",
            "duration_seconds",
            "ended_at",
            "end_estimated",
            "ended_by_user_id",
            "call_id",
            "conversation_id",
            "call_type",
            "version"
        }) {
            assertThat(message.get(field))
                    .as("%s of %s, row %s", field, message, row)
                    .isEqualTo(row.get(field));
        }
        assertThat(message.get("call_log_id"))
                .as("call_log_id of %s, row %s", message, row)
                .isEqualTo(row.get("id"));
        assertThat(message.path("timestamp").asText())
                .as("timestamp of %s", message)
                .endsWith("Z");
    }
}
