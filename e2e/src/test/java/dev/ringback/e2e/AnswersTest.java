package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Sdp;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.World;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Acks, repeats, call ids, and messages that name no call (protocol §2 "Answers", "Addressing", "Repeats and losers").
class AnswersTest {
    @RegisterExtension
    final World world = World.on(Server.usual());

    private final Scene scene = world.scene();

    private final Phone alice = scene.alice();

    private final Phone bob = scene.bob();

    private final long conversation = scene.talk().id();

    @Test
    void ackCarriesTheRowAsItsReceiverSeesIt() {
        String call = scene.invited();
        JsonNode acked = bob.rings(call);
        assertThat(acked).isEqualTo(world.view(bob.person(), call));
        assertThat(alice.cancels(call)).isEqualTo(world.view(alice.person(), call));
    }

    @Test
    void withoutIdOnlyErrorsAreAnswered() {
        String call = scene.invited();
        bob.says("call_ringing", "call_id", call);
        alice.hears("call_ringing");
        bob.hearsNo("ack", "error");

        alice.says("call_answer", "call_id", call, "answer", Sdp.answer("mine"));
        JsonNode error = alice.hearsError("wrong_state");
        assertThat(error.has("id") && !error.path("id").isNull()).isFalse();
        assertThat(error.path("call").path("call_id").asText()).isEqualTo(call);
    }

    @Test
    void eachMessageIsAnsweredExactlyOnce() {
        String call = scene.talking();
        alice.hangsUp(call);
        alice.tries("call_ended", call).accepted();
        alice.fence();
        long answers = alice.inbox().all().stream()
                .filter(message -> message.path("type").asText().matches("ack|error"))
                .count();
        long ids = alice.inbox().all().stream()
                .filter(message -> message.path("type").asText().matches("ack|error"))
                .map(message -> message.path("id").asText())
                .distinct()
                .count();
        assertThat(answers).isEqualTo(ids).isEqualTo(4);
    }

    @Test
    void repeatsOfWhatADeviceDidChangeNothing() {
        String call = UUID.randomUUID().toString();
        alice.invites(scene.talk(), call, "voice").accepted();
        bob.hears("call_invitation");
        JsonNode again = alice.invites(scene.talk(), call, "voice").accepted();
        assertThat(again.path("version").asInt()).isEqualTo(1);
        assertThat(bob.hears("call_invitation").path("version").asInt()).isEqualTo(1);
        bob.rings(call);
        JsonNode answered = bob.answers(call);
        assertThat(bob.answers(call)).isEqualTo(answered);
        JsonNode ended = bob.hangsUp(call);
        assertThat(bob.hangsUp(call)).isEqualTo(ended);
        assertThat(bob.answers(call)).isEqualTo(ended);
        alice.hears("call_answer");
        alice.hears("call_ended");
        alice.hearsNo("call_answer", "call_ended");
        assertThat(world.rows().ofConversation(conversation)).hasSize(1);
    }

    @Test
    void pingIsAnsweredByPongAndItsAck() {
        alice.asks("ping").accepted();
        alice.hears("pong");
        alice.says("ping");
        alice.hears("pong");
        alice.hearsNo("ack");
    }
}
