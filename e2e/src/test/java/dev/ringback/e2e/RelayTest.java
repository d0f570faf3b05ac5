package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Json;
import dev.ringback.e2e.world.Person;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Sdp;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.World;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What goes from one side's device to the other's, and what must not (protocol §2): consent above all.
class RelayTest {
    @RegisterExtension
    final World world = World.on(Server.usual());

    private final Scene scene = world.scene();

    private final Phone alice = scene.alice();

    private final Phone bob = scene.bob();

    @Test
    void whatIsRelayedSaysWhichCallAndFromWhomWhateverTheSenderClaims() {
        String call = UUID.randomUUID().toString();
        alice.tries(
                        "call_invitation",
                        call,
                        "conversation_id",
                        scene.talk().id(),
                        "call_type",
                        "video",
                        "offer",
                        Sdp.offer("one"),
                        "from_user_id",
                        bob.person().id(),
                        "from_name",
                        "The bank",
                        "from_avatar",
                        "https://evil.example.org/x.png",
                        "unknown",
                        Json.object("deep", 1))
                .accepted();
        JsonNode invitation = bob.hears("call_invitation");
        assertFrom(invitation, alice.person(), call);
        assertThat(invitation.path("offer")).isEqualTo(Sdp.offer("one"));
        assertThat(invitation.path("call_type").asText()).isEqualTo("video");
        assertThat(invitation.has("unknown")).isFalse();

        bob.tries("call_ringing", call, "from_user_id", 1).accepted();
        assertFrom(alice.hears("call_ringing"), bob.person(), call);
        bob.answers(call);
        JsonNode answer = alice.hears("call_answer");
        assertFrom(answer, bob.person(), call);
        assertThat(answer.path("answer")).isEqualTo(Sdp.answer("answer of " + bob.device()));

        bob.candidate(call, 1).accepted();
        assertFrom(alice.hears("ice_candidate"), bob.person(), call);
        bob.hangsUp(call);
        JsonNode ended = alice.hears("call_ended");
        assertFrom(ended, bob.person(), call);
    }

    @Test
    void callersCandidatesReachEveryRingingDeviceInOrder() {
        Phone tablet = world.phone(bob.person());
        String call = scene.ringing();
        for (int i = 0; i < 5; i++) {
            alice.candidate(call, i).accepted();
        }
        alice.tries("ice_candidate", call, "candidate", null).accepted();

        for (Phone phone : List.of(bob, tablet)) {
            for (int i = 0; i < 5; i++) {
                assertThat(phone.hears("ice_candidate").path("candidate")).isEqualTo(Sdp.candidate(i));
            }
            assertThat(phone.hears("ice_candidate").get("candidate").isNull()).isTrue();
        }
    }

    @Test
    void atMost64CandidatesAreKeptForADeviceThatComesLater() {
        String call = scene.ringing();
        for (int i = 0; i < 70; i++) {
            alice.candidate(call, i);
        }
        Phone late = world.phone(bob.person());
        late.hears("call_invitation");
        late.fence();
        assertThat(late.inbox().unread("ice_candidate")).hasSize(64);
    }

    @Test
    void renegotiationGoesBetweenTheTwoDevicesOnly() {
        Phone tablet = world.phone(bob.person());
        String call = scene.talking();

        alice.tries("webrtc_offer", call, "offer", Sdp.offer("restart")).accepted();
        JsonNode offer = bob.hears("webrtc_offer");
        assertFrom(offer, alice.person(), call);
        assertThat(offer.path("offer")).isEqualTo(Sdp.offer("restart"));
        bob.tries("webrtc_answer", call, "answer", Sdp.answer("restarted")).accepted();
        assertThat(alice.hears("webrtc_answer").path("answer")).isEqualTo(Sdp.answer("restarted"));
        bob.tries("webrtc_offer", call, "offer", Sdp.offer("camera")).accepted();
        alice.hears("webrtc_offer");
        tablet.hearsNo("webrtc_offer", "webrtc_answer", "ice_candidate");
        assertThat(world.rows().statuses(call)).containsExactly("initiated", "ringing", "answered");
    }

    @Test
    void switchOfTheModeIsRelayedAndIsAnEvent() {
        String call = scene.talking();
        int before = world.rows().call(call).path("version").asInt();

        JsonNode acked =
                bob.tries("call_mode_switched", call, "new_mode", "video").accepted();

        JsonNode switched = alice.hears("call_mode_switched");
        assertFrom(switched, bob.person(), call);
        assertThat(switched.path("new_mode").asText()).isEqualTo("video");
        assertThat(switched.path("version").asInt()).isEqualTo(before + 1);
        assertThat(acked.path("version").asInt()).isEqualTo(before + 1);
        assertThat(acked.path("status").asText()).isEqualTo("answered");
        assertThat(world.rows().statuses(call)).containsExactly("initiated", "ringing", "answered", "answered");
        assertThat(world.rows().call(call).path("call_type").asText()).isEqualTo("voice");
    }

    @Test
    void stateOfMicrophoneAndCameraIsRelayedAndNotStored() {
        String call = scene.talking();
        JsonNode before = world.rows().call(call);

        alice.tries("call_media", call, "audio", false, "video", true, "screen", false)
                .accepted();

        JsonNode media = bob.hears("call_media");
        assertFrom(media, alice.person(), call);
        assertThat(media.path("audio").isBoolean()).isTrue();
        assertThat(media.path("audio").asBoolean()).isFalse();
        assertThat(media.path("video").asBoolean()).isTrue();
        assertThat(media.path("screen").asBoolean()).isFalse();
        assertThat(world.rows().call(call).path("version")).isEqualTo(before.path("version"));
    }

    private void assertFrom(JsonNode message, Person sender, String call) {
        JsonNode row = world.rows().call(call);
        assertThat(message.path("call_id").asText()).as("%s", message).isEqualTo(call);
        assertThat(message.path("call_log_id")).as("%s", message).isEqualTo(row.path("id"));
        assertThat(message.path("conversation_id")).as("%s", message).isEqualTo(row.path("conversation_id"));
        assertThat(message.path("from_user_id").asLong()).as("%s", message).isEqualTo(sender.id());
        assertThat(message.path("from_name").asText()).as("%s", message).isEqualTo(sender.name());
        assertThat(message.path("from_avatar").asText()).as("%s", message).isEqualTo(sender.avatar());
        assertThat(message.path("call_type").asText())
                .as("%s", message)
                .isEqualTo(row.path("call_type").asText());
        assertThat(message.path("timestamp").asText()).as("%s", message).endsWith("Z");
        assertThat(message.path("version").isIntegralNumber()).as("%s", message).isTrue();
    }
}
