package dev.ringback.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What the clock ends (protocol §1 and §2 "Time-outs"): the ring, the longest call, and calls that a side left without
/// a goodbye.
class DeadlineTest {

    private static final CallCommand PASS = new CallCommand.PassDeadline();
    private static final Duration MAX = Timeouts.STANDARD.maxCall();

    private static Call pass(Call call, Instant now) {
        return Example.RULES.evolve(call, Example.moved(Example.RULES.decide(call, PASS, now)));
    }

    private static Progress.Closed end(Call call, Instant now) {
        return pass(call, now).closed().orElseThrow();
    }

    /// A side whose last proof of life was at `seen`, noticed at `noticed`.
    private static Call lose(Call call, Role role, Instant seen, Instant noticed) {
        return call.withLeg(role, call.leg(role).lostAt(Example.RULES.lost(call, seen, noticed)));
    }

    static Stream<Call> finalCalls() {
        return Arrays.stream(EndReason.values()).map(Example::closed);
    }

    @ParameterizedTest
    @MethodSource("finalCalls")
    void aFinalCallHasNoDeadline(Call call) {
        assertThat(call.deadline()).isEmpty();
        assertThat(Example.RULES.decide(call, PASS, Instant.MAX)).isEqualTo(new Decision.Stays(Verdict.ACK));
    }

    @ParameterizedTest
    @EnumSource(names = {"INITIATED", "RINGING", "ANSWERED"})
    void whatIsNotDueStays(Status status) {
        Call call = Example.live(status);
        Instant early = call.deadline().orElseThrow().minusNanos(1);
        assertThat(Example.RULES.decide(call, PASS, early)).isEqualTo(new Decision.Stays(Verdict.ACK));
    }

    @ParameterizedTest
    @EnumSource(names = {"INITIATED", "RINGING", "ANSWERED"})
    void whatIsDueEndsAtItsDeadlineHoweverLateTheClockComes(Status status) {
        Call call = Example.live(status);
        Instant deadline = call.deadline().orElseThrow();
        for (Instant now : new Instant[] {deadline, deadline.plus(Duration.ofDays(3))}) {
            Progress.Closed end = end(call, now);
            assertThat(end.since()).isEqualTo(deadline);
            assertThat(end.estimated()).isFalse();
            assertThat(end.by()).isEmpty();
            assertThat(pass(call, now).changedAt()).isEqualTo(now);
        }
    }

    @Test
    void theRingEndsFortyFiveSecondsAfterTheInvitation() {
        assertThat(Example.initiated().deadline()).contains(Example.START.plusSeconds(45));
        assertThat(Example.ringing().deadline()).contains(Example.START.plusSeconds(45));
    }

    @Test
    void aRingThatIsOverIsMissed() {
        assertThat(end(Example.ringing(), Example.RING_UNTIL).reason()).isEqualTo(EndReason.RING_TIMEOUT);
        assertThat(end(Example.initiated(), Example.RING_UNTIL).reason()).isEqualTo(EndReason.RING_TIMEOUT);
    }

    @Test
    void aRingThatReachedNobodyIsUnreachable() {
        assertThat(end(Example.unreached(), Example.RING_UNTIL).reason()).isEqualTo(EndReason.UNREACHABLE);
        assertThat(end(Example.unreached().reached(), Example.RING_UNTIL).reason())
                .isEqualTo(EndReason.RING_TIMEOUT);
    }

    @Test
    void aDeviceThatRingsWasReached() {
        Call rang = Example.RULES.evolve(
                Example.unreached(), new CallEvent.RingStarted(Example.RANG, Example.BOB_AT_LAPTOP));
        assertThat(end(rang, Example.RING_UNTIL).reason()).isEqualTo(EndReason.RING_TIMEOUT);
    }

    @Test
    void aDeviceThatRingsAfterTheDeadlineDoesNotTurnTimeBack() {
        Instant late = Example.RING_UNTIL.plusMillis(1);
        Call rang = Example.RULES.evolve(Example.initiated(), new CallEvent.RingStarted(late, Example.BOB_AT_LAPTOP));
        Progress.Closed end = end(rang, late.plusSeconds(1));
        assertThat(end.reason()).isEqualTo(EndReason.RING_TIMEOUT);
        assertThat(end.since()).as("not before it rang").isEqualTo(late);
    }

    @Test
    void theLongestCallIsTwelveHours() {
        Progress.Closed end = end(Example.answered(), Example.ANSWERED.plus(MAX));
        assertThat(end.reason()).isEqualTo(EndReason.MAX_DURATION);
        assertThat(end.since()).isEqualTo(Example.ANSWERED.plus(MAX));
        assertThat(pass(Example.answered(), Example.ANSWERED.plus(MAX)).durationSeconds())
                .hasValue(MAX.toSeconds());
    }

    @Test
    void aCallerWhoStaysAwayWhileItRingsHasCancelled() {
        Instant seen = Example.START.plusSeconds(5);
        Instant noticed = Example.START.plusSeconds(8);
        Call lost = lose(Example.ringing(), Role.CALLER, seen, noticed);
        assertThat(lost.deadline()).as("ten seconds from when it was noticed").contains(noticed.plusSeconds(10));
        Progress.Closed end = end(lost, noticed.plusSeconds(10));
        assertThat(end.reason()).isEqualTo(EndReason.CALLER_LOST);
        assertThat(end.since()).as("the last proof of life").isEqualTo(seen);
        assertThat(end.estimated()).isTrue();
        assertThat(end.by()).isEmpty();
    }

    @Test
    void aCallerLostNearTheEndOfTheRingIsMissedAtItsEnd() {
        Call lost = lose(Example.ringing(), Role.CALLER, Example.START.plusSeconds(40), Example.START.plusSeconds(40));
        assertThat(lost.deadline()).contains(Example.RING_UNTIL);
        Progress.Closed end = end(lost, Example.RING_UNTIL.plusSeconds(20));
        assertThat(end.reason()).isEqualTo(EndReason.RING_TIMEOUT);
        assertThat(end.since()).isEqualTo(Example.RING_UNTIL);
        assertThat(end.estimated()).isFalse();
    }

    @Test
    void aCalleeIsNotLostBeforeTheAnswer() {
        Call lost = lose(Example.ringing(), Role.CALLEE, Example.RANG, Example.RANG);
        assertThat(lost.deadline()).contains(Example.RING_UNTIL);
    }

    @ParameterizedTest
    @EnumSource
    void aSideThatStaysAwayInACallEndsItAtItsLastProofOfLife(Role role) {
        Instant seen = Example.ANSWERED.plusSeconds(60);
        Instant noticed = Example.ANSWERED.plusSeconds(90);
        Call lost = lose(Example.answered(), role, seen, noticed);
        assertThat(lost.deadline()).contains(noticed.plusSeconds(30));
        Progress.Closed end = end(lost, noticed.plusSeconds(31));
        assertThat(end.reason()).isEqualTo(EndReason.CONNECTION_LOST);
        assertThat(end.since()).isEqualTo(seen);
        assertThat(end.estimated()).isTrue();
        assertThat(pass(lost, noticed.plusSeconds(31)).durationSeconds()).hasValue(60);
    }

    @Test
    void whenBothAreLostTheEarlierProofOfLifeCounts() {
        Instant callersLast = Example.ANSWERED.plusSeconds(50);
        Instant calleesLast = Example.ANSWERED.plusSeconds(40);
        Call lost = lose(
                lose(Example.answered(), Role.CALLER, callersLast, callersLast),
                Role.CALLEE,
                calleesLast,
                Example.ANSWERED.plusSeconds(70));
        assertThat(lost.deadline()).as("the first grace to end").contains(callersLast.plusSeconds(30));
        assertThat(end(lost, callersLast.plusSeconds(30)).since()).isEqualTo(calleesLast);
    }

    @Test
    void aSideThatCameBackIsNotLost() {
        Call lost = lose(Example.answered(), Role.CALLEE, Example.ANSWERED, Example.ANSWERED);
        Call back = lost.withLeg(Role.CALLEE, Leg.of(Example.BOB_AT_LAPTOP.seat()));
        assertThat(Example.RULES.decide(back, PASS, Example.ANSWERED.plusSeconds(60)))
                .isEqualTo(new Decision.Stays(Verdict.ACK));
    }

    @Test
    void theLongestCallEndsAlsoWhileASideIsAway() {
        Instant until = Example.ANSWERED.plus(MAX);
        Call lost = lose(Example.answered(), Role.CALLER, until.minusSeconds(10), until.minusSeconds(10));
        assertThat(end(lost, until.plusSeconds(60)).reason()).isEqualTo(EndReason.MAX_DURATION);
    }

    @Test
    void aCallerAwayAtTheAnswerGetsTheGraceOfACall() {
        Instant seen = Example.ANSWERED.minusSeconds(9);
        Call lost = lose(Example.ringing(), Role.CALLER, seen, seen);
        Call answered = Example.RULES.evolve(
                lost, new CallEvent.CallAnswered(Example.ANSWERED, Example.BOB_AT_LAPTOP, Example.ANSWERED.plus(MAX)));
        assertThat(answered.deadline()).contains(Example.ANSWERED.plusSeconds(30));
        Progress.Closed end = end(answered, Example.ANSWERED.plusSeconds(30));
        assertThat(end.reason()).isEqualTo(EndReason.CONNECTION_LOST);
        assertThat(end.since()).as("not before the answer").isEqualTo(Example.ANSWERED);
    }

    @Test
    void aProofOfLifeFromBeforeTheCallDoesNotTurnTimeBack() {
        Instant before = Example.START.minusSeconds(1);
        Call lost = lose(Example.initiated(), Role.CALLER, before, Example.START);
        assertThat(end(lost, Example.START.plusSeconds(10)).since()).isEqualTo(Example.START);
    }

    @Test
    void aSideThatIsLostWhileItWaitsForAnAnswerIsLostFromWhenItWasNoticed() {
        Leg.Lost mark = Example.RULES.lost(Example.initiated(), Example.START, Example.START.plusSeconds(3));
        assertThat(mark).isEqualTo(new Leg.Lost(Example.START, Example.START.plusSeconds(13)));
    }

    static Stream<Call> liveCalls() {
        return Stream.of(Example.initiated(), Example.ringing(), Example.answered());
    }

    @ParameterizedTest
    @MethodSource("liveCalls")
    void aClockThatSteppedBackNeverDecidesBeforeTheCallsNewestTime(Call call) {
        Instant past = Example.START.minusSeconds(3600);
        CallEvent end = Example.moved(
                Example.RULES.decide(call, new CallCommand.Person(Ask.END, Example.ALICE_AT_PHONE), past));
        assertThat(end.at()).isEqualTo(call.changedAt());
        assertThat(Example.RULES.evolve(call, end).closed().orElseThrow().since())
                .isEqualTo(call.changedAt());
        assertThat(Example.RULES.decide(call, PASS, past)).isEqualTo(new Decision.Stays(Verdict.ACK));
    }
}
