package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Conversation;
import dev.ringback.e2e.world.Ending;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.Truth;
import dev.ringback.e2e.world.World;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// One live call per person and per conversation (protocol §1, §2 "Races"): whoever comes second is told.
class BusyTest {
    @RegisterExtension
    final World world = World.on(Server.usual());

    private final Scene scene = world.scene();

    private final Phone alice = scene.alice();

    private final Phone bob = scene.bob();

    @Test
    void secondInvitationInTheConversationIsToldOfTheLiveCall() {
        String call = scene.ringing();

        JsonNode again = alice.invites(scene.talk(), UUID.randomUUID().toString(), "voice")
                .refused("call_in_progress");
        JsonNode glare =
                bob.invites(scene.talk(), UUID.randomUUID().toString(), "video").refused("call_in_progress");

        assertThat(again.path("call")).isEqualTo(world.view(alice.person(), call));
        assertThat(glare.path("call")).isEqualTo(world.view(bob.person(), call));
        assertThat(glare.path("call").path("direction").asText()).isEqualTo("incoming");
        alice.hearsNo("call_invitation");
        assertThat(world.rows().ofConversation(scene.talk().id())).hasSize(1);
        assertThat(world.rows().call(call).path("status").asText()).isEqualTo("ringing");
    }

    @Test
    void calleeInAnotherCallIsNotRungButToldThatItMissedOne() {
        Phone hana = world.phone(world.person("Hana"));
        Conversation other = world.conversation(hana.person(), bob.person());
        String call = scene.talking();

        String busy = UUID.randomUUID().toString();
        hana.invites(other, busy, "voice").accepted();

        Truth.of(world, busy, Ending.BUSY).toldTo(bob);
        hana.hears("call_missed");
        bob.hearsNo("call_invitation");
        assertThat(world.rows().statuses(busy)).containsExactly("initiated", "missed");
        assertThat(world.rows().call(call).path("status").asText()).isEqualTo("answered");
        alice.hangsUp(call);
        assertThat(hana.invites(other, UUID.randomUUID().toString(), "voice")
                        .accepted()
                        .path("status")
                        .asText())
                .isEqualTo("initiated");
    }

    @Test
    void callerInAnotherCallIsRefusedAndLeavesNoRow() {
        Conversation other = world.conversation(alice.person(), world.person("Hana"));
        Conversation bobsOther = world.conversation(bob.person(), world.person("Dawit"));
        scene.ringing();

        alice.invites(other, UUID.randomUUID().toString(), "voice").refused("busy");
        bob.invites(bobsOther, UUID.randomUUID().toString(), "voice").refused("busy");

        assertThat(world.rows().ofConversation(other.id())).isEmpty();
        assertThat(world.rows().ofConversation(bobsOther.id())).isEmpty();
    }
}
