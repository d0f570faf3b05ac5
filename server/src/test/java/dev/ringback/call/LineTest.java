package dev.ringback.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.core.id.CallLogId;
import java.util.ArrayList;
import java.util.List;
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
}
