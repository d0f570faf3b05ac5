package dev.ringback.problem;

import java.util.Locale;

/// Every error that a client can be told, over the socket (`error`, protocol §2) and over HTTP (RFC 9457). The page
/// `docs/reference/problems.md` is checked against it.
///
/// A temporary problem may go away by itself: the same request can succeed later. Any other needs another request.
public enum ProblemType {
    BAD_JSON(400, false, "Not JSON", "The body or frame is not one JSON value of the expected kind."),
    BAD_MESSAGE(
            400, false, "Invalid field", "A field is missing, of the wrong type or out of range; `field` names it."),
    UNKNOWN_TYPE(400, false, "Unknown message type", "The socket knows no message of this `type`."),
    NOT_SUPPORTED(400, false, "Not supported", "The conversation is not one of exactly two people."),
    UNAUTHENTICATED(401, false, "Not authenticated", "There is no bearer token, or it is malformed, foreign or over."),
    FORBIDDEN(
            403,
            false,
            "Forbidden",
            "The token does not allow this: another's id or profile, or the wrong kind of token."),
    NOT_PARTICIPANT(403, false, "Not a participant", "One is not in this conversation, or there is none."),
    NOT_FOUND(404, false, "Not found", "There is no such thing, or it is somebody else's."),
    METHOD_NOT_ALLOWED(405, false, "Method not allowed", "The path exists, but not with this method."),
    NOT_ACCEPTABLE(406, false, "Not acceptable", "The answer cannot be had in a type that `Accept` names."),
    CALL_OVER(409, false, "Call is over", "The call is final; `call` says how it ended."),
    WRONG_STATE(
            409,
            false,
            "Wrong state",
            "The call, as `call` shows it, cannot do this now or not for this side or device."),
    CALL_IN_PROGRESS(409, false, "Call in progress", "A live call runs in the conversation; `call` shows it."),
    BUSY(409, false, "Busy", "One is in another call; `call` shows it."),
    CONFLICT(409, false, "Conflict", "The request contradicts what is recorded."),
    TOO_LARGE(413, false, "Too large", "The body or frame is larger than the limit."),
    UNSUPPORTED_MEDIA_TYPE(415, false, "Unsupported media type", "The body is not of a type that the path takes."),
    RATE_LIMITED(
            429,
            true,
            "Too many requests",
            "A limit per time is reached; over HTTP `Retry-After` says when to try again."),
    INTERNAL(500, false, "Internal error", "A fault of the server. It is in the log; the answer carries no details."),
    UNAVAILABLE(
            503,
            true,
            "Unavailable",
            "The database is away or the queue before it is full: nothing was committed, try again. Where the sentence "
                    + "says that this is not known, the same request may be sent again all the same.");

    private static final String URN = "urn:ringback:problem:";

    private final int status;
    private final boolean temporary;
    private final String title;
    private final String meaning;

    ProblemType(int status, boolean temporary, String title, String meaning) {
        this.status = status;
        this.temporary = temporary;
        this.title = title;
        this.meaning = meaning;
    }

    /// The word that programs compare: `code`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The problem's `type` as a URI (RFC 9457 §3.1.1).
    public String uri() {
        return URN + code();
    }

    /// The HTTP status.
    public int status() {
        return status;
    }

    /// Whether the same may succeed later.
    public boolean temporary() {
        return temporary;
    }

    /// A few words for people, the same each time.
    public String title() {
        return title;
    }

    /// What it means, for the documentation.
    public String meaning() {
        return meaning;
    }

    /// The type that stands for an HTTP error status which the framework chose.
    public static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 409 -> CONFLICT;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 429 -> RATE_LIMITED;
            case 503 -> UNAVAILABLE;
            default -> status >= 400 && status < 500 ? BAD_MESSAGE : INTERNAL;
        };
    }
}
