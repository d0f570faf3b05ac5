package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Ending;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Sdp;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.Truth;
import dev.ringback.e2e.world.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Several devices of one person: all ring, one answers, and no other goes on ringing (protocol §2).
class DevicesTest {
    @RegisterExtension
    final World world = World.on(Server.usual());

    private final Scene scene = world.scene();
    private final Phone alice = scene.alice();
    private final Phone bob = scene.bob();
    private final Phone alicesTablet = world.phone(alice.person());
    private final Phone bobsTablet = world.phone(bob.person());

    @Test
    void everyDeviceOfTheCalleeRingsAndAnsweringInOneSilencesTheOther() {
        String call = alice.invites(scene.talk());
        bob.hears("call_invitation");
        bobsTablet.hears("call_invitation");
        bob.rings(call);
        bobsTablet.rings(call);

        bobsTablet.answers(call);

        JsonNode taken = bob.hears("call_taken");
        assertThat(taken.path("by").asText()).isEqualTo(bobsTablet.device());
        assertThat(taken.path("status").asText()).isEqualTo("answered");
        assertThat(taken.path("call_id").asText()).isEqualTo(call);
        assertThat(alice.hears("call_answer").path("answer")).isEqualTo(Sdp.answer("answer of " + bobsTablet.device()));
        bobsTablet.hearsNo("call_taken");
        assertThat(world.rows().statuses(call)).containsExactly("initiated", "ringing", "answered");

        alice.hangsUp(call);
        Truth.of(world, call, Ending.HANG_UP)
                .by(alice)
                .toldTo(bob, bobsTablet, alicesTablet)
                .updates(alice);
    }

    @Test
    void decliningInOneDeviceSilencesTheOther() {
        String call = alice.invites(scene.talk());
        bobsTablet.hears("call_invitation");
        bobsTablet.rings(call);

        bob.declines(call);

        Truth.of(world, call, Ending.DECLINE)
                .by(bob)
                .toldTo(alice, alicesTablet)
                .updates(bob, bobsTablet);
        JsonNode silenced = firstOf(bobsTablet, "call_taken", "call_declined");
        assertThat(silenced.path("status").asText()).isEqualTo("declined");
        assertThat(silenced.path("version")).isEqualTo(world.rows().call(call).path("version"));
    }

    @Test
    void anyDeviceOfTheCallerCancels() {
        String call = scene.ringing();
        bobsTablet.hears("call_invitation");

        alicesTablet.cancels(call);

        Truth.of(world, call, Ending.CANCEL)
                .by(alicesTablet)
                .toldTo(bob, bobsTablet, alice)
                .updates(alicesTablet);
    }

    @Test
    void anyDeviceOfEitherPersonHangsUp() {
        String call = scene.talking();
        bobsTablet.hangsUp(call);

        Truth.of(world, call, Ending.HANG_UP)
                .by(bobsTablet)
                .toldTo(alice, alicesTablet, bob)
                .updates(bobsTablet);
    }

    @Test
    void invitationIsNotForTheCallersOwnOtherDevices() {
        scene.invited();
        alicesTablet.hearsNo("call_invitation");
    }

    @Test
    void anotherDeviceTakesTheCallOverWithAnOffer() {
        String call = scene.talking();
        bobsTablet.inbox().clear();

        bobsTablet.tries("webrtc_offer", call, "offer", Sdp.offer("moved")).accepted();

        JsonNode taken = bob.hears("call_taken");
        assertThat(taken.path("by").asText()).isEqualTo(bobsTablet.device());
        assertThat(alice.hears("webrtc_offer").path("offer")).isEqualTo(Sdp.offer("moved"));
        alice.tries("webrtc_answer", call, "answer", Sdp.answer("moved too")).accepted();
        assertThat(bobsTablet.hears("webrtc_answer").path("answer")).isEqualTo(Sdp.answer("moved too"));
        bob.hearsNo("webrtc_answer");
        bob.candidate(call, 1).refused("wrong_state");
        bobsTablet.candidate(call, 2).accepted();
        assertThat(alice.hears("ice_candidate").path("candidate")).isEqualTo(Sdp.candidate(2));
        bob.line().drop();
        alice.hearsNo("call_peer_lost");

        alice.hangsUp(call);
        Truth.of(world, call, Ending.HANG_UP).by(alice).toldTo(bobsTablet);
    }

    @Test
    void newSocketOfTheSameDeviceReplacesTheOldOneAndGoesOnWithTheCall() {
        String call = scene.talking();

        Phone again = world.phone(bob.person(), bob.device());

        int code = bob.line().closeCode(Phone.SOON);
        assertThat(code).isIn(1000, 1001, 1008, 4409);
        assertThat(again.activeCalls()).hasSize(1);
        again.candidate(call, 7).accepted();
        assertThat(alice.hears("ice_candidate").path("candidate")).isEqualTo(Sdp.candidate(7));
        alice.hangsUp(call);
        Truth.of(world, call, Ending.HANG_UP).by(alice).toldTo(again);
    }

    private JsonNode firstOf(Phone phone, String one, String other) {
        return phone.inbox()
                .take(
                        one + " or " + other,
                        message -> message.path("type").asText().equals(one)
                                || message.path("type").asText().equals(other),
                        Phone.SOON);
    }
}
