package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Conversation;
import dev.ringback.e2e.world.Ending;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Sdp;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.Truth;
import dev.ringback.e2e.world.World;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Which call a message means (protocol §2 "Addressing"): by its id, or without one.
class AddressingTest {
    @RegisterExtension
    final World world = World.on(Server.usual());

    private final Scene scene = world.scene();

    private final Phone alice = scene.alice();

    private final Phone bob = scene.bob();

    private final long conversation = scene.talk().id();

    @Test
    void callIdIsTakenInAnyCaseAndStoredLower() {
        String call = UUID.randomUUID().toString();
        JsonNode acked = alice.invites(scene.talk(), call.toUpperCase(Locale.ROOT), "voice")
                .accepted();
        assertThat(acked.path("call_id").asText()).isEqualTo(call);
        assertThat(bob.hears("call_invitation").path("call_id").asText()).isEqualTo(call);
        bob.tries("call_ringing", call.toUpperCase(Locale.ROOT)).accepted();
        alice.cancels(call);
    }

    @Test
    void serverMakesTheCallIdWhenThereIsNone() {
        JsonNode acked = alice.asks(
                        "call_invitation",
                        "conversation_id",
                        conversation,
                        "call_type",
                        "voice",
                        "offer",
                        Sdp.offer("x"))
                .accepted();
        assertThat(UUID.fromString(acked.path("call_id").asText())).isNotNull();
        assertThat(bob.hears("call_invitation").path("call_id")).isEqualTo(acked.path("call_id"));
    }

    @Test
    void callIdOfAnotherCallIsRefused() {
        Scene others = world.scene();
        String taken = others.invited();
        alice.invites(scene.talk(), taken, "voice").refusedField("call_id");
        others.alice().cancels(taken);
        alice.invites(scene.talk(), taken, "voice").refusedField("call_id");
        bob.hearsNo("call_invitation");
        assertThat(world.rows().ofConversation(conversation)).isEmpty();
    }

    @Test
    void messageWithoutCallIdMeansTheLiveCallInItsConversationOrWithItsPerson() {
        String call = scene.invited();
        assertThat(bob.asks("call_ringing", "conversation_id", conversation)
                        .accepted()
                        .path("call_id")
                        .asText())
                .isEqualTo(call);
        bob.asks("call_answer", "to_user_id", alice.person().id(), "answer", Sdp.answer("x"))
                .accepted();
        alice.hears("call_answer");
        alice.asks("call_ended", "conversation_id", conversation).accepted();
        Truth.of(world, call, Ending.HANG_UP).by(alice).toldTo(bob);
    }

    @Test
    void messageWithoutCallIdMeansTheLastCallWhenItHasJustEnded() {
        String call = scene.ringing();
        alice.cancels(call);
        JsonNode over = bob.asks("call_answer", "conversation_id", conversation, "answer", Sdp.answer("x"))
                .refused("call_over");
        assertThat(over.path("call").path("call_id").asText()).isEqualTo(call);
        bob.asks("call_declined", "to_user_id", alice.person().id()).refused("call_over");
        alice.asks("call_cancelled", "conversation_id", conversation).accepted();
    }

    @Test
    void messageThatMeansNoCallIsNotFound() {
        Conversation unused = world.conversation(alice.person(), world.person("Hana"));
        alice.asks("call_ended", "conversation_id", unused.id()).refused("not_found");
        alice.asks("call_ended", "to_user_id", unused.two().id()).refused("not_found");
        alice.tries("call_ended", UUID.randomUUID().toString()).refused("not_found");
        assertThat(alice.asks("call_ended").word()).isIn("not_found", "bad_message");
    }
}
