package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.e2e.world.Ending;
import dev.ringback.e2e.world.Json;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.RawSocket;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Sdp;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.Truth;
import dev.ringback.e2e.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Sockets that are open and dead (protocol §2 "Frames"): nothing comes in for two heartbeats.
class SilenceTest {
    @RegisterExtension
    final World world = World.on(Server.brisk());

    private final Scene scene = world.scene();

    @Test
    void silentSocketIsClosedAndItsSideIsLost() {
        Phone alice = scene.alice();
        scene.bob().close();
        try (RawSocket silent = RawSocket.open(
                world.server().base(),
                "/ws?device_id=silent",
                RawSocket.bearer(scene.bob().person().token()))) {
            String call = alice.invites(scene.talk());
            silent.text(Json.object("type", "call_answer", "call_id", call, "answer", Sdp.answer("silent"))
                    .toString());
            alice.hears("call_answer");
            Instant spoke = Instant.now();

            assertThat(silent.closeCode(Duration.ofSeconds(10))).isEqualTo(4408);

            Instant closed = Instant.now();
            assertThat(Duration.between(spoke, closed)).isBetween(Duration.ofMillis(1_000), Duration.ofMillis(4_000));
            alice.hears("call_peer_lost");
            Ending.CONNECTION_LOST.toldBy(alice.hears("call_ended"), world.view(alice.person(), call));
            Truth.of(world, call, Ending.CONNECTION_LOST)
                    .estimated(closed.plusMillis(500).atOffset(ZoneOffset.UTC))
                    .updates(alice);
        }
    }

    @Test
    void socketThatAnswersPingsStaysOpen() {
        String call = scene.talking();
        scene.alice().hears("call_ended", ended -> true, Duration.ofSeconds(15));
        assertThat(world.rows().call(call).path("end_reason").asText()).isEqualTo("max_duration");
        scene.alice().fence();
        scene.bob().fence();
    }
}
