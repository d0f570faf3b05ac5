package dev.ringback.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.core.call.Notice.Audience;
import dev.ringback.core.call.Notice.News;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Who hears what, device by device. Alice has a phone (which calls) and a tablet, Bob a laptop (which answers) and a
/// watch.
class CallNoticesTest {

    private static final News RING = News.Invitation.INVITATION;
    private static final News FINAL = News.Final.FINAL;
    private static final News LOG = News.LogUpdated.LOG_UPDATED;
    private static final Map<DeviceId, UserId> DEVICES = Map.of(
            Example.PHONE, Example.ALICE,
            Example.TABLET, Example.ALICE,
            Example.LAPTOP, Example.BOB,
            Example.WATCH, Example.BOB);

    private static List<News> heard(List<Notice> notices, DeviceId device) {
        return notices.stream()
                .filter(notice -> notice.audience().user().equals(DEVICES.get(device))
                        && notice.audience().includes(device))
                .map(Notice::news)
                .toList();
    }

    private static List<Notice> after(Call before, Ask ask, Actor by) {
        return moved(before, Example.moved(Example.decide(before, Example.person(ask, by))));
    }

    private static List<Notice> moved(Call before, CallEvent event) {
        return CallNotices.moved(before, event, Example.RULES.evolve(before, event));
    }

    private static void assertHeard(
            List<Notice> notices, List<News> phone, List<News> tablet, List<News> laptop, List<News> watch) {
        assertThat(heard(notices, Example.PHONE)).as("Alice's phone").isEqualTo(phone);
        assertThat(heard(notices, Example.TABLET)).as("Alice's tablet").isEqualTo(tablet);
        assertThat(heard(notices, Example.LAPTOP)).as("Bob's laptop").isEqualTo(laptop);
        assertThat(heard(notices, Example.WATCH)).as("Bob's watch").isEqualTo(watch);
    }

    private static News taken(DeviceId by, Status status) {
        return new News.Taken(Optional.of(by), status);
    }

    @Test
    void anInvitationRingsEveryDeviceOfTheCallee() {
        assertHeard(CallNotices.begun(Example.initiated()), List.of(), List.of(), List.of(RING), List.of(RING));
        assertHeard(CallNotices.invitation(Example.ringing()), List.of(), List.of(), List.of(RING), List.of(RING));
    }

    @Test
    void anAdoptedRowRingsAsAnyInvitation() {
        Call row = Example.restOnly(Status.INITIATED);
        var notices = moved(row, Example.invitation().adoption(Example.RANG));
        assertHeard(notices, List.of(), List.of(), List.of(RING), List.of(RING));
    }

    @Test
    void theCallingDeviceHearsRingback() {
        var notices = after(Example.initiated(), Ask.RING, Example.BOB_AT_LAPTOP);
        assertHeard(notices, List.of(News.Ringing.RINGING), List.of(), List.of(), List.of());
    }

    @Test
    void anAnswerGoesToTheCallingDeviceAndSilencesTheOthers() {
        var notices = after(Example.ringing(), Ask.ANSWER, Example.BOB_AT_LAPTOP);
        assertHeard(
                notices,
                List.of(News.Answer.ANSWER),
                List.of(),
                List.of(),
                List.of(taken(Example.LAPTOP, Status.ANSWERED)));
    }

    @Test
    void aCancelSilencesEveryRingingDevice() {
        for (Call call : List.of(Example.initiated(), Example.ringing())) {
            var notices = after(call, Ask.CANCEL, Example.ALICE_AT_PHONE);
            assertHeard(notices, List.of(LOG), List.of(FINAL, LOG), List.of(FINAL, LOG), List.of(FINAL, LOG));
        }
    }

    @Test
    void aCancelFromAnotherDeviceEndsTheCallingOneToo() {
        var notices = after(Example.ringing(), Ask.CANCEL, Example.ALICE_AT_TABLET);
        assertHeard(notices, List.of(FINAL, LOG), List.of(LOG), List.of(FINAL, LOG), List.of(FINAL, LOG));
    }

    @Test
    void aDeclineIsToldToTheCallerAndToTheCalleesOtherDevices() {
        var notices = after(Example.ringing(), Ask.DECLINE, Example.BOB_AT_LAPTOP);
        assertHeard(
                notices,
                List.of(FINAL, LOG),
                List.of(FINAL, LOG),
                List.of(LOG),
                List.of(taken(Example.LAPTOP, Status.DECLINED), FINAL, LOG));
    }

    @Test
    void aDeclineOverRestIsToldToEveryDeviceOfTheCallee() {
        var notices = after(Example.ringing(), Ask.DECLINE, Actor.overRest(Example.BOB));
        News taken = new News.Taken(Optional.empty(), Status.DECLINED);
        assertHeard(
                notices,
                List.of(FINAL, LOG),
                List.of(FINAL, LOG),
                List.of(taken, FINAL, LOG),
                List.of(taken, FINAL, LOG));
    }

    @Test
    void aHangUpIsToldToAllButTheDeviceThatHungUp() {
        var notices = after(Example.answered(), Ask.END, Example.BOB_AT_LAPTOP);
        assertHeard(notices, List.of(FINAL, LOG), List.of(FINAL, LOG), List.of(LOG), List.of(FINAL, LOG));
    }

    @Test
    void aHangUpOverRestIsToldToEverybody() {
        var notices = after(Example.answered(), Ask.END, Actor.overRest(Example.ALICE));
        assertHeard(notices, List.of(FINAL, LOG), List.of(FINAL, LOG), List.of(FINAL, LOG), List.of(FINAL, LOG));
    }

    @Test
    void anEndThatNobodyMadeIsToldToEverybody() {
        var notices = moved(
                Example.ringing(),
                Example.moved(
                        Example.RULES.decide(Example.ringing(), new CallCommand.PassDeadline(), Example.RING_UNTIL)));
        assertHeard(notices, List.of(FINAL, LOG), List.of(FINAL, LOG), List.of(FINAL, LOG), List.of(FINAL, LOG));
    }

    @Test
    void aBusyCalleeIsNotRungButTold() {
        Call over =
                Example.RULES.evolve(Example.initiated(), Example.invitation().busy());
        assertHeard(
                CallNotices.begun(over),
                List.of(FINAL, LOG),
                List.of(FINAL, LOG),
                List.of(FINAL, LOG),
                List.of(FINAL, LOG));
    }

    @Test
    void anInvitationThatWasOvertakenByItsCancelNeverRings() {
        var closer = new Progress.Closer(Example.ALICE, Optional.of(Example.PHONE), Ask.CANCEL);
        Call over =
                Example.RULES.evolve(Example.initiated(), Example.invitation().overtaken(closer));
        assertHeard(
                CallNotices.begun(over), List.of(LOG), List.of(FINAL, LOG), List.of(FINAL, LOG), List.of(FINAL, LOG));
    }

    @Test
    void aModeSwitchIsToldToTheOtherSidesDevice() {
        var news = new News.ModeSwitched(CallType.VOICE);
        assertHeard(
                after(Example.answered(), Ask.SWITCH_MODE, Example.BOB_AT_LAPTOP),
                List.of(news),
                List.of(),
                List.of(),
                List.of());
        assertHeard(
                after(Example.answered(), Ask.SWITCH_MODE, Example.ALICE_AT_PHONE),
                List.of(),
                List.of(),
                List.of(news),
                List.of());
    }

    @Test
    void aDeviceWhoseCallIsTakenOverIsTold() {
        assertHeard(
                after(Example.answered(), Ask.OFFER_AGAIN, Example.BOB_AT_WATCH),
                List.of(),
                List.of(),
                List.of(taken(Example.WATCH, Status.ANSWERED)),
                List.of());
    }

    @ParameterizedTest
    @EnumSource
    void aSideThatGoesAndComesIsToldToTheOtherInACall(Role role) {
        DeviceId other = role == Role.CALLER ? Example.LAPTOP : Example.PHONE;
        UserId reader = DEVICES.get(other);
        var device = new Audience.OneDevice(reader, other);
        assertThat(CallNotices.lost(Example.answered(), role))
                .containsExactly(new Notice(device, News.PeerLost.PEER_LOST));
        assertThat(CallNotices.resumed(Example.answered(), role))
                .containsExactly(new Notice(device, News.PeerResumed.PEER_RESUMED));
    }

    @ParameterizedTest
    @EnumSource
    void aSideThatGoesWhileItRingsIsNotTold(Role role) {
        for (Call call : List.of(Example.initiated(), Example.ringing(), Example.closed(EndReason.HANGUP))) {
            assertThat(CallNotices.lost(call, role)).isEmpty();
            assertThat(CallNotices.resumed(call, role)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INITIATED", "RINGING", "ANSWERED"})
    void aRowThatOnlyRestKnowsNeverRangSoOnlyTheLogsAreUpdated(Status status) {
        Call row = Example.restOnly(status);
        EndReason reason = status.isBeforeAnswer() ? EndReason.RING_TIMEOUT : EndReason.HANGUP;
        var notices =
                moved(row, new CallEvent.CallClosed(row.changedAt(), row.changedAt(), reason, false, Optional.empty()));
        assertHeard(notices, List.of(LOG), List.of(LOG), List.of(LOG), List.of(LOG));
    }

    @Test
    void howACallStandsIsToldToWhoeverMissedIt() {
        assertHeard(CallNotices.standing(Example.initiated()), List.of(), List.of(), List.of(RING), List.of(RING));
        assertHeard(
                CallNotices.standing(Example.ringing()),
                List.of(News.Ringing.RINGING),
                List.of(),
                List.of(RING),
                List.of(RING));
        assertHeard(
                CallNotices.standing(Example.answered()),
                List.of(News.Answer.ANSWER),
                List.of(),
                List.of(),
                List.of(taken(Example.LAPTOP, Status.ANSWERED)));
        assertHeard(
                CallNotices.standing(Example.closed(EndReason.RING_TIMEOUT)),
                List.of(FINAL, LOG),
                List.of(FINAL, LOG),
                List.of(FINAL, LOG),
                List.of(FINAL, LOG));
    }

    @Test
    void nothingButCallRingingLeavesTheCalleeBeforeTheAnswer() {
        Predicate<Notice> toAlice = notice -> notice.audience().user().equals(Example.ALICE);
        Stream<News> news = after(Example.initiated(), Ask.RING, Example.BOB_AT_WATCH).stream()
                .filter(toAlice)
                .map(Notice::news);
        assertThat(news).containsExactly(News.Ringing.RINGING);
    }
}
