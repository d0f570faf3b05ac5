package dev.ringback.core.call;

import java.util.Optional;

/// What a call carries: sound, or sound and picture (`call_type` and `new_mode` of protocol §2).
public enum CallType {
    VOICE("voice"),
    VIDEO("video");

    private final String wire;

    CallType(String wire) {
        this.wire = wire;
    }

    /// The word on the wire and in the table.
    public String wire() {
        return wire;
    }

    /// The type that a word names, or empty.
    public static Optional<CallType> parse(String word) {
        return switch (word) {
            case "voice" -> Optional.of(VOICE);
            case "video" -> Optional.of(VIDEO);
            default -> Optional.empty();
        };
    }
}
