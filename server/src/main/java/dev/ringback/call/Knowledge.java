package dev.ringback.call;

import dev.ringback.core.call.Call;
import dev.ringback.core.call.Status;
import dev.ringback.core.id.CallId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one device was told of calls: the newest version of each, and how it stood then. Bounded; a live call is
/// forgotten last. On the call loop only.
final class Knowledge {

    private static final int CALLS_REMEMBERED = 16;

    private final Map<CallId, Known> known = new LinkedHashMap<>();

    private record Known(int version, Status status) {}

    /// Notes what the device is told now.
    ///
    /// @return false when it was told of a newer version before
    boolean note(Call call) {
        Known before = known.get(call.id());
        if (before != null && before.version() > call.version()) {
            return false;
        }
        known.put(call.id(), new Known(call.version(), call.status()));
        if (known.size() > CALLS_REMEMBERED) {
            forgetOne();
        }
        return true;
    }

    /// Whether it was told of this version of a call, or of a newer one.
    boolean has(CallId call, int version) {
        Known it = known.get(call);
        return it != null && it.version() >= version;
    }

    /// Whether it was told that the call was answered, or is over.
    boolean hasAnswer(CallId call) {
        Known it = known.get(call);
        return it != null && !it.status().isBeforeAnswer();
    }

    /// The calls that it believes to be live.
    List<CallId> live() {
        return known.entrySet().stream()
                .filter(it -> !it.getValue().status().isFinal())
                .map(Map.Entry::getKey)
                .toList();
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
