package dev.ringback.e2e.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Everything that a phone was sent, in order. A message is taken once; what nobody took is unread. Any thread may
/// call.
public final class Inbox {
    private final List<JsonNode> all = new ArrayList<>();
    private final List<JsonNode> unread = new ArrayList<>();

    synchronized void add(JsonNode message) {
        all.add(message);
        unread.add(message);
        notifyAll();
    }

    /// Waits for the first unread message like this and takes it.
    ///
    /// @param what words for it, when it does not come
    /// @throws AssertionError when it did not come within the bound, with what came instead
    public synchronized JsonNode take(String what, Predicate<JsonNode> wanted, Duration bound) {
        long end = System.nanoTime() + bound.toNanos();
        while (true) {
            Optional<JsonNode> found = unread.stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                unread.removeIf(message -> message == found.get());
                return found.get();
            }
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError(what + " did not come within " + bound + "; unread: " + unread);
            }
            pause(left);
        }
    }

    private void pause(long nanos) {
        try {
            wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("stopped while waiting", stopped);
        }
    }

    /// @return the unread messages of this type, oldest first
    public synchronized List<JsonNode> unread(String type) {
        return unread.stream().filter(message -> isA(message, type)).toList();
    }

    /// @return every message so far, read or not
    public synchronized List<JsonNode> all() {
        return List.copyOf(all);
    }

    /// Takes what came so far, so that only what follows is looked at.
    public synchronized void clear() {
        unread.clear();
    }

    static boolean isA(JsonNode message, String type) {
        return message.path("type").asText().equals(type);
    }
}
