package dev.ringback.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Repeats and losers (protocol §2): the message that ended a call may come again from where it came; anybody else's is
/// too late.
class RepeatTest {

    record End(Ask ask, Actor by, Call before) {
        Call over() {
            return Example.RULES.evolve(before, Example.moved(Example.decide(before, Example.person(ask, by))));
        }

        @Override
        public String toString() {
            return ask.wire() + " by " + by.user() + " when " + before.status().wire();
        }
    }

    static Stream<End> ends() {
        return Stream.of(
                new End(Ask.CANCEL, Example.ALICE_AT_PHONE, Example.ringing()),
                new End(Ask.CANCEL, Example.ALICE_AT_PHONE, Example.answered()),
                new End(Ask.END, Example.ALICE_AT_PHONE, Example.initiated()),
                new End(Ask.END, Example.ALICE_AT_PHONE, Example.answered()),
                new End(Ask.DECLINE, Example.BOB_AT_LAPTOP, Example.ringing()),
                new End(Ask.END, Example.BOB_AT_LAPTOP, Example.ringing()),
                new End(Ask.END, Example.BOB_AT_LAPTOP, Example.answered()),
                new End(Ask.GIVE_UP, Actor.overRest(Example.ALICE), Example.ringing()),
                new End(Ask.END, Actor.overRest(Example.BOB), Example.answered()));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void theSameMessageFromTheSamePlaceIsAcknowledged(End end) {
        assertThat(Example.decide(end.over(), Example.person(end.ask(), end.by())))
                .isEqualTo(new Decision.Stays(Verdict.ACK));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void anotherDeviceOfTheSamePersonIsTooLate(End end) {
        Actor elsewhere = Actor.at(end.by().user(), Example.WATCH, Example.NODE);
        assertThat(Example.decide(end.over(), Example.person(end.ask(), elsewhere)))
                .isEqualTo(new Decision.Refused(Verdict.CALL_OVER));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void theOtherPersonIsTooLate(End end) {
        Actor other = end.by().user().equals(Example.ALICE) ? Example.BOB_AT_LAPTOP : Example.ALICE_AT_PHONE;
        assertThat(Example.decide(end.over(), Example.person(Ask.END, other)))
                .isEqualTo(new Decision.Refused(Verdict.CALL_OVER));
    }

    @Test
    void anotherMessageFromTheSameDeviceIsTooLate() {
        Call over = new End(Ask.CANCEL, Example.ALICE_AT_PHONE, Example.ringing()).over();
        assertThat(Example.decide(over, Example.person(Ask.END, Example.ALICE_AT_PHONE)))
                .isEqualTo(new Decision.Refused(Verdict.CALL_OVER));
    }

    @Test
    void aCallThatNobodyEndedIsOverForEverybody() {
        Call missed = Example.closed(EndReason.RING_TIMEOUT);
        assertThat(Example.decide(missed, Example.person(Ask.CANCEL, Example.ALICE_AT_PHONE)))
                .isEqualTo(new Decision.Refused(Verdict.CALL_OVER));
    }

    @Test
    void theSecondAnswerLoses() {
        assertThat(Example.decide(Example.answered(), Example.person(Ask.ANSWER, Example.BOB_AT_WATCH)))
                .isEqualTo(new Decision.Refused(Verdict.WRONG_STATE));
    }
}
