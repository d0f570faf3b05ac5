package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Answer;
import dev.ringback.e2e.world.Ending;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Sdp;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.Truth;
import dev.ringback.e2e.world.World;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Messages that cross (protocol §2 "Races"): the first commit wins, everybody is told the same.
class RacesTest {
    @RegisterExtension
    final World world = World.on(Server.usual());

    private final Scene scene = world.scene();

    private final Phone alice = scene.alice();

    private final Phone bob = scene.bob();

    @Test
    void cancelThatOvertakesItsInvitationWins() {
        String call = UUID.randomUUID().toString();
        alice.tries("call_cancelled", call).refused("not_found");

        JsonNode acked = alice.invites(scene.talk(), call, "voice").accepted();

        assertThat(acked.path("status").asText()).isEqualTo("cancelled");
        Truth.of(world, call, Ending.CANCEL).by(alice).updates(alice, bob);
        bob.hearsNo("call_invitation");
        assertThat(world.rows().busy(alice.person().id())).isEmpty();
    }

    @Test
    void anothersEarlyCancelStopsNothing() {
        String call = UUID.randomUUID().toString();
        world.phone(world.person("Stranger")).tries("call_cancelled", call).refused("not_found");

        assertThat(alice.invites(scene.talk(), call, "voice")
                        .accepted()
                        .path("status")
                        .asText())
                .isEqualTo("initiated");
        bob.hears("call_invitation");
        alice.cancels(call);
    }

    @RepeatedTest(5)
    void glareLeavesOneCallAndTheOtherIsTold() throws Exception {
        String alices = UUID.randomUUID().toString();
        String bobs = UUID.randomUUID().toString();

        List<Answer> answers = atOnce(
                () -> alice.invites(scene.talk(), alices, "voice"), () -> bob.invites(scene.talk(), bobs, "voice"));

        boolean aliceWon = answers.getFirst().word().equals("ack");
        JsonNode told = answers.get(aliceWon ? 1 : 0).refused("call_in_progress");
        String won = aliceWon ? alices : bobs;
        assertThat(told.path("call").path("call_id").asText()).isEqualTo(won);
        Phone callee = aliceWon ? bob : alice;
        assertThat(callee.hears("call_invitation").path("call_id").asText()).isEqualTo(won);
        assertThat(world.rows().ofConversation(scene.talk().id())).hasSize(1);
        callee.answers(won);
        callee.hangsUp(won);
    }

    @RepeatedTest(5)
    void answerMeetsCancelAndBothAgree() throws Exception {
        String call = scene.ringing();

        List<Answer> answers = atOnce(
                () -> alice.tries("call_cancelled", call),
                () -> bob.tries("call_answer", call, "answer", Sdp.answer("x")));

        answers.getFirst().accepted();
        boolean answeredFirst = world.rows().statuses(call).contains("answered");
        assertThat(answers.get(1).word()).isEqualTo(answeredFirst ? "ack" : "call_over");
        Truth.of(world, call, answeredFirst ? Ending.HANG_UP : Ending.CANCEL)
                .by(alice)
                .toldTo(bob);
    }

    @RepeatedTest(5)
    void twoDevicesAnswerAndOneWins() throws Exception {
        Phone tablet = world.phone(bob.person());
        String call = scene.ringing();

        List<Answer> answers = atOnce(
                () -> bob.tries("call_answer", call, "answer", Sdp.answer("a")),
                () -> tablet.tries("call_answer", call, "answer", Sdp.answer("b")));

        assertThat(answers).extracting(Answer::word).containsExactlyInAnyOrder("ack", "wrong_state");
        Phone loser = answers.getFirst().word().equals("ack") ? tablet : bob;
        loser.hears("call_taken");
        alice.hears("call_answer");
        alice.hearsNo("call_answer");
        assertThat(world.rows().statuses(call)).containsExactly("initiated", "ringing", "answered");
        loser.tries("call_declined", call).refused("wrong_state");
        assertThat(world.rows().call(call).path("status").asText()).isEqualTo("answered");
    }

    @RepeatedTest(5)
    void bothHangUpAndTheFirstIsRecorded() throws Exception {
        String call = scene.talking();

        List<Answer> answers = atOnce(() -> alice.tries("call_ended", call), () -> bob.tries("call_ended", call));

        assertThat(answers).extracting(Answer::word).containsExactlyInAnyOrder("ack", "call_over");
        Truth.of(world, call, Ending.HANG_UP).by(answers.getFirst().word().equals("ack") ? alice : bob);
    }

    private static List<Answer> atOnce(Callable<Answer> one, Callable<Answer> two)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> first = threads.submit(one);
            Future<Answer> second = threads.submit(two);
            return List.of(first.get(), second.get());
        }
    }
}
