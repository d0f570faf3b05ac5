package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Answer;
import dev.ringback.e2e.world.MatrixTable;
import dev.ringback.e2e.world.MatrixTable.Cell;
import dev.ringback.e2e.world.MatrixTable.State;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Sdp;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every message about a call, in every state of it, from every device that may send it: what is answered, and whether
/// the call moves. What must come is in [MatrixTable].
class MatrixTest {
    /// All that a client says of a call (protocol §2).
    private static final int MESSAGES = 13;

    @RegisterExtension
    final World world = World.on(Server.usual());

    private final Scene scene = world.scene();
    private final Phone alice = scene.alice();
    private final Phone bob = scene.bob();
    private final Phone alicesTablet = world.phone(alice.person());
    private final Phone bobsTablet = world.phone(bob.person());
    private final Phone stranger = world.phone(world.person("Stranger"));

    @ParameterizedTest
    @EnumSource
    void answerIsWhatTheProtocolSays(State state) {
        List<String> wrong = new ArrayList<>();
        assertThat(MatrixTable.of(state)).as("cells").hasSize(MESSAGES * MatrixTable.Sender.values().length);
        String call = reach(state);
        JsonNode version = version(call);
        for (Cell cell : MatrixTable.of(state)) {
            if (!version(call).equals(version)) {
                call = reach(state);
                version = version(call);
            }
            String happened = happens(cell, call);
            if (!cell.expected().equals(happened)) {
                wrong.add(state + ": " + cell.type() + " from " + cell.sender() + " should give " + cell.expected()
                        + ", gave " + happened);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private JsonNode version(String call) {
        return world.rows().call(call).path("version");
    }

    /// Sends the message.
    ///
    /// @return `ack`, `ack>status` when the call moved, `ack+event` when only its version did, or the error's code
    private String happens(Cell cell, String call) {
        JsonNode before = world.rows().call(call);
        Answer answer = phone(cell.sender()).tries(cell.type(), call, fields(cell.type()));
        JsonNode after = world.rows().call(call);
        checkCall(cell, answer, call);
        String moved = "";
        if (!after.path("status").equals(before.path("status"))) {
            moved = ">" + after.path("status").asText();
        } else if (!after.path("version").equals(before.path("version"))) {
            moved = "+event";
        }
        return answer.word() + moved;
    }

    /// Acks and refusals of a call's own people carry the call; a stranger's carry nothing of it.
    private void checkCall(Cell cell, Answer answer, String call) {
        JsonNode carried = answer.json().path("call");
        switch (answer.word()) {
            case "ack", "wrong_state", "call_over" ->
                assertThat(carried)
                        .as("call of the answer %s", answer)
                        .isEqualTo(world.view(phone(cell.sender()).person(), call));
            default ->
                assertThat(carried.isMissingNode() || carried.isNull())
                        .as("no call in %s", answer)
                        .isTrue();
        }
    }

    private Phone phone(MatrixTable.Sender sender) {
        return switch (sender) {
            case CALLER -> alice;
            case CALLERS_OTHER -> alicesTablet;
            case CALLEE -> bob;
            case CALLEES_OTHER -> bobsTablet;
            case STRANGER -> stranger;
        };
    }

    private String reach(State state) {
        endWhatIsLive();
        String call = scene.invited();
        switch (state) {
            case INITIATED -> {}
            case RINGING -> bob.rings(call);
            case ANSWERED -> bob.answers(call);
            case HUNG_UP -> {
                bob.answers(call);
                alice.hangsUp(call);
            }
            case CANCELLED -> alice.cancels(call);
            case DECLINED -> bob.declines(call);
        }
        return call;
    }

    private void endWhatIsLive() {
        world.rows()
                .busy(alice.person().id())
                .forEach(busy -> alice.hangsUp(busy.path("call_id").asText()));
        Stream.of(alice, bob, alicesTablet, bobsTablet, stranger)
                .forEach(phone -> phone.inbox().clear());
    }

    private Object[] fields(String type) {
        return switch (type) {
            case "call_invitation" ->
                new Object[] {"conversation_id", scene.talk().id(), "call_type", "voice", "offer", Sdp.offer("again")};
            case "call_answer", "webrtc_answer" -> new Object[] {"answer", Sdp.answer("x")};
            case "webrtc_offer" -> new Object[] {"offer", Sdp.offer("x")};
            case "ice_candidate" -> new Object[] {"candidate", Sdp.candidate(1)};
            case "call_mode_switched" -> new Object[] {"new_mode", "video"};
            case "call_media" -> new Object[] {"audio", true, "video", false, "screen", false};
            case "call_quality" -> new Object[] {"rtt_ms", 10};
            default -> new Object[] {};
        };
    }
}
