package dev.ringback.problem;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Checks what a client sent. Whatever is wrong becomes `bad_message` with the field's name, before it can reach the
/// database.
public final class Input {

    private Input() {}

    /// An id in a path or query.
    ///
    /// @return 1 to 2^63 - 1
    public static long id(String field, String text) {
        return number(field, text, Long.MAX_VALUE);
    }

    /// A count in a path or query.
    ///
    /// @return 1 to `max`
    public static long number(String field, String text, long max) {
        try {
            // parseLong takes digits of every script and a sign; a number is written in ASCII.
            long number = text.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.parseLong(text) : 0;
            if (number >= 1 && number <= max) {
                return number;
            }
        } catch (NumberFormatException tooLargeOrEmpty) {
            // told below
        }
        throw ProblemException.field(field, "is a whole number from 1 to " + max);
    }

    /// An id in a body.
    ///
    /// @return 1 to 2^63 - 1
    public static long id(String field, @Nullable Long value) {
        if (required(field, value) < 1) {
            throw ProblemException.field(field, "is a whole number from 1 to " + Long.MAX_VALUE);
        }
        return value;
    }

    /// A value that must be there.
    public static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw ProblemException.field(field, "is missing");
        }
        return value;
    }

    /// A text that can be stored: no U+0000, no half of a surrogate pair, not longer than `max` UTF-16 units.
    public static String text(String field, String value, int max) {
        if (isUnclean(value)) {
            throw ProblemException.field(field, "holds U+0000 or half a surrogate pair");
        }
        if (value.length() > max) {
            throw ProblemException.field(field, "is longer than " + max + " characters");
        }
        return value;
    }

    /// A moment as RFC 3339 writes it, with its offset.
    public static Instant moment(String field, String text) {
        try {
            Instant moment = OffsetDateTime.parse(text).toInstant();
            if (moment.isAfter(Instant.EPOCH) && moment.isBefore(Instant.parse("9999-12-31T00:00:00Z"))) {
                return moment;
            }
        } catch (DateTimeException notAMoment) {
            // told below
        }
        throw ProblemException.field(field, "is a time after 1970, such as 2026-01-16T13:30:00Z");
    }

    /// One word of a closed list.
    ///
    /// @param all what it may mean
    /// @param spelling how each is written
    public static <T> T word(String field, String text, T[] all, Function<T, String> spelling) {
        return Arrays.stream(all)
                .filter(it -> spelling.apply(it).equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.field(
                        field, "is one of " + Arrays.stream(all).map(spelling).collect(Collectors.joining(", "))));
    }

    /// Whether a text holds what PostgreSQL and JSON readers cannot: U+0000 or half a surrogate pair.
    public static boolean isUnclean(String text) {
        return text.codePoints().anyMatch(point -> point == 0 || isSurrogate(point));
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
