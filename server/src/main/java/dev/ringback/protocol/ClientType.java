package dev.ringback.protocol;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Every message type that a client may send (protocol §2, "Client to server"). The decoder switches over it without a
/// default: a type that is added here and not decoded breaks the build.
public enum ClientType {
    CALL_INVITATION("call_invitation"),
    CALL_RINGING("call_ringing"),
    CALL_ANSWER("call_answer"),
    CALL_DECLINED("call_declined"),
    CALL_CANCELLED("call_cancelled"),
    CALL_ENDED("call_ended"),
    ICE_CANDIDATE("ice_candidate"),
    WEBRTC_OFFER("webrtc_offer"),
    WEBRTC_ANSWER("webrtc_answer"),
    CALL_MODE_SWITCHED("call_mode_switched"),
    CALL_MEDIA("call_media"),
    CALL_RING_STOPPED("call_ring_stopped"),
    CALL_QUALITY("call_quality"),
    AUTHENTICATE("authenticate"),
    PING("ping");

    private static final Map<String, ClientType> BY_WIRE =
            Arrays.stream(values()).collect(Collectors.toMap(ClientType::wire, Function.identity()));

    private final String wire;

    ClientType(String wire) {
        this.wire = wire;
    }

    /// The value of `type`.
    public String wire() {
        return wire;
    }

    /// The type of that name, or empty: the answer is then `unknown_type`.
    public static Optional<ClientType> parse(String wire) {
        return Optional.ofNullable(BY_WIRE.get(wire));
    }
}
