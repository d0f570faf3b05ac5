package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Json;
import dev.ringback.e2e.world.Person;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The conversations of a person, with who is there, what happened last and what was missed (protocol §3).
class ConversationsTest {
    @RegisterExtension
    final World world = World.on(Server.usual());

    private final Scene scene = world.scene();

    private final Person alice = scene.alice().person();

    private final Person bob = scene.bob().person();

    @Test
    void missedCallsAreCountedUntilTheyAreSeen() {
        scene.alice().cancels(scene.ringing());
        scene.alice().cancels(scene.ringing());

        assertThat(conversation(bob).path("missed_count").asInt()).isEqualTo(2);
        assertThat(conversation(alice).path("missed_count").asInt()).isZero();
        world.rest(bob).post("/api/call-logs/seen", "{}").succeeded();
        assertThat(conversation(bob).path("missed_count").asInt()).isZero();
    }

    @Test
    void conversationsSayWhoIsThereAndWhatHappenedLast() {
        String call = scene.ringing();
        scene.bob().declines(call);

        JsonNode listed = conversation(alice);
        assertThat(listed.path("id").asLong()).isEqualTo(scene.talk().id());
        assertThat(listed.path("other_user_id").asLong()).isEqualTo(bob.id());
        assertThat(listed.path("other_name").asText()).isEqualTo(bob.name());
        assertThat(listed.path("other_avatar").asText()).isEqualTo(bob.avatar());
        assertThat(listed.path("online").asBoolean()).isTrue();
        assertThat(listed.path("last_call").path("call_id").asText()).isEqualTo(call);
        assertThat(Json.names(listed)).contains("type", "name");
        scene.bob().close();
        scene.alice().hears("presence");
        assertThat(conversation(alice).path("online").asBoolean()).isFalse();
    }

    private JsonNode conversation(Person person) {
        JsonNode all = world.rest(person).get("/api/conversations").succeeded().path("conversations");
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
