package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Ending;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.Truth;
import dev.ringback.e2e.world.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The seed's three scenarios and every other end that people bring about (protocol §1): both ends, both views, the row
/// and its events.
class OutcomesTest {
    @RegisterExtension
    final World world = World.on(Server.usual());

    @Test
    void scenarioACancelledWhileItRings() {
        Scene scene = world.scene();
        String call = scene.ringing();

        JsonNode acked = scene.alice().cancels(call);

        assertThat(acked.path("outcome").asText()).isEqualTo("cancelled");
        Truth.of(world, call, Ending.CANCEL)
                .by(scene.alice())
                .toldTo(scene.bob())
                .updates(scene.alice());
        scene.alice().hearsNo("call_cancelled", "call_ended");
        assertThat(world.rows().statuses(call)).containsExactly("initiated", "ringing", "cancelled");
        assertThat(world.rows().ofConversation(scene.talk().id())).hasSize(1);
    }

    @Test
    void scenarioBAnsweredAndHungUpByTheCaller() {
        Scene scene = world.scene();
        String call = scene.talking();

        JsonNode acked = scene.alice().hangsUp(call);

        assertThat(acked.path("outcome").asText()).isEqualTo("ended");
        Truth.of(world, call, Ending.HANG_UP)
                .by(scene.alice())
                .toldTo(scene.bob())
                .updates(scene.alice());
        assertThat(world.rows().statuses(call)).containsExactly("initiated", "ringing", "answered", "ended");
    }

    @Test
    void scenarioCDeclined() {
        Scene scene = world.scene();
        String call = scene.ringing();

        JsonNode acked = scene.bob().declines(call);

        assertThat(acked.path("outcome").asText()).isEqualTo("declined");
        Truth.of(world, call, Ending.DECLINE)
                .by(scene.bob())
                .toldTo(scene.alice())
                .updates(scene.bob());
        assertThat(world.rows().statuses(call)).containsExactly("initiated", "ringing", "declined");
    }

    @Test
    void hungUpByTheCallee() {
        Scene scene = world.scene();
        String call = scene.talking();

        scene.bob().hangsUp(call);

        Truth.of(world, call, Ending.HANG_UP)
                .by(scene.bob())
                .toldTo(scene.alice())
                .updates(scene.bob());
    }

    @Test
    void cancelledBeforeAnyPhoneRings() {
        Scene scene = world.scene();
        String call = scene.invited();

        scene.alice().cancels(call);

        Truth.of(world, call, Ending.CANCEL).by(scene.alice()).toldTo(scene.bob());
        assertThat(world.rows().statuses(call)).containsExactly("initiated", "cancelled");
        assertThat(Truth.at(world.rows().call(call), "started_at"))
                .isBeforeOrEqualTo(Truth.at(world.rows().call(call), "ended_at"));
    }

    @Test
    void answeredBeforeAnyPhoneSaidThatItRings() {
        Scene scene = world.scene();
        String call = scene.invited();

        scene.bob().answers(call);
        scene.alice().hears("call_answer");
        scene.alice().hangsUp(call);

        Truth.of(world, call, Ending.HANG_UP).by(scene.alice()).toldTo(scene.bob());
        assertThat(world.rows().statuses(call)).containsExactly("initiated", "answered", "ended");
    }

    @Test
    void hangingUpBeforeTheAnswerCancelsForTheCallerAndDeclinesForTheCallee() {
        Scene scene = world.scene();
        String first = scene.ringing();
        scene.alice().hangsUp(first);
        Truth.of(world, first, Ending.CANCEL).by(scene.alice()).toldTo(scene.bob());

        String second = scene.ringing();
        scene.bob().hangsUp(second);
        Truth.of(world, second, Ending.DECLINE).by(scene.bob()).toldTo(scene.alice());
    }

    @Test
    void cancellingAfterTheAnswerIsAHangUpAndIsToldAsOne() {
        Scene scene = world.scene();
        String call = scene.talking();

        scene.alice().cancels(call);

        Truth.of(world, call, Ending.HANG_UP).by(scene.alice()).toldTo(scene.bob());
        scene.bob().hearsNo("call_cancelled");
    }

    @Test
    void failedMediaFailsTheCallForBothAndKeepsItsDuration() {
        Scene scene = world.scene();
        String call = scene.talking();

        scene.bob().tries("call_ended", call, "reason", "media_failed").accepted();

        Truth.of(world, call, Ending.MEDIA_FAILED)
                .by(scene.bob())
                .toldTo(scene.alice())
                .updates(scene.bob());
    }
}
