package dev.ringback.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The calls that one device shows.
final class Screen {

    private final Map<String, Seen> calls = new LinkedHashMap<>();

    Collection<Seen> calls() {
        return calls.values();
    }

    Optional<Seen> find(String callId) {
        return Optional.ofNullable(calls.get(callId));
    }

    /// The newest call that fits.
    Optional<Seen> newest(Predicate<Seen> fits) {
        return List.copyOf(calls.values()).reversed().stream().filter(fits).findFirst();
    }

    /// The person here calls.
    void asks(String callId, long conversation) {
        calls.computeIfAbsent(callId, any -> new Seen(callId, conversation, true));
    }

    /// The server refused it: there is no such call.
    void drop(String callId) {
        find(callId).filter(seen -> seen.version == 0).ifPresent(seen -> calls.remove(callId));
    }

    /// A message about one call.
    ///
    /// @return the call, when it begins to ring by this message
    Optional<Seen> apply(JsonNode message) {
        String type = message.path("type").asText();
        Seen seen = seen(message, type.equals("call_ringing") || type.equals("call_answer"));
        boolean rang = seen.rings;
        switch (type) {
            case "call_invitation" -> seen.invited(message);
            case "call_ringing" -> ifNews(seen, message, () -> seen.moved(message, "ringing"));
            case "call_answer" ->
                ifNews(seen, message, () -> {
                    seen.moved(message, "answered");
                    seen.carried = true;
                });
            case "call_taken" -> ifNews(seen, message, () -> seen.takenElsewhere(message));
            case "call_declined", "call_cancelled", "call_ended", "call_missed", "call_failed" ->
                ifNews(seen, message, () -> seen.ended(message));
            default ->
                seen.version = Math.max(seen.version, message.path("version").asInt());
        }
        return seen.rings && !rang ? Optional.of(seen) : Optional.empty();
    }

    /// A row, of an answer or an update.
    Seen row(JsonNode row) {
        String callId = row.path("call_id").asText();
        Seen seen = calls.computeIfAbsent(
                callId,
                any -> new Seen(
                        callId,
                        row.path("conversation_id").asLong(),
                        row.path("is_caller").asBoolean()));
        seen.row(row);
        return seen;
    }

    /// The live calls, all of them.
    ///
    /// @return those that the device believed to be live and that are not: it must ask
    List<Seen> snapshot(JsonNode rows) {
        Set<String> live = new LinkedHashSet<>();
        for (JsonNode row : rows) {
            live.add(row(row).callId);
        }
        List<Seen> gone = calls.values().stream()
                .filter(seen -> seen.isLive() && seen.version > 0 && !live.contains(seen.callId))
                .toList();
        gone.forEach(seen -> seen.rings = false);
        return gone;
    }

    private Seen seen(JsonNode message, boolean caller) {
        String callId = message.path("call_id").asText();
        return calls.computeIfAbsent(
                callId, any -> new Seen(callId, message.path("conversation_id").asLong(), caller));
    }

    private static void ifNews(Seen seen, JsonNode message, Runnable change) {
        if (seen.isNews(message)) {
            change.run();
        }
    }
}
