package dev.ringback.e2e;

import static dev.ringback.e2e.world.Truth.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Await;
import dev.ringback.e2e.world.Conversation;
import dev.ringback.e2e.world.Json;
import dev.ringback.e2e.world.Person;
import dev.ringback.e2e.world.Reply;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Rows that no signaling touched (protocol §3): an old client logs by REST alone. Its words move the row by the table
/// of
/// §1, by the server's clock.
class RestOnlyRowTest {
    @RegisterExtension
    final World world = World.on(Server.brisk());

    private final Conversation talk = world.conversation(world.person("Alice"), world.person("Bob"));
    private final long id = world.rest(talk.one())
            .post("/api/call-logs", Json.object("conversation_id", talk.id(), "call_type", "voice"))
            .succeeded()
            .path("call_log_id")
            .asLong();

    @Test
    void answeredAndEndedHasTalkTimeByTheServersClock() {
        put(talk.one(), "answered").succeeded();
        put(talk.one(), "ended").succeeded();
        JsonNode row = row();
        assertThat(row.path("status").asText()).isEqualTo("ended");
        assertThat(row.path("end_reason").asText()).isEqualTo("hangup");
        assertThat(row.path("duration_seconds").asInt()).isZero();
        assertThat(at(row, "answered_at")).isBetween(at(row, "started_at"), at(row, "ended_at"));
    }

    @Test
    void cancelledStoresNoTalkTime() {
        put(talk.one(), "cancelled").succeeded();
        assertThat(row().path("status").asText()).isEqualTo("cancelled");
        assertThat(row().path("duration_seconds").asInt()).isZero();
        put(talk.one(), "answered").succeeded();
        assertThat(row().path("status").asText()).isEqualTo("cancelled");
    }

    @Test
    void declinedByWordOfTheCaller() {
        put(talk.one(), "ringing").succeeded();
        put(talk.one(), "declined").succeeded();
        assertThat(row().path("status").asText()).isEqualTo("declined");
        assertThat(row().path("end_reason").asText()).isEqualTo("declined");
    }

    @Test
    void calleeMayNotMoveIt() {
        assertThat(put(talk.two(), "ended").status()).isIn(403, 404, 409);
        put(world.person("Stranger"), "ended").refused(404);
        assertThat(row().path("status").asText()).isEqualTo("initiated");
    }

    @Test
    void endedBeforeAnsweredFollowsTheTableOfStatuses() {
        put(talk.one(), "ringing").succeeded();
        int status = put(talk.one(), "ended").status();
        assertThat(status).isIn(200, 409);
        assertThat(row().path("status").asText()).isEqualTo(status == 200 ? "cancelled" : "ringing");
    }

    @Test
    void forgottenRowIsClosedAsMissedAtTheRingTimeOut() {
        Await.until("the row is closed", () -> row().path("status").asText().equals("missed"));
        assertThat(row().path("duration_seconds").asInt()).isZero();
        assertThat(at(row(), "ended_at")).isEqualTo(at(row(), "started_at").plusSeconds(Server.BRISK_RING));
    }

    private Reply put(Person person, String status) {
        return world.rest(person).put("/api/call-logs/" + id, Json.object("status", status));
    }

    private JsonNode row() {
        return world.rows().ofConversation(talk.id()).getFirst();
    }
}
