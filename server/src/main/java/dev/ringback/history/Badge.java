package dev.ringback.history;

import dev.ringback.core.id.UserId;
import dev.ringback.history.MissedCalls.Unseen;

/// The missed-call badge on a person's devices. Any thread may call.
public interface Badge {

    /// Tells all of them how many missed calls are unseen now: a badge that was cleared on one is cleared on all.
    void changed(UserId user, Unseen unseen);
}
