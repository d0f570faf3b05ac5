package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Conversation;
import dev.ringback.e2e.world.Json;
import dev.ringback.e2e.world.Person;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Rest;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.Token;
import dev.ringback.e2e.world.World;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The doors by which a host application brings its people, and the demo's own (design §5, §6).
class DirectoryTest {
    @RegisterExtension
    final World world = World.on(Server.usual());

    @Test
    void renamedPersonRingsWithTheNewName() {
        Conversation talk = world.conversation(world.person("Alice"), world.person("Bob"));
        Phone alice = world.phone(talk.one());
        Phone bob = world.phone(talk.two());
        alice.cancels(alice.invites(talk));
        bob.hears("call_invitation");

        world.host()
                .put("/api/directory/users/" + talk.one().id(), Json.object("name", "Alice of Finance"))
                .succeeded();

        alice.invites(talk);
        assertThat(bob.hears("call_invitation").path("from_name").asText()).isEqualTo("Alice of Finance");
    }

    @Test
    void whoIsTakenOutOfAConversationCannotCallInIt() {
        Conversation talk = world.conversation(world.person("Alice"), world.person("Bob"));
        Person hana = world.person("Hana");
        Phone alice = world.phone(talk.one());

        world.host()
                .put(
                        "/api/directory/conversations/" + talk.id(),
                        Json.object(
                                "participants",
                                Json.array(
                                        Json.object("user_id", hana.id()),
                                        Json.object("user_id", talk.two().id()))))
                .succeeded();

        alice.invites(talk, UUID.randomUUID().toString(), "voice").refused("not_participant");
        world.phone(hana).invites(new Conversation(talk.id(), hana, talk.two()));
    }

    @Test
    void manyPeopleAndConversationsComeAsLines() {
        long one = World.newId();
        long two = World.newId();
        long conversation = World.newId();
        String lines = Json.object("user_id", one, "name", "Imported One") + "\n"
                + Json.object("user_id", two, "name", "Imported Two") + "\n"
                + Json.object(
                        "conversation_id",
                        conversation,
                        "participants",
                        Json.array(Json.object("user_id", one), Json.object("user_id", two)))
                + "\n";

        world.host()
                .send("POST", "/api/directory/import", lines, Map.of("Content-Type", "application/x-ndjson"))
                .succeeded();

        JsonNode listed = new Rest(
                        world.server().base(), Token.of(world.server().secret(), one))
                .get("/api/conversations")
                .succeeded()
                .path("conversations");
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).path("id").asLong()).isEqualTo(conversation);
        assertThat(listed.get(0).path("other_name").asText()).isEqualTo("Imported Two");
    }

    @Test
    void badPushesAreRefused() {
        Rest host = world.host();
        for (String id : new String[] {"0", "-1", "abc", "99999999999999999999"}) {
            assertThat(host.put("/api/directory/users/" + id, Json.object("name", "x"))
                            .status())
                    .as(id)
                    .isIn(400, 404);
        }
        host.put("/api/directory/users/" + World.newId(), "{\"name\":7}").refused(400);
        host.put("/api/directory/users/" + World.newId(), "{\"name\":\"\\u0000\"}")
                .refused(400);
        host.put("/api/directory/conversations/" + World.newId(), "{}").refused(400);
        host.put("/api/directory/conversations/" + World.newId(), "{\"participants\":[{\"user_id\":-1}]}")
                .refused(400);
        new Rest(world.server().base(), null)
                .put("/api/directory/users/5", Json.object("name", "x"))
                .refused(401);
    }

    @Test
    void demoPeopleAreThereAndGetTokens() {
        Rest anybody = new Rest(world.server().base(), null);
        String token = anybody.post("/api/demo/token", Json.object("user_id", 1))
                .json()
                .path("token")
                .asText();
        JsonNode conversations = new Rest(world.server().base(), token)
                .get("/api/conversations")
                .succeeded()
                .path("conversations");
        assertThat(Json.texts(conversations, "other_name")).containsExactlyInAnyOrder("Sara Tesfaye", "Hana Girma");
        assertThat(Json.texts(conversations, "id")).containsExactlyInAnyOrder("1", "2");
        assertThat(anybody.post("/api/demo/token", Json.object("user_id", 77)).status())
                .isIn(400, 404);
        anybody.post("/api/demo/token", "{}").refused(400);
    }

    @Test
    void pageAndDocumentsAreServed() {
        Rest anybody = new Rest(world.server().base(), null);
        assertThat(anybody.get("/").status()).isEqualTo(200);
        assertThat(anybody.get("/q/openapi").response().body()).contains("/api/call-logs");
        assertThat(anybody.get("/q/swagger-ui/").status()).isEqualTo(200);
        assertThat(anybody.get("/q/health/ready").status()).isEqualTo(200);
    }
}
