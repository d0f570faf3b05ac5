package dev.ringback.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cluster.BusMessage;
import dev.ringback.core.call.Notice;
import dev.ringback.core.call.Role;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineTest {

    private final Line line = new Line(Pair.next().invitation().committedAs(new CallLogId(1)));
    private final List<String> done = new ArrayList<>();

    @Test
    void stepsWaitForTheOneThatHolds() {
        line.enter(line::hold);
        line.enter(() -> done.add("second"));
        assertThat(done).isEmpty();

        line.release();

        assertThat(done).containsExactly("second");
    }

    @Test
    void aStepThatFailsDoesNotKeepTheNextFromItsTurn() {
        line.enter(line::hold);
        line.enter(() -> {
            throw new IllegalStateException("a bug");
        });
        line.enter(() -> done.add("next"));

        line.release();

        assertThat(done).containsExactly("next");
    }

    @Test
    void aStepThatIsEnteredByAStepComesAfterIt() {
        line.enter(() -> {
            line.enter(() -> done.add("inner"));
            done.add("outer");
        });

        assertThat(done).containsExactly("outer", "inner");
    }

    @Test
    void aSideKeepsNoMoreCandidatesThanTheLimit() {
        DeviceId phone = new DeviceId("phone");
        for (int candidate = 0; candidate < Line.CANDIDATES_KEPT + 1; candidate++) {
            line.keepCallersCandidate(new Json("{\"n\":" + candidate + "}"));
            line.holdCandidate(phone, new Json("{\"n\":" + candidate + "}"));
        }

        assertThat(line.callersCandidates()).hasSize(Line.CANDIDATES_KEPT);
        assertThat(line.takeHeldCandidates(Optional.of(phone))).hasSize(Line.CANDIDATES_KEPT);
    }

    @Test
    void ofEverNewDevicesTheNewestKeepTheirCandidates() {
        for (int device = 0; device <= Line.HOLDING_DEVICES_MAX; device++) {
            line.holdCandidate(new DeviceId("tab-" + device), Json.NULL);
        }
        line.holdCandidate(new DeviceId("tab-" + Line.HOLDING_DEVICES_MAX), Json.NULL);

        assertThat(line.holdingDevices())
                .hasSize(Line.HOLDING_DEVICES_MAX)
                .doesNotContain(new DeviceId("tab-0"))
                .contains(new DeviceId("tab-1"), new DeviceId("tab-" + Line.HOLDING_DEVICES_MAX));
    }

    @Test
    void manyThatHaveWaitedDoNotStandInOneAnother() {
        List<Integer> depths = new ArrayList<>();
        line.enter(line::hold);
        for (int step = 0; step < 200; step++) {
            line.enter(() -> {
                line.hold();
                depths.add(Thread.currentThread().getStackTrace().length);
                line.release();
            });
        }

        line.release();

        assertThat(depths).hasSize(200);
        assertThat(depths.getLast()).isEqualTo(depths.getFirst());
    }

    @Test
    void noNumberOfCandidatesMakesAnAnswerBeDropped() {
        for (int number = 0; number < 100; number++) {
            line.keepForReturn(
                    Role.CALLER, new Line.Kept.Relayed(new BusMessage.Relay.Candidate(new Json("" + number))));
        }
        var answer = new Line.Kept.ToldNews(Notice.News.Answer.ANSWER, Optional.of(new Json(Pair.ANSWER)));
        line.keepForReturn(Role.CALLER, answer);

        List<Line.Kept> kept = line.takeKept(Role.CALLER);

        assertThat(kept).hasSize(Line.CANDIDATES_KEPT + 1).endsWith(answer);
        assertThat(kept.getLast().isAnswer()).isTrue();
        assertThat(line.takeKept(Role.CALLER)).isEmpty();
    }
}
