package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Sdp;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.World;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Nobody hears or sees a callee who has not answered (protocol §2, design §2.12): what must not leave the server.
class ConsentTest {
    @RegisterExtension
    final World world = World.on(Server.usual());

    private final Scene scene = world.scene();

    private final Phone alice = scene.alice();

    private final Phone bob = scene.bob();

    @Test
    void nothingOfTheCalleeButThatItRingsLeavesBeforeItsAnswerIsCommitted() {
        String call = scene.ringing();
        alice.inbox().clear();

        bob.candidate(call, 1).accepted();
        bob.tries("webrtc_offer", call, "offer", Sdp.offer("early")).refused("wrong_state");
        bob.tries("webrtc_answer", call, "answer", Sdp.answer("early")).refused("wrong_state");
        bob.tries("call_mode_switched", call, "new_mode", "video").refused("wrong_state");
        bob.tries("call_media", call, "audio", true, "video", true, "screen", false)
                .refused("wrong_state");
        bob.fence();
        alice.fence();
        assertThat(alice.inbox().all().stream()
                        .filter(message -> message.path("from_user_id").asLong()
                                == bob.person().id())
                        .map(message -> message.path("type").asText()))
                .containsExactly("call_ringing");

        bob.answers(call);
        alice.hears("call_answer");
        assertThat(alice.hears("ice_candidate").path("candidate")).isEqualTo(Sdp.candidate(1));
        List<JsonNode> all = alice.inbox().all();
        assertThat(all.stream().map(message -> message.path("type").asText()))
                .containsSubsequence("call_answer", "ice_candidate");
    }

    @Test
    void candidatesOfADeviceThatLostNeverReachTheCaller() {
        Phone tablet = world.phone(bob.person());
        String call = scene.ringing();
        tablet.hears("call_invitation");
        tablet.candidate(call, 66).accepted();
        bob.candidate(call, 1).accepted();

        bob.answers(call);

        tablet.candidate(call, 67).refused("wrong_state");
        assertThat(alice.hears("ice_candidate").path("candidate")).isEqualTo(Sdp.candidate(1));
        tablet.fence();
        alice.hearsNo("ice_candidate");
        tablet.hearsNo("ice_candidate");
    }
}
