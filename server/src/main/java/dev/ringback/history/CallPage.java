package dev.ringback.history;

import dev.ringback.core.call.Call;
import java.util.List;
import java.util.Optional;

/// Some calls, newest first.
///
/// @param next where the next page begins; empty: there is none
public record CallPage(List<Call> calls, Optional<Cursor> next) {

    /// At most `limit` calls of a list that was read with one more.
    static CallPage of(List<Call> calls, int limit) {
        return calls.size() <= limit
                ? new CallPage(calls, Optional.empty())
                : new CallPage(calls.subList(0, limit), Optional.of(Cursor.after(calls.get(limit - 1))));
    }
}
