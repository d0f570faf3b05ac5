package dev.ringback.protocol;

/// A piece of JSON that is passed on as it came: SDP and candidates. Never printed.
///
/// @param text one well-formed JSON value
public record Json(String text) {

    /// The value `null`.
    public static final Json NULL = new Json("null");

    @Override
    public String toString() {
        return "Json[" + text.length() + " characters, hidden]";
    }
}
