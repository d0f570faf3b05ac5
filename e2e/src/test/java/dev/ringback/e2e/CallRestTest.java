package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.e2e.world.Json;
import dev.ringback.e2e.world.Person;
import dev.ringback.e2e.world.Rest;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.Token;
import dev.ringback.e2e.world.World;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// One call, its audit trail, TURN credentials, and what REST refuses from everybody (protocol §3).
class CallRestTest {
    @RegisterExtension
    final World world = World.on(Server.usual());

    private final Scene scene = world.scene();

    private final Person alice = scene.alice().person();

    @Test
    void callIsReadAsItStands() {
        String call = scene.ringing();
        assertThat(world.view(alice, call).path("status").asText()).isEqualTo("ringing");
        assertThat(world.view(alice, call).get("duration_seconds").isNull()).isTrue();
        assertThat(world.rest(alice)
                        .get("/api/calls/" + call.toUpperCase(Locale.ROOT))
                        .succeeded()
                        .path("call")
                        .path("call_id")
                        .asText())
                .isEqualTo(call);
        world.rest(world.person("Stranger")).get("/api/calls/" + call).refused(404);
        world.rest(alice).get("/api/calls/" + UUID.randomUUID()).refused(404);
        assertThat(world.rest(alice).get("/api/calls/abc").status()).isIn(400, 404);
    }

    @Test
    void auditTrailIsForItsTwoPeople() {
        String call = scene.talking();
        scene.bob().tries("call_mode_switched", call, "new_mode", "video").accepted();
        scene.bob().hangsUp(call);

        JsonNode events = world.rest(alice)
                .get("/api/calls/" + call + "/events")
                .succeeded()
                .path("events");

        assertThat(Json.texts(events, "seq")).containsExactly("1", "2", "3", "4", "5");
        assertThat(Json.texts(events, "status"))
                .containsExactly("initiated", "ringing", "answered", "answered", "ended");
        assertThat(Json.texts(events, "by_user_id"))
                .containsExactly(
                        "" + alice.id(),
                        "" + scene.bob().person().id(),
                        "" + scene.bob().person().id(),
                        "" + scene.bob().person().id(),
                        "" + scene.bob().person().id());
        for (JsonNode event : events) {
            assertThat(Json.names(event)).contains("seq", "type", "status", "at", "by_user_id", "device_id", "detail");
            assertThat(event.path("at").asText()).endsWith("Z");
        }
        assertThat(events.get(0).path("device_id").asText())
                .isEqualTo(scene.alice().device());
        assertThat(events.toString()).doesNotContain("v=0");
        world.rest(world.person("Stranger"))
                .get("/api/calls/" + call + "/events")
                .refused(404);
    }

    @Test
    void badTokensAreRefusedEverywhere() {
        ObjectNode claims = Token.claims(alice.id(), Duration.ofHours(1));
        String secret = world.server().secret();
        for (String token : new String[] {
            "x",
            Token.unsigned(claims),
            Token.signed("another-secret-of-at-least-32-bytes", claims),
            Token.signed(secret, Token.claims(alice.id(), Duration.ofHours(-1)))
        }) {
            Rest rest = new Rest(world.server().base(), token);
            for (String path : new String[] {
                "/api/call-logs", "/api/conversations", "/api/turn-credentials", "/api/calls/" + UUID.randomUUID()
            }) {
                rest.get(path).refused(401);
            }
            rest.put("/api/directory/users/5", Json.object("name", "x")).refused(401);
        }
    }

    @Test
    void peopleAreNotPushedByPeople() {
        assertThat(world.rest(alice)
                        .put("/api/directory/users/" + alice.id(), Json.object("name", "Admin"))
                        .refused(403)
                        .path("code")
                        .asText())
                .isNotBlank();
        assertThat(world.host().get("/api/call-logs").status()).isIn(401, 403);
    }

    @Test
    void unknownPathsMethodsAndHugeBodiesAreProblems() {
        Rest rest = world.rest(alice);
        rest.get("/api/nothing").refused(404);
        rest.send("DELETE", "/api/call-logs", null, Map.of()).refused(405);
        rest.send("POST", "/api/call-logs", "conversation_id=1", Map.of("Content-Type", "text/plain"))
                .refused(415);
        rest.post("/api/call-logs", "{\"x\":\"" + "x".repeat(100_000) + "\"}").refused(413);
    }

    @Test
    void foreignOriginsGetNoAnswerThatABrowserWouldShow() {
        assertThat(world.rest(alice)
                        .send("GET", "/api/conversations", null, Map.of("Origin", "https://evil.example.org"))
                        .response()
                        .headers()
                        .firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        Rest brisk = new Rest(Server.brisk().base(), Token.of(Server.brisk().secret(), alice.id()));
        assertThat(brisk.send("GET", "/api/conversations", null, Map.of("Origin", Server.ALLOWED_ORIGIN))
                        .response()
                        .headers()
                        .firstValue("Access-Control-Allow-Origin"))
                .contains(Server.ALLOWED_ORIGIN);
    }
}
