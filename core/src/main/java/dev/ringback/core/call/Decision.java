package dev.ringback.core.call;

/// What the rules say to a command. It changes nothing by itself: a move counts once it is committed.
public sealed interface Decision {

    /// A transition to commit.
    record Moves(CallEvent event) implements Decision {}

    /// No transition: relay, hold, re-send, note or acknowledge.
    record Stays(Verdict verdict) implements Decision {}

    /// Refused: one of `wrong_state`, `call_over`, `not_found`, `bad_message`.
    record Refused(Verdict verdict) implements Decision {}
}
