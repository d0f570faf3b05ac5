package dev.ringback.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.Outcome;
import dev.ringback.core.call.Party;
import dev.ringback.core.call.Progress;
import dev.ringback.core.call.Role;
import dev.ringback.core.id.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// [ServerMessage] → the text of a frame, in UTF-8: one JSON object, `type` first. Any thread.
public final class MessageEncoder {

    private static final JsonFactory FACTORY = new JsonFactory();

    private MessageEncoder() {}

    /// The frame of a message, written into memory that the thread uses again and copied once.
    public static byte[] encode(ServerMessage message) {
        ByteArrayBuilder text = new ByteArrayBuilder(FACTORY._getBufferRecycler());
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            write(json, message);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.getClearAndRelease();
    }

    private static void write(JsonGenerator json, ServerMessage message) throws IOException {
        switch (message) {
            case ServerMessage.Connection it -> connection(json, it);
            case ServerMessage.ActiveCalls it -> {
                json.writeStringField("type", "active_calls");
                rows(json, it.user(), it.calls());
            }
            case ServerMessage.MissedCalls it -> {
                json.writeStringField("type", "missed_calls_notification");
                json.writeNumberField("count", it.count());
                rows(json, it.user(), it.calls());
            }
            case ServerMessage.Ack it -> {
                json.writeStringField("type", "ack");
                json.writeStringField("id", it.id());
                row(json, it.user(), it.call());
            }
            case ServerMessage.Error it -> error(json, it);
            case ServerMessage.Pong it -> json.writeStringField("type", "pong");
            case ServerMessage.Presence it -> {
                json.writeStringField("type", "presence");
                json.writeNumberField("user_id", it.user().value());
                json.writeBooleanField("online", it.online());
            }
            case ServerMessage.LogUpdated it -> {
                json.writeStringField("type", "call_log_updated");
                json.writeFieldName("call");
                CallRowWriter.write(json, CallRow.of(it.call(), it.reader()));
            }
            case ServerMessage.Draining it -> json.writeStringField("type", "server_draining");
            case ServerMessage.AboutCall it -> aboutCall(json, it);
        }
    }

    private static void aboutCall(JsonGenerator json, ServerMessage.AboutCall message) throws IOException {
        ServerMessage.Header header = message.header();
        switch (message) {
            case ServerMessage.Invitation it -> {
                header(json, "call_invitation", header);
                raw(json, "offer", it.offer());
                json.writeStringField("ring_until", it.ringUntil().toString());
            }
            case ServerMessage.Ringing it -> header(json, "call_ringing", header);
            case ServerMessage.Answer it -> {
                header(json, "call_answer", header);
                raw(json, "answer", it.answer());
            }
            case ServerMessage.Taken it -> {
                header(json, "call_taken", header);
                optional(json, "by", it.by().map(Object::toString));
                json.writeStringField("status", it.status().wire());
            }
            case ServerMessage.Final it -> {
                header(json, "call_" + header.call().status().wire(), header);
                end(json, header.call(), header.reader());
            }
            case ServerMessage.ModeSwitched it -> {
                header(json, "call_mode_switched", header);
                json.writeStringField("new_mode", it.mode().wire());
            }
            case ServerMessage.Candidate it -> {
                header(json, "ice_candidate", header);
                raw(json, "candidate", it.candidate());
            }
            case ServerMessage.OfferAgain it -> {
                header(json, "webrtc_offer", header);
                raw(json, "offer", it.offer());
            }
            case ServerMessage.AnswerAgain it -> {
                header(json, "webrtc_answer", header);
                raw(json, "answer", it.answer());
            }
            case ServerMessage.Media it -> {
                header(json, "call_media", header);
                flag(json, "audio", it.audio());
                flag(json, "video", it.video());
                flag(json, "screen", it.screen());
            }
            case ServerMessage.Peer it -> header(json, it.back() ? "call_peer_resumed" : "call_peer_lost", header);
        }
    }

    private static void header(JsonGenerator json, String type, ServerMessage.Header header) throws IOException {
        Call.Facts facts = header.call().facts();
        Party from = header.from();
        json.writeStringField("type", type);
        json.writeStringField("call_id", facts.id().toString());
        json.writeNumberField("call_log_id", facts.logId().value());
        json.writeNumberField("conversation_id", facts.conversation().value());
        json.writeNumberField("from_user_id", from.userId().value());
        json.writeStringField("from_name", from.name());
        optional(json, "from_avatar", from.avatar());
        json.writeStringField("call_type", facts.type().wire());
        json.writeStringField("timestamp", header.at().toString());
        json.writeNumberField("version", header.call().version());
    }

    /// What a message of a final state carries besides (protocol §2).
    private static void end(JsonGenerator json, Call call, Role reader) throws IOException {
        Progress.Closed end = call.closed().orElseThrow();
        json.writeStringField("status", call.status().wire());
        json.writeStringField("end_reason", end.reason().wire());
        optional(json, "outcome", call.outcome(reader).map(Outcome::wire));
        if (call.durationSeconds().isPresent()) {
            json.writeNumberField("duration_seconds", call.durationSeconds().getAsLong());
        } else {
            json.writeNullField("duration_seconds");
        }
        json.writeStringField("ended_at", end.since().toString());
        json.writeBooleanField("end_estimated", end.estimated());
        Optional<Long> by = end.by().map(closer -> closer.user().value());
        if (by.isPresent()) {
            json.writeNumberField("ended_by_user_id", by.get());
        } else {
            json.writeNullField("ended_by_user_id");
        }
    }

    private static void connection(JsonGenerator json, ServerMessage.Connection it) throws IOException {
        ServerMessage.Terms terms = it.terms();
        json.writeStringField("type", "connection");
        json.writeStringField("status", "connected");
        json.writeStringField("session_id", it.sessionId());
        json.writeStringField("device_id", it.device().value());
        json.writeStringField("connection_key", "user_" + it.user().value());
        json.writeStringField("server_time", it.serverTime().toString());
        json.writeObjectFieldStart("limits");
        json.writeNumberField("frame_bytes", terms.frameBytesMax());
        json.writeNumberField("candidate_bytes", terms.candidateBytesMax());
        json.writeNumberField("messages_per_second", terms.messagesPerSecond());
        json.writeNumberField("messages_burst", terms.messagesBurst());
        json.writeNumberField("invitations_per_minute", terms.invitesPerMinute());
        json.writeNumberField("sockets_per_user", terms.socketsPerUser());
        json.writeEndObject();
        json.writeObjectFieldStart("timeouts");
        seconds(json, "ring", terms.ring());
        seconds(json, "caller_grace", terms.callerGrace());
        seconds(json, "call_grace", terms.callGrace());
        seconds(json, "heartbeat", terms.heartbeat());
        json.writeEndObject();
    }

    private static void error(JsonGenerator json, ServerMessage.Error it) throws IOException {
        json.writeStringField("type", "error");
        if (it.id().isPresent()) {
            json.writeStringField("id", it.id().get());
        }
        json.writeStringField("code", it.problem().code());
        json.writeStringField("message", it.message());
        json.writeBooleanField("temporary", it.problem().temporary());
        if (it.field().isPresent()) {
            json.writeStringField("field", it.field().get());
        }
        row(json, it.user(), it.call());
    }

    private static void rows(JsonGenerator json, UserId reader, List<Call> calls) throws IOException {
        json.writeArrayFieldStart("calls");
        for (Call call : calls) {
            CallRowWriter.write(json, CallRow.of(call, call.role(reader).orElseThrow()));
        }
        json.writeEndArray();
    }

    private static void row(JsonGenerator json, UserId reader, Optional<Call> call) throws IOException {
        if (call.isPresent()) {
            json.writeFieldName("call");
            CallRowWriter.write(
                    json, CallRow.of(call.get(), call.get().role(reader).orElseThrow()));
        }
    }

    private static void raw(JsonGenerator json, String field, Json value) throws IOException {
        json.writeFieldName(field);
        json.writeRawValue(value.text());
    }

    private static void optional(JsonGenerator json, String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(field, value.get());
        } else {
            json.writeNullField(field);
        }
    }

    private static void flag(JsonGenerator json, String field, Optional<Boolean> value) throws IOException {
        if (value.isPresent()) {
            json.writeBooleanField(field, value.get());
        }
    }

    /// Whole seconds without a fraction, as the protocol writes them.
    private static void seconds(JsonGenerator json, String field, double value) throws IOException {
        if (value == Math.rint(value)) {
            json.writeNumberField(field, (long) value);
        } else {
            json.writeNumberField(field, value);
        }
    }
}
