package dev.ringback.core.id;

import java.util.Optional;

/// One of a person's devices: a browser tab, a phone. Unique only together with its person.
///
/// @param value 1 to 64 characters of `[A-Za-z0-9_-]` (protocol §2 "Opening")
public record DeviceId(String value) {

    private static final int LENGTH_MAX = 64;

    public DeviceId {
        if (!isRight(value)) {
            throw new IllegalArgumentException("a device id is 1 to 64 characters of A-Z a-z 0-9 _ -");
        }
    }

    /// The id that a text writes, or empty when its form is wrong.
    public static Optional<DeviceId> parse(String text) {
        return isRight(text) ? Optional.of(new DeviceId(text)) : Optional.empty();
    }

    /// Made of every row that is read: a regular expression costs too much here.
    private static boolean isRight(String text) {
        if (text.isEmpty() || text.length() > LENGTH_MAX) {
            return false;
        }
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            boolean right = letter >= 'a' && letter <= 'z'
                    || letter >= 'A' && letter <= 'Z'
                    || letter >= '0' && letter <= '9'
                    || letter == '_'
                    || letter == '-';
            if (!right) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}
