package dev.ringback.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Writes a [CallRow] on the socket without reflection; a test holds it equal to what REST writes of the same row.
final class CallRowWriter {

    private CallRowWriter() {}

    static void write(JsonGenerator json, CallRow row) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", row.id());
        json.writeNumberField("conversation_id", row.conversationId());
        json.writeStringField("caller_name", row.callerName());
        json.writeBooleanField("is_caller", row.isCaller());
        json.writeStringField("call_type", row.callType());
        json.writeStringField("status", row.status());
        time(json, "started_at", row.startedAt());
        time(json, "answered_at", row.answeredAt());
        time(json, "ended_at", row.endedAt());
        number(json, "duration_seconds", row.durationSeconds());
        json.writeStringField("call_id", row.callId());
        json.writeStringField("direction", row.direction());
        json.writeStringField("outcome", row.outcome());
        json.writeStringField("end_reason", row.endReason());
        time(json, "ringing_at", row.ringingAt());
        number(json, "ring_seconds", row.ringSeconds());
        json.writeBooleanField("end_estimated", row.endEstimated());
        number(json, "ended_by_user_id", row.endedByUserId());
        json.writeNumberField("caller_user_id", row.callerUserId());
        json.writeNumberField("caller_profile_id", row.callerProfileId());
        json.writeStringField("caller_profile_type", row.callerProfileType());
        json.writeStringField("caller_avatar", row.callerAvatar());
        json.writeNumberField("callee_user_id", row.calleeUserId());
        json.writeStringField("callee_name", row.calleeName());
        json.writeStringField("callee_avatar", row.calleeAvatar());
        json.writeArrayFieldStart("participants");
        for (CallRow.Participant participant : row.participants()) {
            json.writeStartObject();
            json.writeNumberField("user_id", participant.userId());
            json.writeNumberField("profile_id", participant.profileId());
            json.writeStringField("profile_type", participant.profileType());
            json.writeStringField("name", participant.name());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("version", row.version());
        time(json, "created_at", row.createdAt());
        json.writeEndObject();
    }

    private static void time(JsonGenerator json, String field, @Nullable Instant value) throws IOException {
        json.writeStringField(field, value == null ? null : value.toString());
    }

    private static void number(JsonGenerator json, String field, @Nullable Long value) throws IOException {
        if (value == null) {
            json.writeNullField(field);
        } else {
            json.writeNumberField(field, value);
        }
    }
}
