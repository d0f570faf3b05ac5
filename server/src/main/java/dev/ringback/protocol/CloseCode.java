package dev.ringback.protocol;

/// Every code that the server closes a socket with (RFC 6455 §7.4; 4000-4999 are ours), and whether a client should
/// come back (protocol §2 "Close codes").
public enum CloseCode {
    GOING_AWAY(1001, true, "the server goes away"),
    WRONG_KIND(1003, false, "frames are text"),
    POLICY(1008, false, "replaced by a newer socket of the same device, or a rule was broken"),
    TOO_LARGE(1009, false, "the message is too large"),
    INTERNAL(1011, true, "the server failed"),
    RESTART(1012, true, "the server restarts, or the reader was too slow"),
    TOKEN_OVER(4401, true, "the token is over: come back with a new one"),
    SILENT(4408, true, "nothing came in for two heartbeats"),
    TOO_MANY_SOCKETS(4409, false, "too many sockets of this person"),
    FLOODING(4429, true, "too many messages");

    private final int code;
    private final boolean comeBack;
    private final String reason;

    CloseCode(int code, boolean comeBack, String reason) {
        this.code = code;
        this.comeBack = comeBack;
        this.reason = reason;
    }

    /// The number on the wire.
    public int code() {
        return code;
    }

    /// Whether the client should reconnect, with back-off.
    public boolean comeBack() {
        return comeBack;
    }

    /// The sentence on the wire; under 123 bytes.
    public String reason() {
        return reason;
    }
}
