package dev.ringback.core.call;

import static dev.ringback.core.call.Status.ANSWERED;
import static dev.ringback.core.call.Status.CANCELLED;
import static dev.ringback.core.call.Status.DECLINED;
import static dev.ringback.core.call.Status.ENDED;
import static dev.ringback.core.call.Status.FAILED;
import static dev.ringback.core.call.Status.INITIATED;
import static dev.ringback.core.call.Status.MISSED;
import static dev.ringback.core.call.Status.RINGING;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The eight words and what may follow each (protocol §1, first table).
class StatusTest {

    @Test
    void whatFollowsEachStatus() {
        assertThat(INITIATED.next()).containsExactlyInAnyOrder(RINGING, ANSWERED, DECLINED, CANCELLED, MISSED, FAILED);
        assertThat(RINGING.next()).containsExactlyInAnyOrder(ANSWERED, DECLINED, CANCELLED, MISSED, FAILED);
        assertThat(ANSWERED.next()).containsExactlyInAnyOrder(ENDED, FAILED);
    }

    @ParameterizedTest
    @EnumSource(names = {"ENDED", "CANCELLED", "DECLINED", "MISSED", "FAILED"})
    void aFinalStatusNeverChanges(Status status) {
        assertThat(status.isFinal()).isTrue();
        assertThat(status.next()).isEmpty();
        assertThat(status.isBeforeAnswer()).isFalse();
    }

    @Test
    void theThreeLiveOnesAreNotFinal() {
        assertThat(INITIATED.isFinal() || RINGING.isFinal() || ANSWERED.isFinal())
                .isFalse();
        assertThat(INITIATED.isBeforeAnswer() && RINGING.isBeforeAnswer()).isTrue();
        assertThat(ANSWERED.isBeforeAnswer()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void everyWordIsReadBack(Status status) {
        assertThat(Status.parse(status.wire())).contains(status);
    }

    @Test
    void otherWordsAreNoStatus() {
        assertThat(Status.parse("no_answer")).isEmpty();
        assertThat(Status.parse("Ended")).isEmpty();
        assertThat(CallType.parse("fax")).isEmpty();
        assertThat(CallType.parse("video")).contains(CallType.VIDEO);
        assertThat(CallType.parse("voice")).contains(CallType.VOICE);
    }
}
