package dev.ringback.history;

import dev.ringback.core.call.Call;
import dev.ringback.core.id.UserId;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// A person's unseen missed calls: those that read `missed` to the callee and became final after the badge was last
/// cleared. The stage is completed on the call loop.
public interface MissedCalls {

    /// How many there are, with the newest of them.
    CompletionStage<Unseen> unseen(UserId user);

    /// Unseen missed calls.
    ///
    /// @param count all of them
    /// @param calls the newest, newest first; at most 50
    record Unseen(int count, List<Call> calls) {}
}
