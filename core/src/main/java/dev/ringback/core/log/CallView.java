package dev.ringback.core.log;

import dev.ringback.core.call.Call;
import dev.ringback.core.call.Outcome;
import dev.ringback.core.call.Party;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Status;
import java.util.Optional;

/// One call as one of its two people reads it. Both read the same row (protocol §1).
///
/// @param call the row
/// @param role the reader's side
public record CallView(Call call, Role role) {

    /// How it ended for the reader; empty while it lives.
    public Optional<Outcome> outcome() {
        return call.outcome(role);
    }

    /// The other person.
    public Party other() {
        return call.facts().party(role.other());
    }

    /// What the reader's call card says, in English: "Call ended · 2m 45s"; empty while the call lives.
    public Optional<String> words() {
        return call.closed().map(end -> {
            String words = end.reason().words(role);
            return end.reason().status() == Status.ENDED
                    ? words + " · " + TalkTime.words(call.durationSeconds().orElse(0))
                    : words;
        });
    }
}
