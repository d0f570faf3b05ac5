package dev.ringback.core.call;

/// What the rules make of one message: a cell of [CallTable].
public enum Verdict {
    RING("rings", "the call becomes `ringing`; the caller hears ringback"),
    ANSWER("answers", "the call becomes `answered`; the callee's other devices get `call_taken`"),
    DECLINE("declines", "the call becomes `declined`"),
    CANCEL("cancels", "the call becomes `cancelled`"),
    GIVE_UP("misses", "the call becomes `missed`, `ring_timeout`"),
    HANG_UP("hangs up", "the call becomes `ended`, or `failed` when media failed"),
    SWITCH_MODE("switches", "an event of its own; told to the other side"),
    TAKE_OVER("takes over", "the call moves to this device; the old one gets `call_taken`; the message is relayed"),
    RELAY("relayed", "goes to the other side, nothing is decided"),
    HOLD("held", "kept back until this device's own answer is committed"),
    RESEND("re-sent", "the invitation goes out again, same version"),
    NOTE("noted", "kept beside the row, `ack`"),
    ACK("ack", "`ack` with the call as it is, nothing changes"),
    WRONG_STATE("wrong_state", "error `wrong_state` with the call"),
    CALL_OVER("call_over", "error `call_over` with the call"),
    ID_TAKEN("bad_message", "error `bad_message`, field `call_id`"),
    NOT_FOUND("not_found", "error `not_found`");

    private final String word;
    private final String meaning;

    Verdict(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    /// The word in the table of the documentation.
    public String word() {
        return word;
    }

    /// The word's meaning, for the documentation.
    public String meaning() {
        return meaning;
    }
}
