package dev.ringback.e2e.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The scripts that run in pages before the pages' own.
final class Scripts {
    private Scripts() {}

    /// @return the text of this file beside this class
    static String read(String name) {
        try (var stream = Scripts.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
