package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Json;
import dev.ringback.e2e.world.Person;
import dev.ringback.e2e.world.Reply;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.World;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a `PUT` of each status does to a live call, from either of its people (protocol §3), whole.
class CallLogPutTableTest {
    @RegisterExtension
    final World world = World.on(Server.usual());

    private final Scene scene = world.scene();

    private final Person alice = scene.alice().person();

    private final Person bob = scene.bob().person();

    /// On a live signaled row: its status, who asks, what, and the status after it, or 409.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "initiated | caller | initiated | initiated",
                "initiated | caller | cancelled | cancelled",
                "initiated | caller | ended | cancelled",
                "initiated | caller | no_answer | missed",
                "initiated | caller | ringing | 409",
                "initiated | caller | answered | 409",
                "initiated | caller | declined | 409",
                "initiated | caller | failed | 409",
                "initiated | caller | missed | 409",
                "initiated | callee | initiated | initiated",
                "initiated | callee | ringing | ringing",
                "initiated | callee | declined | declined",
                "initiated | callee | cancelled | declined",
                "initiated | callee | ended | declined",
                "initiated | callee | missed | initiated",
                "initiated | callee | answered | 409",
                "initiated | callee | no_answer | 409",
                "initiated | callee | failed | 409",
                "ringing | caller | initiated | ringing",
                "ringing | caller | ringing | ringing",
                "ringing | caller | cancelled | cancelled",
                "ringing | caller | ended | cancelled",
                "ringing | caller | no_answer | missed",
                "ringing | caller | answered | 409",
                "ringing | caller | declined | 409",
                "ringing | caller | failed | 409",
                "ringing | callee | ringing | ringing",
                "ringing | callee | declined | declined",
                "ringing | callee | cancelled | declined",
                "ringing | callee | ended | declined",
                "ringing | callee | missed | ringing",
                "ringing | callee | answered | 409",
                "answered | caller | initiated | answered",
                "answered | caller | ringing | answered",
                "answered | caller | answered | answered",
                "answered | caller | ended | ended",
                "answered | caller | cancelled | ended",
                "answered | caller | failed | failed",
                "answered | caller | no_answer | 409",
                "answered | caller | declined | 409",
                "answered | callee | answered | answered",
                "answered | callee | ended | ended",
                "answered | callee | cancelled | ended",
                "answered | callee | failed | failed",
                "answered | callee | missed | answered",
                "answered | callee | declined | 409"
            })
    void liveCallMovesAsItsPeopleMayAsk(String from, String who, String asked, String then) {
        String call = reach(from);
        JsonNode before = world.rows().call(call);

        Reply reply = put(who.equals("caller") ? alice : bob, call, asked);

        JsonNode after = world.rows().call(call);
        if (then.equals("409")) {
            assertThat(reply.refused(409).path("call").path("call_id").asText()).isEqualTo(call);
            assertThat(after).isEqualTo(before);
        } else {
            assertThat(reply.succeeded().path("message").asText()).isEqualTo("Call log updated");
            assertThat(after.path("status").asText()).isEqualTo(then);
            if (then.equals(from)) {
                assertThat(after.path("version")).isEqualTo(before.path("version"));
            }
        }
    }

    private Reply put(Person person, String call, String status) {
        return world.rest(person).put(path(call), Json.object("status", status));
    }

    private String path(String call) {
        return "/api/call-logs/" + world.rows().call(call).path("id").asLong();
    }

    private String reach(String status) {
        return switch (status) {
            case "initiated" -> scene.invited();
            case "ringing" -> scene.ringing();
            case "answered" -> scene.talking();
            default -> throw new IllegalArgumentException(status);
        };
    }
}
