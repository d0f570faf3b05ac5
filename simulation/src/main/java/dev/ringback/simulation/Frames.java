package dev.ringback.simulation;

import dev.ringback.core.call.Ask;

/// What a client writes. Its SDP and candidates carry the mark of their device, so that the checker sees where each of
/// them goes.
final class Frames {

    private Frames() {}

    /// How a message says which call it means.
    enum Via {
        CALL_ID,
        CONVERSATION,
        PERSON
    }

    /// `call_invitation`; without ids as a client of the seed's kind writes it.
    static String invite(String id, String callId, long conversation, boolean video, String mark) {
        return open(Ask.INVITE, id)
                + (callId == null ? "" : ",\"call_id\":\"" + callId + "\"")
                + ",\"conversation_id\":" + conversation
                + ",\"call_type\":\"" + (video ? "video" : "voice") + "\""
                + ",\"offer\":" + description("offer", mark) + "}";
    }

    /// A message about a call.
    ///
    /// @param address as [#byCall] and its neighbours write it
    /// @param turn which of a message's variants
    static String about(Ask ask, String id, String address, String mark, int turn) {
        return open(ask, id) + "," + address + body(ask, mark, turn) + "}";
    }

    static String byCall(String callId) {
        return "\"call_id\":\"" + callId + "\"";
    }

    static String byConversation(long conversation) {
        return "\"conversation_id\":" + conversation;
    }

    static String byPerson(long user) {
        return "\"to_user_id\":" + user;
    }

    static String ping(String id) {
        return "{\"type\":\"ping\",\"id\":\"" + id + "\"}";
    }

    private static String open(Ask ask, String id) {
        return "{\"type\":\"" + ask.wire() + "\"" + (id == null ? "" : ",\"id\":\"" + id + "\"");
    }

    private static String body(Ask ask, String mark, int turn) {
        return switch (ask) {
            case ANSWER, ANSWER_AGAIN -> ",\"answer\":" + description("answer", mark);
            case OFFER_AGAIN -> ",\"offer\":" + description("offer", mark);
            case CANDIDATE -> turn % 5 == 4 ? ",\"candidate\":null" : ",\"candidate\":{\"candidate\":\"" + mark + "\"}";
            case SWITCH_MODE -> ",\"new_mode\":\"" + (turn % 2 == 0 ? "video" : "voice") + "\"";
            case TELL_MEDIA -> ",\"audio\":" + (turn % 2 == 0) + ",\"video\":false";
            case TELL_QUALITY -> ",\"rtt_ms\":" + turn % 400 + ",\"relay\":false";
            case END -> turn % 7 == 6 ? ",\"reason\":\"media_failed\"" : "";
            case INVITE, RING, DECLINE, CANCEL, RING_STOPPED, GIVE_UP -> "";
        };
    }

    private static String description(String type, String mark) {
        return "{\"type\":\"" + type + "\",\"sdp\":\"" + mark + "\"}";
    }
}
