package dev.ringback.e2e.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// What holds of every call, whatever happened (protocol §1 "Invariants", §2 "Order"), checked after each test.
///
/// @param phones every phone of the test
/// @param conversations every conversation of the test
record Invariants(World world, List<Phone> phones, List<Conversation> conversations) {
    private static final Set<String> TELLS_A_TRANSITION = Set.of(
            "call_invitation",
            "call_ringing",
            "call_answer",
            "call_taken",
            "call_declined",
            "call_cancelled",
            "call_ended",
            "call_missed",
            "call_failed");
    private static final Set<String> FINAL = Set.of("ended", "cancelled", "declined", "missed", "failed");

    void check() {
        phones.forEach(Described::check);
        phones.forEach(Invariants::toldInOrder);
        for (Conversation conversation : conversations) {
            for (JsonNode row : world.rows().ofConversation(conversation.id())) {
                eventsMatch(row);
                timesGoForward(row);
                phones.forEach(phone -> toldWhatTheRowSays(phone, row));
            }
        }
    }

    private static void toldInOrder(Phone phone) {
        Map<String, Integer> newest = new HashMap<>();
        for (JsonNode message : phone.inbox().all()) {
            String type = message.path("type").asText();
            if (TELLS_A_TRANSITION.contains(type)) {
                String call = message.path("call_id").asText();
                int version = message.path("version").asInt(-1);
                int before = newest.getOrDefault(call, 0);
                assertThat(version)
                        .as("%s after version %s on one socket", message, before)
                        .isGreaterThanOrEqualTo(before);
                newest.put(call, version);
            }
        }
    }

    private void eventsMatch(JsonNode row) {
        List<JsonNode> events = world.rows().events(row.path("id").asLong());
        List<Integer> seqs = new ArrayList<>();
        OffsetDateTime last = OffsetDateTime.MIN;
        for (JsonNode event : events) {
            seqs.add(event.path("seq").asInt());
            OffsetDateTime at = OffsetDateTime.parse(event.path("at").asText());
            assertThat(at).as("time of %s", event).isAfterOrEqualTo(last);
            last = at;
        }
        assertThat(seqs)
                .as("seq of the events of %s", row)
                .isEqualTo(IntStream.rangeClosed(1, row.path("version").asInt())
                        .boxed()
                        .toList());
        assertThat(events.getLast().path("status")).as("last event of %s", row).isEqualTo(row.path("status"));
        assertThat(events.subList(0, events.size() - 1))
                .as("events before the last of %s", row)
                .noneMatch(event -> FINAL.contains(event.path("status").asText()));
    }

    private static void timesGoForward(JsonNode row) {
        OffsetDateTime last = OffsetDateTime.MIN;
        for (String field : List.of("started_at", "ringing_at", "answered_at", "ended_at")) {
            if (row.hasNonNull(field)) {
                OffsetDateTime at = OffsetDateTime.parse(row.path(field).asText());
                assertThat(at).as("%s of %s", field, row).isAfterOrEqualTo(last);
                last = at;
            }
        }
    }

    private static void toldWhatTheRowSays(Phone phone, JsonNode row) {
        List<JsonNode> ends = phone.inbox().all().stream()
                .filter(message ->
                        TELLS_A_TRANSITION.contains(message.path("type").asText()))
                .filter(message -> message.path("call_id").equals(row.path("call_id")))
                .filter(message -> FINAL.contains(message.path("status").asText()))
                .filter(message -> !Inbox.isA(message, "call_taken"))
                .toList();
        assertThat(ends).as("ends told to %s", phone.person().name()).hasSizeLessThanOrEqualTo(1);
        for (JsonNode end : ends) {
            assertThat(end.path("status")).as("status of %s", end).isEqualTo(row.path("status"));
            assertThat(end.path("version")).as("version of %s", end).isEqualTo(row.path("version"));
            assertThat(end.path("duration_seconds")).as("duration of %s", end).isEqualTo(row.path("duration_seconds"));
        }
    }
}
