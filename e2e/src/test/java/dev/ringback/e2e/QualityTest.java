package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Answer;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.World;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What devices say of how well a call works: kept beside the row, at most every ten seconds (protocol §2).
class QualityTest {
    @RegisterExtension
    final World world = World.on(Server.usual());

    private final Scene scene = world.scene();

    @Test
    void qualityIsKeptBesideTheRowAtMostEveryTenSeconds() {
        String call = scene.talking();
        JsonNode before = world.rows().call(call);

        quality(scene.alice(), call).accepted();
        quality(scene.bob(), call).accepted();
        quality(scene.alice(), call).refused("rate_limited");

        List<JsonNode> kept = world.rows().quality(before.path("id").asLong());
        assertThat(kept).hasSize(2);
        assertThat(kept.getFirst().path("rtt_ms").asDouble()).isEqualTo(42.5);
        assertThat(kept.getFirst().path("relay").asBoolean()).isTrue();
        assertThat(world.rows().call(call).path("version")).isEqualTo(before.path("version"));
        scene.bob().hearsNo("call_quality");
    }

    @Test
    void qualityMayBeSaidOnceAfterTheEnd() {
        String call = scene.talking();
        scene.alice().hangsUp(call);
        JsonNode row = world.rows().call(call);

        quality(scene.alice(), call).accepted();
        assertThat(quality(scene.alice(), call).word()).isIn("rate_limited", "call_over");

        assertThat(world.rows().quality(row.path("id").asLong())).hasSize(1);
        assertThat(world.rows().call(call)).isEqualTo(row);
    }

    @Test
    void numbersThatCannotBeAreRefused() {
        String call = scene.talking();
        scene.alice().tries("call_quality", call, "rtt_ms", -1).refusedField("rtt_ms");
        scene.alice().tries("call_quality", call, "rtt_ms", "fast").refusedField("rtt_ms");
        scene.alice().tries("call_quality", call, "loss_ratio", 1.5).refusedField("loss_ratio");
        scene.alice().tries("call_quality", call, "relay", 1).refusedField("relay");
    }

    private static Answer quality(Phone phone, String call) {
        return phone.tries(
                "call_quality",
                call,
                "rtt_ms",
                42.5,
                "jitter_ms",
                3,
                "loss_ratio",
                0.01,
                "bitrate_kbps",
                64,
                "relay",
                true);
    }
}
