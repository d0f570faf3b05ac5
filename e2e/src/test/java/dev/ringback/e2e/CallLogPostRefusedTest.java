package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.e2e.world.Json;
import dev.ringback.e2e.world.Rest;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.SeedClient;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `POST /api/call-logs` refuses (protocol §3), leaving no row.
class CallLogPostRefusedTest {
    private static final String LONG_AGO = "2001-01-16T13:30:00.000Z";

    @RegisterExtension
    final World world = World.on(Server.usual());

    private final Scene scene = world.scene();

    private final Rest alice = world.rest(scene.alice().person());

    @Test
    void whoseItIsMustBeTheTokensOwn() {
        ObjectNode anothers = seedsBody();
        Json.put(anothers, "caller_user_id", scene.bob().person().id());
        alice.post("/api/call-logs", anothers).refused(403);
        ObjectNode profile = seedsBody();
        Json.put(profile, "caller_profile_id", 1, "caller_profile_type", "student");
        alice.post("/api/call-logs", profile).refused(403);
        alice.post("/api/call-logs?user_id=" + scene.bob().person().id(), seedsBody())
                .refused(403);
        alice.post("/api/call-logs?profile_id=1&profile_type=student", seedsBody())
                .refused(403);
        long others =
                world.conversation(world.person("Hana"), world.person("Dawit")).id();
        alice.post("/api/call-logs", Json.object("conversation_id", others, "call_type", "voice"))
                .refused(403);
        new Rest(world.server().base(), null)
                .post("/api/call-logs", seedsBody())
                .refused(401);
        assertThat(world.rows().ofConversation(scene.talk().id())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "conversation_id | null",
                "conversation_id | -1",
                "conversation_id | 0",
                "conversation_id | \"one\"",
                "conversation_id | 9223372036854775808",
                "conversation_id | 1e40",
                "call_type | null",
                "call_type | \"hologram\"",
                "call_type | 5",
                "status | \"ended\"",
                "status | \"nonsense\"",
                "status | 7",
                "caller_user_id | \"me\""
            })
    void wrongFieldIsNamed(String field, String value) {
        ObjectNode body = seedsBody();
        body.set(field, Json.read(value));
        alice.post("/api/call-logs", body).refusedField(400, field);
        assertThat(world.rows().ofConversation(scene.talk().id())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{", "[]", "null", "7", "hello", "{\"conversation_id\":1"})
    void malformedBodyIsRefused(String body) {
        alice.post("/api/call-logs", body).refused(400);
    }

    private ObjectNode seedsBody() {
        return SeedClient.entry(scene.talk(), scene.alice().person(), LONG_AGO);
    }
}
