package dev.ringback.core.id;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// A call, by the UUID that its caller chose (protocol §2 "Addressing"). Any case is read, lower case is written.
public record CallId(UUID value) {

    private static final Pattern CANONICAL =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /// The id that a text writes, or empty when it is not a UUID in its 36-character form (RFC 9562 §4).
    public static Optional<CallId> parse(String text) {
        return CANONICAL.matcher(text).matches() ? Optional.of(new CallId(UUID.fromString(text))) : Optional.empty();
    }

    /// The 36-character lower-case form.
    @Override
    public String toString() {
        return value.toString();
    }
}
