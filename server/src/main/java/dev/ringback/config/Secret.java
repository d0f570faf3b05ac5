package dev.ringback.config;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A value that is never shown: [#toString] says only that there is one.
///
/// @param value the secret itself
public record Secret(String value) {
    public Secret {
        Objects.requireNonNull(value, "value");
    }

    /// @return the secret as UTF-8, the form in which keys are used
    public byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "***";
    }
}
