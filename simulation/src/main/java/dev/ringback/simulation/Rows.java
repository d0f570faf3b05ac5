package dev.ringback.simulation;

import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallEvent;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows of `call_logs` and `live_people` in memory, with the indexes that [Table] reads by.
final class Rows {

    private final Map<CallLogId, Call> all = new LinkedHashMap<>();
    private final Map<CallLogId, Call> live = new LinkedHashMap<>();
    private final Map<CallId, CallLogId> byCallId = new HashMap<>();
    private final Map<UserId, CallLogId> livePeople = new HashMap<>();
    private final Table.Watcher watcher;
    private long lastLogId;

    Rows(Table.Watcher watcher) {
        this.watcher = watcher;
    }

    CallLogId nextLogId() {
        return new CallLogId(++lastLogId);
    }

    /// Writes a row.
    ///
    /// @param event the transition that led to it; empty for a new row and for a mark
    void put(Call after, Optional<CallEvent> event) {
        CallLogId id = after.facts().logId();
        Optional<Call> before = Optional.ofNullable(all.put(id, after));
        before.filter(it -> !it.id().equals(after.id())).ifPresent(it -> byCallId.remove(it.id()));
        byCallId.put(after.id(), id);
        if (after.isLive()) {
            live.put(id, after);
        } else {
            live.remove(id);
        }
        watcher.changed(before, event, after);
    }

    Call get(CallLogId id) {
        return all.get(id);
    }

    Optional<Call> find(CallLogId id) {
        return Optional.ofNullable(all.get(id));
    }

    Optional<Call> find(CallId id) {
        return Optional.ofNullable(byCallId.get(id)).map(all::get);
    }

    /// Every row, oldest first; a copy.
    List<Call> all() {
        return List.copyOf(all.values());
    }

    /// Every live row, of signaling and of REST; a copy.
    List<Call> live() {
        return List.copyOf(live.values());
    }

    Optional<Call> liveIn(ConversationId conversation) {
        for (Call row : live.values()) {
            if (row.facts().signaled() && row.facts().conversation().equals(conversation)) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    Optional<Call> liveCallOf(UserId user) {
        return Optional.ofNullable(livePeople.get(user)).map(all::get);
    }

    boolean isBusy(UserId user) {
        return livePeople.containsKey(user);
    }

    void occupy(UserId user, CallLogId call) {
        livePeople.put(user, call);
    }

    void free(CallLogId call) {
        livePeople.values().removeIf(call::equals);
    }

    /// Who is in a live call according to `live_people`.
    List<UserId> livePeople() {
        List<UserId> people = new ArrayList<>(livePeople.keySet());
        people.sort(null);
        return people;
    }
}
