package dev.ringback.identity;

import dev.ringback.problem.Input;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/// Reads what a verified token says. A claim of ours that has the wrong type or cannot be stored makes the whole token
/// worthless: half an identity is nobody's.
final class Claims {

    /// The scope of a service token.
    static final String DIRECTORY = "directory";

    private static final int NAME_LENGTH_MAX = 200;
    private static final int PICTURE_LENGTH_MAX = 2_048;
    private static final int PROFILE_TYPE_LENGTH_MAX = 50;

    private Claims() {}

    static Optional<Bearer> bearer(JsonWebToken token) {
        if (isService(token)) {
            return Optional.of(Bearer.Service.SERVICE);
        }
        try {
            return person(token).map(Bearer.Person::new);
        } catch (IllegalArgumentException | DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isService(JsonWebToken token) {
        return token.getClaim("scope") instanceof String scope
                && List.of(scope.split(" ")).contains(DIRECTORY);
    }

    private static Optional<Identity> person(JsonWebToken token) {
        String subject = token.getSubject();
        return subject == null
                ? Optional.empty()
                : JwtTokens.user(subject)
                        .map(user -> new Identity(
                                user,
                                text(token, "name", NAME_LENGTH_MAX),
                                text(token, "picture", PICTURE_LENGTH_MAX),
                                number(token, "profile_id"),
                                text(token, "profile_type", PROFILE_TYPE_LENGTH_MAX),
                                Instant.ofEpochSecond(token.getExpirationTime())));
    }

    private static Optional<String> text(JsonWebToken token, String claim, int max) {
        String value = asText(token.getClaim(claim));
        if (value != null && (value.length() > max || Input.isUnclean(value))) {
            throw new IllegalArgumentException(claim);
        }
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }

    private static @Nullable String asText(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case JsonString text -> text.getString();
            default -> throw new IllegalArgumentException("not a text");
        };
    }

    private static Optional<Long> number(JsonWebToken token, String claim) {
        Object value = token.getClaim(claim);
        long number = switch (value) {
            case null -> 0;
            case Long whole -> positive(whole);
            case Integer whole -> positive(whole);
            case JsonNumber whole when whole.isIntegral() -> positive(whole.longValueExact());
            case String text ->
                JwtTokens.user(text).orElseThrow(IllegalArgumentException::new).value();
            case JsonString text ->
                JwtTokens.user(text.getString())
                        .orElseThrow(IllegalArgumentException::new)
                        .value();
            default -> throw new IllegalArgumentException(claim);
        };
        return number == 0 ? Optional.empty() : Optional.of(number);
    }

    private static long positive(long number) {
        if (number < 1) {
            throw new IllegalArgumentException("not 1 or more");
        }
        return number;
    }
}
