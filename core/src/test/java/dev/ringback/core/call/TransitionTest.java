package dev.ringback.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Transitions with rules of their own: the first commit, adoption, the mode, taking a call over, a failure of media.
class TransitionTest {

    @Test
    void anInvitationBeginsAtVersionOne() {
        Call call = Example.initiated();
        assertThat(call.version()).isEqualTo(1);
        assertThat(call.status()).isEqualTo(Status.INITIATED);
        assertThat(call.facts().signaled()).isTrue();
        assertThat(call.caller().device()).contains(Example.PHONE);
        assertThat(call.callee()).isEqualTo(Leg.EMPTY);
        assertThat(call.mode()).isEqualTo(CallType.VIDEO);
    }

    @Test
    void aBusyCalleeIsMissedInTheFirstMoment() {
        Call over =
                Example.RULES.evolve(Example.initiated(), Example.invitation().busy());
        assertThat(over.closed().orElseThrow().reason()).isEqualTo(EndReason.BUSY);
        assertThat(over.closed().orElseThrow().since()).isEqualTo(Example.START);
        assertThat(over.closed().orElseThrow().by()).isEmpty();
        assertThat(over.version()).isEqualTo(2);
    }

    @Test
    void aCancelThatOvertookItsInvitationIsItsCallers() {
        var closer = new Progress.Closer(Example.ALICE, Optional.of(Example.PHONE), Ask.CANCEL);
        Call over =
                Example.RULES.evolve(Example.initiated(), Example.invitation().overtaken(closer));
        assertThat(over.closed().orElseThrow().reason()).isEqualTo(EndReason.CANCELLED);
        assertThat(over.closed().orElseThrow().by()).contains(closer);
    }

    @Test
    void anInvitationAdoptsTheRowThatItsCallerPosted() {
        Call row = Example.invitation().loggedAs(new CallLogId(5));
        Instant later = Example.START.plusSeconds(3);
        var id = new CallId(new UUID(0, 8));
        Call call = Example.RULES.evolve(
                row,
                new CallEvent.Adopted(
                        later, Example.ALICE_AT_TABLET, id, true, CallType.VOICE, later.plusSeconds(45), false));
        assertThat(row.facts().signaled()).isFalse();
        assertThat(call.facts().signaled()).isTrue();
        assertThat(call.facts().logId())
                .as("the same row")
                .isEqualTo(row.facts().logId());
        assertThat(call.id()).isEqualTo(id);
        assertThat(call.facts().type()).isEqualTo(CallType.VOICE);
        assertThat(call.facts().startedAt())
                .as("the ring counts from the invitation")
                .isEqualTo(later);
        assertThat(call.facts().createdAt()).isEqualTo(row.facts().createdAt());
        assertThat(call.deadline()).contains(later.plusSeconds(45));
        assertThat(call.caller().device()).contains(Example.TABLET);
        assertThat(call.version()).isEqualTo(2);
    }

    @Test
    void theSameModeAgainIsAcknowledged() {
        var same = new CallCommand.Person(
                Ask.SWITCH_MODE, Example.ALICE_AT_PHONE, new CallCommand.Detail.Mode(CallType.VIDEO));
        assertThat(Example.decide(Example.answered(), same)).isEqualTo(new Decision.Stays(Verdict.ACK));
    }

    @Test
    void theModeGoesBackAndForth() {
        Call voice = switchTo(Example.answered(), CallType.VOICE);
        Call video = switchTo(voice, CallType.VIDEO);
        assertThat(voice.mode()).isEqualTo(CallType.VOICE);
        assertThat(video.mode()).isEqualTo(CallType.VIDEO);
        assertThat(video.version()).isEqualTo(Example.answered().version() + 2);
    }

    @Test
    void aModeSwitchWithoutAModeIsABug() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Example.decide(
                        Example.answered(), new CallCommand.Person(Ask.SWITCH_MODE, Example.ALICE_AT_PHONE)));
    }

    @ParameterizedTest
    @EnumSource(names = {"OFFER_AGAIN", "ANSWER_AGAIN"})
    void anotherDeviceOfEitherPersonTakesTheCallOver(Ask ask) {
        Call taken = after(Example.answered(), new CallCommand.Person(ask, Example.ALICE_AT_TABLET));
        assertThat(taken.caller().device()).contains(Example.TABLET);
        Call again = after(taken, new CallCommand.Person(ask, Example.ALICE_AT_PHONE));
        assertThat(again.caller().device()).as("and back").contains(Example.PHONE);
        Call callee = after(Example.answered(), new CallCommand.Person(ask, Example.BOB_AT_WATCH));
        assertThat(callee.callee().device()).contains(Example.WATCH);
    }

    @Test
    void takingOverClearsTheMarkOfALostSide() {
        Call call = Example.answered();
        Leg.Lost mark = Example.RULES.lost(call, Example.ANSWERED, Example.ANSWERED);
        Call lost = call.withLeg(Role.CALLEE, call.callee().lostAt(mark));
        Call taken = after(lost, new CallCommand.Person(Ask.OFFER_AGAIN, Example.BOB_AT_WATCH));
        assertThat(taken.callee().lost()).isEmpty();
        assertThat(taken.deadline()).isEqualTo(call.deadline());
    }

    @Test
    void aHangUpBecauseMediaFailedIsAFailure() {
        Call over = after(Example.answered(), mediaFailed(Example.BOB_AT_LAPTOP));
        assertThat(over.status()).isEqualTo(Status.FAILED);
        assertThat(over.closed().orElseThrow().reason()).isEqualTo(EndReason.MEDIA_FAILED);
        assertThat(over.durationSeconds())
                .as("a failed call keeps its talk time")
                .hasValue(5);
    }

    @Test
    void mediaThatFailedBeforeTheAnswerIsACancelOrADecline() {
        Call cancelled = after(Example.ringing(), mediaFailed(Example.ALICE_AT_PHONE));
        assertThat(cancelled.closed().orElseThrow().reason()).isEqualTo(EndReason.CANCELLED);
        Call declined = after(Example.ringing(), mediaFailed(Example.BOB_AT_LAPTOP));
        assertThat(declined.closed().orElseThrow().reason()).isEqualTo(EndReason.DECLINED);
    }

    private static CallCommand mediaFailed(Actor by) {
        return new CallCommand.Person(Ask.END, by, CallCommand.Detail.MediaFailed.MEDIA_FAILED);
    }

    private static Call switchTo(Call call, CallType mode) {
        return after(
                call,
                new CallCommand.Person(Ask.SWITCH_MODE, Example.BOB_AT_LAPTOP, new CallCommand.Detail.Mode(mode)));
    }

    private static Call after(Call call, CallCommand command) {
        return Example.RULES.evolve(call, Example.moved(Example.decide(call, command)));
    }
}
