package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Await;
import dev.ringback.e2e.world.Ending;
import dev.ringback.e2e.world.Json;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Postmaster;
import dev.ringback.e2e.world.RawSocket;
import dev.ringback.e2e.world.Rest;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Scrape;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.Truth;
import dev.ringback.e2e.world.World;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The database goes away and comes back: nothing is said that is not committed, nobody is hung up on, and it works
/// again.
class DatabaseAwayTest {
    private static final RunningServer PROCESS = RunningServer.start(Map.of());
    private static final Duration A_FEW_SECONDS = Duration.ofSeconds(5);

    @RegisterExtension
    final World world = World.on(Server.of(PROCESS));

    private final Scene scene = world.scene();
    private final Scene idle = world.scene();

    @AfterAll
    static void stop() {
        PROCESS.close();
    }

    @Test
    void everythingIsUnavailableUntilItIsBackAndThenItWorks() {
        String call = scene.talking();
        Postmaster postgres = Postmaster.of(world.server());

        postgres.stop();

        String invitation = UUID.randomUUID().toString();
        JsonNode refused =
                idle.alice().invites(idle.talk(), invitation, "voice").refused("unavailable");
        assertThat(refused.path("temporary").asBoolean()).isTrue();
        idle.bob().hearsNo("call_invitation");
        scene.alice().tries("call_ended", call).refused("unavailable");
        scene.bob().hearsNo("call_ended", "call_peer_lost");
        Rest rest = world.rest(scene.alice().person());
        rest.get("/api/call-logs").refused(503);
        rest.get("/api/calls/" + call).refused(503);
        rest.post("/api/call-logs", Json.object("conversation_id", scene.talk().id(), "call_type", "voice"))
                .refused(503);
        assertThat(new Rest(world.server().base(), null).get("/q/health/ready").status())
                .isEqualTo(503);
        assertThat(new Rest(world.server().base(), null).get("/q/health/live").status())
                .isEqualTo(200);

        Await.until(
                "the writer is told to be away",
                () -> Scrape.of(world.server().base()).value("ringback_writer_connected") == 0);

        postgres.start();

        Await.until(
                "calls can be made again",
                () -> new Rest(world.server().base(), null)
                                .get("/q/health/ready")
                                .status()
                        == 200);
        assertThat(world.rows().call(call).path("status").asText()).isEqualTo("answered");
        scene.alice().hangsUp(call);
        Truth.of(world, call, Ending.HANG_UP).by(scene.alice()).toldTo(scene.bob());
        assertThat(world.rows().ofConversation(idle.talk().id())).isEmpty();
        idle.alice().invites(idle.talk(), invitation, "voice").accepted();
        idle.bob().hears("call_invitation");
        idle.bob().declines(invitation);
        Truth.of(world, invitation, Ending.DECLINE).by(idle.bob()).toldTo(idle.alice());
    }

    @Test
    void aNewSocketCanTalkWhileTheDatabaseStandsStill() {
        Postmaster postgres = Postmaster.of(world.server());
        postgres.freeze();
        try (RawSocket socket = RawSocket.open(
                world.server().base(),
                "/ws",
                RawSocket.bearer(idle.alice().person().token()))) {
            socket.text(Json.object("type", "ping", "id", "1").toString());
            socket.hears(Set.of("pong"), A_FEW_SECONDS);

            postgres.thaw();
            socket.hears(Set.of("active_calls"), Phone.SOON);
        } finally {
            postgres.thaw();
        }
    }
}
