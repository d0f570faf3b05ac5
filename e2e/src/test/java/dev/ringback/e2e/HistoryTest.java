package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Json;
import dev.ringback.e2e.world.Person;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The call log as people read it over REST (protocol §3).
class HistoryTest {
    @RegisterExtension
    final World world = World.on(Server.usual());

    private final Scene scene = world.scene();

    private final Person alice = scene.alice().person();

    private final Person bob = scene.bob().person();

    @Test
    void rowHasTheSeedsFieldsAndOurs() {
        String call = scene.talking();
        scene.alice().hangsUp(call);
        JsonNode stored = world.rows().call(call);

        JsonNode row = history(alice).getFirst();

        assertThat(Json.names(row))
                .contains(
                        "id",
                        "conversation_id",
                        "caller_name",
                        "is_caller",
                        "call_type",
                        "status",
                        "started_at",
                        "answered_at",
                        "ended_at",
                        "duration_seconds",
                        "call_id",
                        "direction",
                        "outcome",
                        "end_reason",
                        "ringing_at",
                        "ring_seconds",
                        "end_estimated",
                        "ended_by_user_id",
                        "caller_user_id",
                        "caller_profile_id",
                        "caller_profile_type",
                        "caller_avatar",
                        "callee_user_id",
                        "callee_name",
                        "callee_avatar",
                        "participants",
                        "version",
                        "created_at");
        assertThat(row.path("id")).isEqualTo(stored.path("id"));
        assertThat(row.path("caller_name").asText()).isEqualTo(alice.name());
        assertThat(row.path("caller_avatar").asText()).isEqualTo(alice.avatar());
        assertThat(row.path("caller_profile_id").asLong()).isEqualTo(alice.profileId());
        assertThat(row.path("caller_profile_type").asText()).isEqualTo(alice.profileType());
        assertThat(row.path("callee_name").asText()).isEqualTo(bob.name());
        assertThat(row.path("callee_user_id").asLong()).isEqualTo(bob.id());
        assertThat(row.path("participants").toString())
                .isEqualTo(Json.array(participant(alice), participant(bob)).toString());
        for (String time : new String[] {"started_at", "ringing_at", "answered_at", "ended_at", "created_at"}) {
            assertThat(row.path(time).asText())
                    .as(time)
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
        }
        assertThat(history(bob).getFirst().path("is_caller").asBoolean()).isFalse();
        assertThat(history(bob).getFirst().path("caller_name").asText()).isEqualTo(alice.name());
    }

    @Test
    void newestComeFirstAndPagesFollowEachOther() {
        List<String> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String call = scene.alice().invites(scene.talk());
            scene.alice().cancels(call);
            calls.addFirst(call);
        }
        List<String> read = new ArrayList<>();
        String path = "/api/call-logs/" + scene.talk().id() + "?limit=2";
        JsonNode page = world.rest(bob).get(path).succeeded();
        read.addAll(Json.texts(page.path("call_logs"), "call_id"));
        assertThat(read).hasSize(2);
        while (page.hasNonNull("next_cursor")) {
            page = world.rest(bob)
                    .get(path + "&cursor=" + page.path("next_cursor").asText())
                    .succeeded();
            read.addAll(Json.texts(page.path("call_logs"), "call_id"));
        }
        assertThat(read).isEqualTo(calls);
        assertThat(history(alice).stream().map(row -> row.path("call_id").asText()))
                .containsExactlyElementsOf(calls);
    }

    private static JsonNode participant(Person person) {
        return Json.object(
                "user_id", person.id(),
                "profile_id", person.profileId(),
                "profile_type", person.profileType(),
                "name", person.name());
    }

    private List<JsonNode> history(Person person) {
        return world.rest(person)
                .get("/api/call-logs/" + scene.talk().id())
                .succeeded()
                .path("call_logs")
                .valueStream()
                .toList();
    }
}
