package dev.ringback.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;

/// An error as an HTTP client reads it: `application/problem+json` (RFC 9457), with `code` and `temporary` as on the
/// socket and the seed's `success`.
///
/// @param type a URI that names the kind of problem
/// @param title a few words, the same for each problem of the kind
/// @param status the HTTP status
/// @param detail a sentence about this one
/// @param instance the path that was asked
/// @param code the word that programs compare
/// @param temporary whether the same may succeed later
/// @param extensions further members: `field`, `call`, …
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "success", "code", "temporary"})
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        boolean temporary,
        @JsonAnyGetter Map<String, Object> extensions) {

    /// The media type of every error.
    public static final String MEDIA_TYPE = "application/problem+json";

    /// A problem that a path met.
    public static Problem of(ProblemException problem, String instance) {
        return of(problem.type(), problem.detail(), instance, problem.extensions());
    }

    /// A problem of a kind.
    public static Problem of(ProblemType type, String detail, String instance, Map<String, Object> extensions) {
        return new Problem(
                type.uri(),
                type.title(),
                type.status(),
                detail,
                instance,
                type.code(),
                type.temporary(),
                Map.copyOf(extensions));
    }

    /// Always false: the seed's answers carry `success`.
    public boolean getSuccess() {
        return false;
    }
}
