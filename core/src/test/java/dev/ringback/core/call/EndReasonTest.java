package dev.ringback.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.core.log.CallView;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Both views of every outcome: one row, read by its caller and by its callee (protocol §1, second table).
class EndReasonTest {

    static Stream<List<String>> rows() {
        return MarkdownTable.read("outcomes.md", 0).rows().stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void bothReadTheSameRowInTheirOwnWay(List<String> row) {
        EndReason reason = EndReason.parse(row.get(0)).orElseThrow();
        Call call = Example.closed(reason);
        assertThat(call.status().wire()).isEqualTo(row.get(1));
        assertThat(toldAs(reason)).isEqualTo(row.get(2));
        CallView callers = new CallView(call, Role.CALLER);
        assertThat(callers.outcome().map(Outcome::wire)).contains(row.get(3));
        assertThat(callers.words()).contains(row.get(4));
        CallView callees = new CallView(call, Role.CALLEE);
        assertThat(callees.outcome().map(Outcome::wire)).contains(row.get(5));
        assertThat(callees.words()).contains(row.get(6));
    }

    @Test
    void theTableIsWhole() {
        assertThat(rows().map(List::getFirst))
                .containsExactlyInAnyOrder(
                        Stream.of(EndReason.values()).map(EndReason::wire).toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource(names = {"INITIATED", "RINGING", "ANSWERED"})
    void aLiveCallHasNoOutcomeYet(Status status) {
        for (Role role : Role.values()) {
            CallView view = new CallView(Example.live(status), role);
            assertThat(view.outcome()).isEmpty();
            assertThat(view.words()).isEmpty();
        }
    }

    @Test
    void eachSeesTheOther() {
        Call call = Example.answered();
        assertThat(new CallView(call, Role.CALLER).other().userId()).isEqualTo(Example.BOB);
        assertThat(new CallView(call, Role.CALLEE).other().userId()).isEqualTo(Example.ALICE);
    }

    @Test
    void anUnknownWordIsNoReason() {
        assertThat(EndReason.parse("lost")).isEmpty();
    }

    private static String toldAs(EndReason reason) {
        return new CallEvent.CallClosed(Example.START, Example.START, reason, false, Optional.empty()).type();
    }
}
