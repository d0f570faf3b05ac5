package dev.ringback.simulation;

import dev.ringback.core.call.Ask;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one socket was asked and told, as far as promises hang on it.
final class SentLog {

    private final Map<String, Asked> unanswered = new LinkedHashMap<>();
    private final Map<CallLogId, Integer> newest = new HashMap<>();
    private int frames;

    /// What waits for an answer.
    ///
    /// @param ask what it asked; empty for what is not about a call
    /// @param call the call that it names by id, if it does
    /// @param times how often it was asked and not answered
    /// @param at when it was asked last
    record Asked(Optional<Ask> ask, Optional<CallId> call, int times, long at) {}

    /// A message with this id came in.
    void asked(String id, Optional<Ask> ask, Optional<CallId> call, long at) {
        unanswered.merge(
                id, new Asked(ask, call, 1, at), (before, again) -> new Asked(ask, call, before.times() + 1, at));
    }

    /// It is answered.
    ///
    /// @return what waited; empty when nothing did
    Optional<Asked> answered(String id) {
        Asked open = unanswered.remove(id);
        if (open != null && open.times() > 1) {
            unanswered.put(id, new Asked(open.ask(), open.call(), open.times() - 1, open.at()));
        }
        return Optional.ofNullable(open);
    }

    /// The ids that nobody has answered and that were asked before then.
    List<String> unanswered(long before) {
        return unanswered.entrySet().stream()
                .filter(it -> it.getValue().at() < before)
                .map(Map.Entry::getKey)
                .toList();
    }

    /// A call was told in this version.
    ///
    /// @return the newest version that had been told before
    int told(CallLogId call, int version) {
        Integer before = newest.put(call, Math.max(version, newest.getOrDefault(call, 0)));
        return before == null ? 0 : before;
    }

    /// Notes a frame's kind.
    ///
    /// @return its place in the order of frames, 1 for the first
    int nextFrame() {
        return ++frames;
    }
}
