package dev.ringback.core.call;

import java.util.Arrays;
import java.util.Optional;

/// Each thing that a client can ask of a call (protocol §2, "Client to server"). `GIVE_UP` comes by REST only: the
/// seed's `no_answer` (protocol §3).
public enum Ask {
    INVITE("call_invitation"),
    RING("call_ringing"),
    ANSWER("call_answer"),
    DECLINE("call_declined"),
    CANCEL("call_cancelled"),
    END("call_ended"),
    CANDIDATE("ice_candidate"),
    OFFER_AGAIN("webrtc_offer"),
    ANSWER_AGAIN("webrtc_answer"),
    SWITCH_MODE("call_mode_switched"),
    TELL_MEDIA("call_media"),
    RING_STOPPED("call_ring_stopped"),
    TELL_QUALITY("call_quality"),
    GIVE_UP("no_answer");

    private final String wire;

    Ask(String wire) {
        this.wire = wire;
    }

    /// The message type.
    public String wire() {
        return wire;
    }

    /// What a message type asks, or empty.
    public static Optional<Ask> parse(String type) {
        return Arrays.stream(values()).filter(ask -> ask.wire.equals(type)).findFirst();
    }
}
