package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Ending;
import dev.ringback.e2e.world.Json;
import dev.ringback.e2e.world.Person;
import dev.ringback.e2e.world.Reply;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.Truth;
import dev.ringback.e2e.world.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `PUT /api/call-logs/{id}` (protocol §3): clients ask in the seed's way, the server decides and tells everyone as if
/// it
/// had come by the socket.
class CallLogPutTest {
    @RegisterExtension
    final World world = World.on(Server.usual());

    private final Scene scene = world.scene();

    private final Person alice = scene.alice().person();

    private final Person bob = scene.bob().person();

    @Test
    void everyoneIsToldAsIfItHadComeByTheSocket() {
        String cancelled = scene.ringing();
        put(alice, cancelled, "cancelled").succeeded();
        Truth.of(world, cancelled, Ending.CANCEL).by(scene.alice()).toldTo(scene.bob());

        String given = scene.ringing();
        put(alice, given, "no_answer").succeeded();
        Truth.of(world, given, Ending.NO_ANSWER).toldTo(scene.bob());

        String declined = scene.ringing();
        put(bob, declined, "declined").succeeded();
        Truth.of(world, declined, Ending.DECLINE).by(scene.bob()).toldTo(scene.alice());

        String rung = scene.invited();
        put(bob, rung, "ringing").succeeded();
        scene.alice().hears("call_ringing");
        scene.bob().answers(rung);
        put(bob, rung, "failed").succeeded();
        Truth.of(world, rung, Ending.MEDIA_FAILED).by(scene.bob()).toldTo(scene.alice());

        String ended = scene.talking();
        put(bob, ended, "ended").succeeded();
        Truth.of(world, ended, Ending.HANG_UP).by(scene.bob()).toldTo(scene.alice());
    }

    @Test
    void clientsTimesAndDurationsAreNotTaken() {
        String call = scene.talking();
        world.rest(alice)
                .put(
                        path(call),
                        Json.object("status", "ended", "ended_at", "2001-01-16T13:30:45Z", "duration_seconds", 4_500))
                .succeeded();
        Truth.of(world, call, Ending.HANG_UP).by(scene.alice());
        assertThat(world.rows().call(call).path("duration_seconds").asInt()).isLessThan(60);
    }

    @Test
    void finalRowAnswersEveryWordAndChangesNothing() {
        String call = scene.ringing();
        scene.bob().declines(call);
        JsonNode row = world.rows().call(call);
        for (String status : new String[] {
            "initiated", "ringing", "answered", "ended", "cancelled", "declined", "missed", "failed", "no_answer"
        }) {
            put(alice, call, status).succeeded();
            put(bob, call, status).succeeded();
        }
        assertThat(world.rows().call(call)).isEqualTo(row);
    }

    @Test
    void unknownStatusAndBadBodiesAreRefused() {
        String call = scene.ringing();
        for (String status : new String[] {"", "ENDED", "canceled", "busy", "ended\u0000"}) {
            put(alice, call, status).refusedField(400, "status");
        }
        world.rest(alice).put(path(call), "{}").refusedField(400, "status");
        world.rest(alice).put(path(call), "{\"status\":5}").refusedField(400, "status");
        world.rest(alice).put(path(call), "{\"status\":null}").refusedField(400, "status");
        world.rest(alice).put(path(call), "{\"status\":").refused(400);
        world.rest(alice).put(path(call), "[]").refused(400);
        scene.bob().declines(call);
        put(alice, call, "nonsense").refusedField(400, "status");
    }

    @Test
    void onlyTheTwoPeopleMayAsk() {
        String call = scene.ringing();
        put(world.person("Stranger"), call, "cancelled").refused(404);
        for (String id : new String[] {"999999999", "9223372036854775807"}) {
            world.rest(alice)
                    .put("/api/call-logs/" + id, Json.object("status", "ended"))
                    .refused(404);
        }
        for (String id : new String[] {"0", "-1", "abc", "9223372036854775808", "1.5"}) {
            assertThat(world.rest(alice)
                            .put("/api/call-logs/" + id, Json.object("status", "ended"))
                            .status())
                    .as("PUT of %s", id)
                    .isIn(400, 404);
        }
        world.rest(alice)
                .put(path(call) + "?user_id=" + bob.id(), Json.object("status", "ended"))
                .refused(403);
        assertThat(world.rows().call(call).path("status").asText()).isEqualTo("ringing");
    }

    private Reply put(Person person, String call, String status) {
        return world.rest(person).put(path(call), Json.object("status", status));
    }

    private String path(String call) {
        return "/api/call-logs/" + world.rows().call(call).path("id").asLong();
    }
}
