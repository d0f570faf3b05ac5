package dev.ringback.protocol;

import dev.ringback.core.call.CallType;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Text of a frame → [ClientMessage] (protocol §2). Identity fields and unknown fields are ignored. Any thread.
public final class MessageDecoder {

    /// The longest `id` of a message, in characters.
    public static final int ID_LENGTH_MAX = 64;

    private static final double MILLIS_MAX = 3_600_000;
    private static final double KBPS_MAX = 100_000_000;

    private MessageDecoder() {}

    /// The message in a frame.
    ///
    /// @param candidateBytesMax the largest `candidate`, in bytes of its JSON
    /// @throws BadMessage when it is none: `bad_json`, `bad_message` naming the field, or `unknown_type`
    public static ClientMessage decode(String frame, int candidateBytesMax) throws BadMessage {
        Fields fields = Fields.read(frame);
        String wire = fields.requiredText("type");
        ClientType type = ClientType.parse(wire)
                .orElseThrow(() -> BadMessage.unknownType(fields.id(), "no such message type: " + abbreviated(wire)));
        return decode(type, fields, candidateBytesMax);
    }

    private static ClientMessage decode(ClientType type, Fields fields, int candidateBytesMax) throws BadMessage {
        Optional<String> id = fields.id();
        return switch (type) {
            case CALL_INVITATION -> invite(id, fields);
            case CALL_RINGING -> new ClientMessage.Ringing(id, address(fields));
            case CALL_ANSWER -> new ClientMessage.Answer(id, address(fields), description(fields, "answer", "answer"));
            case CALL_DECLINED -> new ClientMessage.Declined(id, address(fields));
            case CALL_CANCELLED -> new ClientMessage.Cancelled(id, address(fields));
            case CALL_ENDED ->
                new ClientMessage.Ended(
                        id, address(fields), fields.text("reason").equals(Optional.of("media_failed")));
            case ICE_CANDIDATE ->
                new ClientMessage.Candidate(id, address(fields), candidate(fields, candidateBytesMax));
            case WEBRTC_OFFER ->
                new ClientMessage.OfferAgain(id, address(fields), description(fields, "offer", "offer"));
            case WEBRTC_ANSWER ->
                new ClientMessage.AnswerAgain(id, address(fields), description(fields, "answer", "answer"));
            case CALL_MODE_SWITCHED ->
                new ClientMessage.ModeSwitched(id, address(fields), callType(fields, "new_mode"));
            case CALL_MEDIA ->
                new ClientMessage.Media(
                        id, address(fields), fields.flag("audio"), fields.flag("video"), fields.flag("screen"));
            case CALL_RING_STOPPED -> new ClientMessage.RingStopped(id, address(fields));
            case CALL_QUALITY -> quality(id, fields);
            case AUTHENTICATE -> new ClientMessage.Authenticate(id, fields.requiredText("token"));
            case PING -> new ClientMessage.Ping(id);
        };
    }

    private static ClientMessage invite(Optional<String> id, Fields fields) throws BadMessage {
        return new ClientMessage.Invite(
                id,
                callId(fields),
                new ConversationId(fields.positive("conversation_id")
                        .orElseThrow(() -> fields.wrong("conversation_id", "is missing"))),
                callType(fields, "call_type"),
                description(fields, "offer", "offer"),
                fields.positive("to_user_id").map(UserId::new));
    }

    private static ClientMessage quality(Optional<String> id, Fields fields) throws BadMessage {
        return new ClientMessage.Quality(
                id,
                address(fields),
                fields.number("rtt_ms", 0, MILLIS_MAX),
                fields.number("jitter_ms", 0, MILLIS_MAX),
                fields.number("loss_ratio", 0, 1),
                fields.number("bitrate_kbps", 0, KBPS_MAX),
                fields.flag("relay"));
    }

    private static Address address(Fields fields) throws BadMessage {
        Optional<CallId> call = callId(fields);
        Optional<Long> conversation = fields.positive("conversation_id");
        Optional<Long> person = fields.positive("to_user_id");
        if (call.isPresent()) {
            return new Address.ByCall(call.get());
        }
        if (conversation.isPresent()) {
            return new Address.ByConversation(new ConversationId(conversation.get()));
        }
        return new Address.ByPerson(new UserId(person.orElseThrow(
                () -> fields.wrong("call_id", "is missing, and so are conversation_id and to_user_id"))));
    }

    private static Optional<CallId> callId(Fields fields) throws BadMessage {
        Optional<String> text = fields.text("call_id");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<CallId> id = CallId.parse(text.get());
        if (id.isEmpty()) {
            throw fields.wrong("call_id", "is a UUID of 36 characters");
        }
        return id;
    }

    private static CallType callType(Fields fields, String field) throws BadMessage {
        return CallType.parse(fields.requiredText(field)).orElseThrow(() -> fields.wrong(field, "is voice or video"));
    }

    /// A session description of WebRTC: its `type` and `sdp` are there, the SDP itself is the devices' matter.
    private static Json description(Fields fields, String field, String type) throws BadMessage {
        Json description = fields.object(field).orElseThrow(() -> fields.wrong(field, "is missing"));
        boolean right;
        try {
            Fields inside = Fields.inside(description);
            right = inside.text("type").equals(Optional.of(type))
                    && inside.text("sdp").filter(sdp -> !sdp.isBlank()).isPresent();
        } catch (BadMessage notAnObject) {
            right = false;
        }
        if (!right) {
            throw fields.wrong(field, "is {\"type\": \"" + type + "\", \"sdp\": …}");
        }
        return description;
    }

    /// Many are kept for devices that come later, so that each of them is bounded.
    private static Json candidate(Fields fields, int bytesMax) throws BadMessage {
        Json candidate = fields.object("candidate").orElseThrow(() -> fields.wrong("candidate", "is missing"));
        if (candidate.text().getBytes(StandardCharsets.UTF_8).length > bytesMax) {
            throw fields.wrong("candidate", "is larger than " + bytesMax + " bytes");
        }
        return candidate;
    }

    private static String abbreviated(String wire) {
        String clean = wire.codePoints()
                .filter(letter -> letter == 0x5f || Character.isLetterOrDigit(letter))
                .limit(ID_LENGTH_MAX)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return clean.isEmpty() ? "(unreadable)" : clean;
    }
}
