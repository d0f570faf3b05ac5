package dev.ringback.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.problem.ProblemType;
import dev.ringback.protocol.CloseCode;
import dev.ringback.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionTest {

    private final Bench bench = new Bench();
    private final List<String> done = new ArrayList<>();

    @Test
    void aStepThatFailsIsAnsweredAndTheNextOneHasItsTurn() {
        Bench.Device phone = bench.opens(bench.pair.caller(), "phone");
        phone.session.enqueue(Optional.of("1"), () -> {
            throw new IllegalStateException("a bug");
        });
        phone.session.enqueue(Optional.of("2"), () -> done.add("next"));

        assertThat(done).containsExactly("next");
        assertThat(phone.heard(ServerMessage.Error.class)).singleElement().satisfies(error -> {
            assertThat(error.id()).contains("1");
            assertThat(error.problem()).isEqualTo(ProblemType.INTERNAL);
        });
    }

    @Test
    void moreThanCanWaitIsAnswered() {
        Bench.Device phone = bench.opens(bench.pair.caller(), "phone");
        for (int message = 0; message <= 513; message++) {
            phone.session.enqueue(Optional.of("m" + message), () -> done.add("begun"));
        }

        assertThat(done).as("the first has never resolved").hasSize(1);
        assertThat(phone.heard(ServerMessage.Error.class)).singleElement().satisfies(error -> {
            assertThat(error.id()).contains("m513");
            assertThat(error.problem()).isEqualTo(ProblemType.UNAVAILABLE);
        });
    }

    @Test
    void whoIsSentTooMuchBeforeItsSnapshotHasToComeBack() {
        bench.hold("liveCallOf");
        Bench.Device phone = bench.opens(bench.pair.caller(), "phone");
        for (int message = 0; message < 512; message++) {
            phone.session.reply(ServerMessage.Pong.PONG);
        }
        assertThat(phone.closed).isEmpty();

        phone.session.reply(ServerMessage.Pong.PONG);

        assertThat(phone.closed).containsExactly(CloseCode.RESTART);
    }
}
