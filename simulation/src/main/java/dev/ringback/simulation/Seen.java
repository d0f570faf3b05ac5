package dev.ringback.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// One call as one device shows it, by the client's rules of protocol §2: what announces a transition counts only if it
/// is newer than what is known, a re-sent invitation aside; a row counts unless it is older.
final class Seen {

    final String callId;
    final long conversation;
    final boolean caller;
    long logId;
    int version;
    String status = "asked";
    boolean rings;
    boolean accepting;
    boolean carried;
    boolean taken;
    /// Whether its invitation has come.
    boolean invited;

    @Nullable
    String endReason;

    @Nullable
    String outcome;

    @Nullable
    Long duration;

    Seen(String callId, long conversation, boolean caller) {
        this.callId = callId;
        this.conversation = conversation;
        this.caller = caller;
    }

    /// Whether the person could still do something about it.
    boolean isLive() {
        return isBeforeAnswer() || status.equals("answered");
    }

    boolean isBeforeAnswer() {
        return status.equals("asked") || status.equals("initiated") || status.equals("ringing");
    }

    boolean isFinal() {
        return !isLive();
    }

    /// Whether an announcement of this version counts.
    boolean isNews(JsonNode message) {
        return message.path("version").asInt() > version;
    }

    void invited(JsonNode message) {
        invited = true;
        int told = message.path("version").asInt();
        boolean again = told == version && isBeforeAnswer();
        if (told > version || again) {
            version = told;
            logId = message.path("call_log_id").asLong();
            status = status.equals("ringing") ? status : "initiated";
            rings = !caller && !accepting && !taken;
        }
    }

    void moved(JsonNode message, String to) {
        version = message.path("version").asInt();
        logId = message.path("call_log_id").asLong();
        status = to;
        if (!isBeforeAnswer()) {
            rings = false;
        }
    }

    void takenElsewhere(JsonNode message) {
        version = message.path("version").asInt();
        taken = true;
        carried = false;
        rings = false;
    }

    void ended(JsonNode message) {
        moved(message, message.path("status").asText());
        readEnd(message);
    }

    /// The row, from wherever it came.
    void row(JsonNode row) {
        int told = row.path("version").asInt();
        if (told < version) {
            return;
        }
        version = told;
        logId = row.path("id").asLong();
        status = row.path("status").asText();
        if (!isBeforeAnswer()) {
            rings = false;
        }
        if (isFinal()) {
            readEnd(row);
        }
    }

    private void readEnd(JsonNode told) {
        endReason = told.path("end_reason").asText(null);
        outcome = told.path("outcome").asText(null);
        JsonNode seconds = told.path("duration_seconds");
        duration = seconds.isNumber() ? (Long) seconds.asLong() : null;
        rings = false;
        accepting = false;
    }

    @Override
    public String toString() {
        return callId + " v" + version + " " + status + (rings ? " rings" : "") + (taken ? " taken" : "");
    }
}
