package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Ending;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Scrape;
import dev.ringback.e2e.world.Sdp;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.Truth;
import dev.ringback.e2e.world.World;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A machine with four processors, as the server sees it: two event loops carry sockets, in turn, and only one of them
/// is the call loop. Of two phones that are switched on one after the other, one is on each.
class MoreProcessorsTest {
    private static final int MANY = 60;
    private static final RunningServer PROCESS =
            RunningServer.start(Map.of("JAVA_TOOL_OPTIONS", "-XX:ActiveProcessorCount=4"));

    @RegisterExtension
    final World world = World.on(Server.of(PROCESS));

    private final Scene scene = world.scene();

    @BeforeEach
    void theServerSeesFour() {
        assertThat(Scrape.of(world.server().base()).value("system_cpu_count")).isEqualTo(4);
    }

    @AfterAll
    static void stop() {
        PROCESS.close();
    }

    @Test
    void aCallRunsFromLoopToLoop() {
        String call = scene.talking();

        scene.alice().hangsUp(call);

        Truth.of(world, call, Ending.HANG_UP)
                .by(scene.alice())
                .toldTo(scene.bob())
                .updates(scene.alice());
    }

    @Test
    void whatIsSentTogetherKeepsItsOrderOnBothLoops() {
        for (Phone phone : List.of(scene.alice(), scene.bob())) {
            String call = UUID.randomUUID().toString();
            List<String> ids =
                    IntStream.range(0, MANY).mapToObj(number -> "o" + number).toList();
            ids.forEach(id -> phone.says(id.endsWith("7") ? "nonsense" : "ping", "id", id));
            phone.says(
                    "call_invitation",
                    "id",
                    "begin",
                    "call_id",
                    call,
                    "conversation_id",
                    scene.talk().id(),
                    "call_type",
                    "voice",
                    "offer",
                    Sdp.offer("together"));
            phone.says("call_cancelled", "id", "stop", "call_id", call);

            for (String id : ids) {
                assertThat(answer(phone).path("id").asText()).isEqualTo(id);
            }
            assertThat(List.of(answer(phone), answer(phone)))
                    .extracting(
                            answer -> answer.path("type").asText(),
                            answer -> answer.path("id").asText())
                    .containsExactly(tuple("ack", "begin"), tuple("ack", "stop"));
            assertThat(world.rows().statuses(call)).containsExactly("initiated", "cancelled");
        }
    }

    private static JsonNode answer(Phone phone) {
        return phone.inbox()
                .take("an answer", message -> message.path("type").asText().matches("ack|error"), Phone.SOON);
    }
}
