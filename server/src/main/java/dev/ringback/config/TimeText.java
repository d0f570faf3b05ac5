package dev.ringback.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;

/// A length of time as people write it, in settings and on the command line.
public final class TimeText {
    private TimeText() {}

    /// @param text seconds (`45`) or ISO-8601 (`PT45S`)
    /// @return how long; empty when it is neither, or too long for anything
    public static Optional<Duration> parse(String text) {
        try {
            return Optional.of(
                    text.chars().allMatch(Character::isDigit)
                            ? Duration.ofSeconds(Long.parseLong(text))
                            : Duration.parse(text));
        } catch (DateTimeException | ArithmeticException | NumberFormatException notATime) {
            return Optional.empty();
        }
    }
}
