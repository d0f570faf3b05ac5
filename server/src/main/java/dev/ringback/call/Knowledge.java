package dev.ringback.call;

import dev.ringback.core.call.Call;
import dev.ringback.core.call.Status;
import dev.ringback.core.id.CallId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one device was told of calls: in which version, and how each stood then. A row that came with an answer to the
/// device's own message is no news: who only saw that has still to be told. Bounded; a live call is forgotten last. On
/// the call loop only.
final class Knowledge {

    private static final int CALLS_REMEMBERED = 16;

    private final Map<CallId, Known> known = new LinkedHashMap<>();

    /// @param told the newest version that was news
    /// @param seen the newest version in any frame
    private record Known(int told, Status status, int seen) {}

    private static final Known NOTHING = new Known(0, Status.INITIATED, 0);

    /// Notes what the device is told now.
    ///
    /// @return false when it saw a newer version before
    boolean tell(Call call) {
        Known before = known.getOrDefault(call.id(), NOTHING);
        if (before.seen() > call.version()) {
            return false;
        }
        put(call, new Known(call.version(), call.status(), call.version()));
        return true;
    }

    /// Notes that the device saw how a call stands.
    void show(Call call) {
        Known before = known.getOrDefault(call.id(), NOTHING);
        if (call.isLive() || known.containsKey(call.id())) {
            put(call, new Known(before.told(), before.status(), Math.max(before.seen(), call.version())));
        }
    }

    /// Whether it was told of this version of a call, or of a newer one.
    boolean has(CallId call, int version) {
        return known.getOrDefault(call, NOTHING).told() >= version;
    }

    /// Whether it was told that the call was answered, or is over.
    boolean hasAnswer(CallId call) {
        return !known.getOrDefault(call, NOTHING).status().isBeforeAnswer();
    }

    /// The calls that it believes to be live.
    List<CallId> live() {
        return known.entrySet().stream()
                .filter(it -> !it.getValue().status().isFinal())
                .map(Map.Entry::getKey)
                .toList();
    }

    private void put(Call call, Known now) {
        known.put(call.id(), now);
        if (known.size() > CALLS_REMEMBERED) {
            forgetOne();
        }
    }

    private void forgetOne() {
        Iterator<Known> all = known.values().iterator();
        while (all.hasNext()) {
            if (all.next().status().isFinal()) {
                all.remove();
                return;
            }
        }
        known.remove(known.keySet().iterator().next());
    }
}
