package dev.ringback.core.id;

import java.util.Optional;
import java.util.regex.Pattern;

/// One of a person's devices: a browser tab, a phone. Unique only together with its person.
///
/// @param value 1 to 64 characters of `[A-Za-z0-9_-]` (protocol §2 "Opening")
public record DeviceId(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public DeviceId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a device id is 1 to 64 characters of A-Z a-z 0-9 _ -");
        }
    }

    /// The id that a text writes, or empty when its form is wrong.
    public static Optional<DeviceId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new DeviceId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
