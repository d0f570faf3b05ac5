package dev.ringback.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A request that is refused. Carries what its answer says; it is an answer, not a fault, so it has no stack trace.
public final class ProblemException extends RuntimeException {

    private final transient ProblemType type;
    private final transient Map<String, Object> extensions;
    private final transient Optional<Duration> retryAfter;

    private ProblemException(
            ProblemType type, String detail, Map<String, Object> extensions, Optional<Duration> retryAfter) {
        super(detail, null, false, false);
        this.type = type;
        this.extensions = extensions;
        this.retryAfter = retryAfter;
    }

    /// A problem with a sentence for the client.
    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(type, detail, Map.of(), Optional.empty());
    }

    /// A field that is missing or wrong: `bad_message`.
    ///
    /// @param field its name, as the client wrote it or should have
    /// @param wrong the rest of a sentence that begins with the name: "is missing"
    public static ProblemException field(String field, String wrong) {
        return of(ProblemType.BAD_MESSAGE, field + " " + wrong).with("field", field);
    }

    /// A limit that is reached until some time has passed.
    public static ProblemException rateLimited(String detail, Duration retryAfter) {
        return new ProblemException(ProblemType.RATE_LIMITED, detail, Map.of(), Optional.of(retryAfter));
    }

    /// The same problem with one more member of its answer.
    public ProblemException with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extensions);
        more.put(member, value);
        return new ProblemException(type, detail(), more, retryAfter);
    }

    /// The same problem of one line of many: `line`, and in the sentence too.
    public ProblemException atLine(long line) {
        return new ProblemException(type, "line " + line + ": " + detail(), extensions, retryAfter).with("line", line);
    }

    /// The kind of problem.
    public ProblemType type() {
        return type;
    }

    /// A sentence for the client; holds no secret.
    public String detail() {
        return String.valueOf(getMessage());
    }

    /// Further members of the answer: `field`, `call`, ….
    public Map<String, Object> extensions() {
        return extensions;
    }

    /// When to try again, where that is known.
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
