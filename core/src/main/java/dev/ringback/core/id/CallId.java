package dev.ringback.core.id;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/// A call, by the UUID that its caller chose (protocol §2 "Addressing"). Any case is read, lower case is written.
public record CallId(UUID value) {

    private static final int LENGTH = 36;

    /// The id that a text writes, or empty when it is not a UUID in its 36-character form (RFC 9562 §4).
    public static Optional<CallId> parse(String text) {
        return isCanonical(text) ? Optional.of(new CallId(UUID.fromString(text))) : Optional.empty();
    }

    /// Every message has one: a regular expression costs too much here.
    private static boolean isCanonical(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int at = 0; at < LENGTH; at++) {
            char letter = text.charAt(at);
            boolean right = at == 8 || at == 13 || at == 18 || at == 23 ? letter == '-' : HexFormat.isHexDigit(letter);
            if (!right) {
                return false;
            }
        }
        return true;
    }

    /// The 36-character lower-case form.
    @Override
    public String toString() {
        return value.toString();
    }
}
