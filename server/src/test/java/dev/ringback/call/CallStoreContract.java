package dev.ringback.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.call.CallStore.InviteResult;
import dev.ringback.call.CallStore.LogResult;
import dev.ringback.call.CallStore.MoveResult;
import dev.ringback.call.CallStore.NewCall;
import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallCommand;
import dev.ringback.core.call.CallEvent;
import dev.ringback.core.call.CallType;
import dev.ringback.core.call.EndReason;
import dev.ringback.core.call.Invitation;
import dev.ringback.core.call.Leg;
import dev.ringback.core.call.Progress;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Status;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/// What every [CallStore] promises. It uses nothing but the port; each test has a conversation and two people of its
/// own, who may be in the store beside those of other tests.
public abstract class CallStoreContract {

    private final Pair pair = Pair.next();
    private final Instant now = pair.now();

    /// The store under test.
    protected abstract CallStore store();

    /// Makes sure that the host application knows a pair of people and their conversation.
    protected abstract void introduce(Pair people);

    /// Waits for a stage, for a bounded time.
    protected abstract <T> T await(CompletionStage<T> stage);

    // --- invitations

    @Test
    void anInvitationIsCommittedAsInitiated() {
        Call call = invited(pair);

        assertThat(call.version()).isEqualTo(1);
        assertThat(call.status()).isEqualTo(Status.INITIATED);
        assertThat(call.progress()).isEqualTo(new Progress.Initiated(now, now.plusSeconds(45), true));
        assertThat(call.caller()).isEqualTo(Leg.of(pair.callerPhone().seat()));
        assertThat(call.callee()).isEqualTo(Leg.EMPTY);
        assertThat(call.facts().signaled()).isTrue();
        assertThat(call.facts().named()).isTrue();
        assertThat(call.facts().caller()).isEqualTo(pair.caller());
        assertThat(call.facts().callee()).isEqualTo(pair.callee());
        assertThat(await(store().load(call.id()))).contains(call);
        assertThat(await(store().load(call.facts().logId()))).contains(call);
        assertThat(await(store().liveCallOf(pair.caller().userId()))).contains(call);
        assertThat(await(store().liveCallOf(pair.callee().userId()))).contains(call);
        assertThat(await(store().live())).contains(call);
        assertThat(await(store().description(call.facts().logId(), Role.CALLER)))
                .contains(Pair.OFFER);
        assertThat(await(store().description(call.facts().logId(), Role.CALLEE)))
                .isEmpty();
    }

    @Test
    void twoCallsHaveTwoRows() {
        Call one = invited(pair);
        Call other = invited(Pair.next());
        assertThat(one.facts().logId()).isNotEqualTo(other.facts().logId());
    }

    @Test
    void anIdOfAnotherCallIsTaken() {
        Call first = invited(pair);
        Pair others = known(Pair.next());
        var again = others.invitation(first.id(), others.now());

        assertThat(invite(again)).isEqualTo(new InviteResult.IdTaken(first));
        assertThat(await(store().liveCallOf(others.caller().userId()))).isEmpty();
    }

    @Test
    void theSameInvitationAgainMeetsItself() {
        Call first = invited(pair);
        assertThat(invite(pair.invitation(first.id(), now.plusSeconds(1)))).isEqualTo(new InviteResult.IdTaken(first));
    }

    @Test
    void aSecondCallInAConversationIsRefusedWithTheFirst() {
        Call first = invited(pair);
        assertThat(invite(pair.invitation())).isEqualTo(new InviteResult.InProgress(first));
    }

    @Test
    void glareIsDecidedByTheFirst() {
        Call first = invited(pair);
        assertThat(invite(pair.reversed().invitation())).isEqualTo(new InviteResult.InProgress(first));

        Pair others = Pair.next();
        Call reversed = invited(others.reversed());
        assertThat(invite(others.invitation())).isEqualTo(new InviteResult.InProgress(reversed));
    }

    @Test
    void glareAtOnceHasOneWinnerInEitherOrder() {
        for (Pair people : List.of(known(Pair.next()), known(Pair.next()).reversed())) {
            var one = store().invite(Pair.call(people.invitation()));
            var other = store().invite(Pair.call(people.reversed().invitation()));

            Call won = committed(await(one));
            assertThat(await(other)).isEqualTo(new InviteResult.InProgress(won));
        }
    }

    @Test
    void whoCallsSomebodyElseIsBusyThemselves() {
        Call first = invited(pair);
        Pair second = known(pair.callerWithSomebodyElse());
        assertThat(invite(second.invitation())).isEqualTo(new InviteResult.CallerBusy(first));
        Pair third = known(pair.reversed().callerWithSomebodyElse());
        assertThat(invite(third.invitation())).isEqualTo(new InviteResult.CallerBusy(first));
    }

    @Test
    void whoIsInACallIsBusyForOthersInEitherRole() {
        invited(pair);
        for (Pair side : List.of(pair, pair.reversed())) {
            Pair stranger = known(side.callerWithSomebodyElse()).reversed();
            assertThat(invite(stranger.invitation())).isEqualTo(new InviteResult.CalleeBusy());
            assertThat(await(store().liveCallOf(stranger.caller().userId()))).isEmpty();
        }
    }

    @Test
    void twoInvitationsToOnePersonAtOnceHaveOneWinner() {
        Pair one = known(Pair.next());
        Pair other = known(one.reversed().callerWithSomebodyElse()).reversed();
        var first = store().invite(Pair.call(one.invitation()));
        var second = store().invite(Pair.call(other.invitation()));

        committed(await(first));
        assertThat(await(second)).isEqualTo(new InviteResult.CalleeBusy());
    }

    @Test
    void aBusyCallIsFinalFromItsFirstMomentAndMakesNobodyBusy() {
        known(pair);
        var invitation = pair.invitation();
        Call call = committed(invite(invitation, Optional.of(invitation.busy())));

        assertThat(call.version()).isEqualTo(2);
        assertThat(call.status()).isEqualTo(Status.MISSED);
        assertThat(call.closed().orElseThrow().reason()).isEqualTo(EndReason.BUSY);
        assertThat(call.durationSeconds()).hasValue(0);
        assertThat(await(store().load(call.id()))).contains(call);
        assertThat(await(store().liveCallOf(pair.caller().userId()))).isEmpty();
        assertThat(await(store().liveCallOf(pair.callee().userId()))).isEmpty();
        invited(pair);
    }

    @Test
    void aBusyCallIsRefusedAsAnyOtherWhereItsCallerIsBusy() {
        Call first = invited(pair);
        var again = pair.invitation();
        assertThat(invite(again, Optional.of(again.busy()))).isEqualTo(new InviteResult.InProgress(first));
        Pair elsewhere = known(pair.callerWithSomebodyElse());
        var busy = elsewhere.invitation();
        assertThat(invite(busy, Optional.of(busy.busy()))).isEqualTo(new InviteResult.CallerBusy(first));
    }

    @Test
    void aCancelThatOvertookItsInvitationIsRemembered() {
        known(pair);
        var invitation = pair.invitation();
        await(store().rememberCancel(invitation.id(), pair.callerPhone(), now.minusSeconds(59)));

        assertThat(invite(invitation))
                .isEqualTo(new InviteResult.Overtaken(pair.callerPhone().device()));
        var closer =
                new Progress.Closer(pair.caller().userId(), pair.callerPhone().device(), Ask.CANCEL);
        Call call = committed(invite(invitation, Optional.of(invitation.overtaken(closer))));
        assertThat(call.status()).isEqualTo(Status.CANCELLED);
        assertThat(call.closed().orElseThrow().by()).contains(closer);
        assertThat(await(store().load(call.id()))).contains(call);
    }

    @Test
    void aCancelOfLongAgoOrOfSomebodyElseOvertakesNothing() {
        known(pair);
        var invitation = pair.invitation();
        await(store().rememberCancel(invitation.id(), pair.callerPhone(), now.minusSeconds(61)));
        await(store().rememberCancel(invitation.id(), pair.calleePhone(), now));
        committed(invite(invitation));
    }

    @Test
    void aCancelByRestOvertakesWithoutADevice() {
        known(pair);
        var invitation = pair.invitation();
        var byRest = Actor.overRest(pair.caller().userId());
        await(store().rememberCancel(invitation.id(), byRest, now));
        assertThat(invite(invitation)).isEqualTo(new InviteResult.Overtaken(Optional.empty()));
    }

    @Test
    void theRulesOfAnInvitationHaveAnOrder() {
        Pair elsewhere = known(pair.callerWithSomebodyElse());
        Call callers = invited(elsewhere);
        Pair calleesOther = known(pair.reversed().callerWithSomebodyElse());
        invited(calleesOther);
        known(pair);
        var invitation = pair.invitation();
        await(store().rememberCancel(invitation.id(), pair.callerPhone(), now));

        assertThat(invite(pair.invitation(callers.id(), now))).isEqualTo(new InviteResult.IdTaken(callers));
        assertThat(invite(invitation)).isEqualTo(new InviteResult.CallerBusy(callers));
        closed(callers);
        assertThat(invite(invitation)).isInstanceOf(InviteResult.Overtaken.class);
        assertThat(invite(pair.invitation())).isEqualTo(new InviteResult.CalleeBusy());
    }

    // --- transitions

    @Test
    void aCallGoesItsWay() {
        Call call = invited(pair);

        Call ringing = moved(call, ask(Ask.RING, pair.calleePhone()), now.plusSeconds(1));
        assertThat(ringing.progress()).isEqualTo(new Progress.Ringing(now.plusSeconds(1), now.plusSeconds(45)));
        Call answered = answered(ringing, now.plusSeconds(3));
        assertThat(answered.callee()).isEqualTo(Leg.of(pair.calleePhone().seat()));
        assertThat(await(store().description(call.facts().logId(), Role.CALLEE)))
                .contains(Pair.ANSWER);
        Call video = moved(
                answered,
                new CallCommand.Person(
                        Ask.SWITCH_MODE, pair.callerPhone(), new CallCommand.Detail.Mode(CallType.VIDEO)),
                now.plusSeconds(4));
        assertThat(video.mode()).isEqualTo(CallType.VIDEO);
        assertThat(video.facts().type()).isEqualTo(CallType.VOICE);
        Call taken = moved(video, ask(Ask.OFFER_AGAIN, pair.callerTablet()), now.plusSeconds(5));
        assertThat(taken.caller()).isEqualTo(Leg.of(pair.callerTablet().seat()));
        Call ended = moved(taken, ask(Ask.END, pair.calleePhone()), now.plusMillis(48_999));

        assertThat(ended.version()).isEqualTo(6);
        assertThat(ended.durationSeconds()).hasValue(45);
        assertThat(ended.closed().orElseThrow().by())
                .contains(new Progress.Closer(
                        pair.callee().userId(), pair.calleePhone().device(), Ask.END));
        assertThat(await(store().load(call.id()))).contains(ended);
        assertThat(await(store().liveCallOf(pair.caller().userId()))).isEmpty();
        assertThat(await(store().liveCallOf(pair.callee().userId()))).isEmpty();
        assertThat(await(store().live())).doesNotContain(ended);
        for (Role role : Role.values()) {
            assertThat(await(store().description(call.facts().logId(), role))).isEmpty();
        }
        invited(pair);
    }

    @Test
    void ofTwoTransitionsOfOneVersionOneIsCommitted() {
        Call call = invited(pair);
        var cancel = store().move(pair.move(call, ask(Ask.CANCEL, pair.callerPhone()), now.plusSeconds(2)));
        var answer = store().move(pair.move(call, ask(Ask.ANSWER, pair.calleePhone()), now.plusSeconds(2)));

        Call cancelled = committed(await(cancel));
        assertThat(cancelled.status()).isEqualTo(Status.CANCELLED);
        assertThat(await(answer)).isEqualTo(new MoveResult.Conflict(cancelled));
    }

    @Test
    void aDeadlineIsTestedAgainWhenItsTransitionIsCommitted() {
        Call answered = answered(invited(pair), now.plusSeconds(1));
        var mark = lost(Role.CALLER, answered, now.plusSeconds(2), now.plusSeconds(3));
        Call lost = mark.orElseThrow();
        CallStore.Move late = pair.move(lost, new CallCommand.PassDeadline(), now.plusSeconds(40));
        Call back = await(store().markBack(lost.facts().logId(), Role.CALLER, pair.phone(Role.CALLER), pair.node()))
                .orElseThrow();

        assertThat(await(store().move(late))).isEqualTo(new MoveResult.Conflict(back));
    }

    @Test
    void aDeadlineThatHasPassedIsCommitted() {
        Call call = invited(pair);
        Call missed = moved(call, new CallCommand.PassDeadline(), now.plusSeconds(50));
        assertThat(missed.closed().orElseThrow().reason()).isEqualTo(EndReason.RING_TIMEOUT);
        assertThat(missed.closed().orElseThrow().since()).isEqualTo(now.plusSeconds(45));
        assertThat(missed.changedAt()).isEqualTo(now.plusSeconds(50));
    }

    // --- rows of REST

    @Test
    void aRowOfRestMakesNobodyBusy() {
        known(pair);
        Call row = logged(pair);

        assertThat(row.facts().signaled()).isFalse();
        assertThat(row.version()).isEqualTo(1);
        assertThat(await(store().load(row.facts().logId()))).contains(row);
        assertThat(await(store().liveCallOf(pair.caller().userId()))).isEmpty();
        assertThat(await(store().live())).doesNotContain(row);
        invited(pair.reversed());
    }

    @Test
    void aRowOfRestIsRefusedWithTheSignaledCallOfTheConversation() {
        Call call = invited(pair);
        for (Pair side : List.of(pair, pair.reversed())) {
            var result = await(store().log(side.restInvitation(), UUID.randomUUID()));
            assertThat(result).isEqualTo(new LogResult.InProgress(call));
        }
    }

    @Test
    void anInvitationTakesTheRowOfItsCallerOver() {
        known(pair);
        Call row = logged(pair);
        var invitation = pair.invitation(new CallId(UUID.randomUUID()), now.plusSeconds(3));
        Call call = committed(invite(invitation));

        assertThat(call).isEqualTo(Pair.RULES.evolve(row, invitation.adoption(now.plusSeconds(3))));
        assertThat(call.facts().logId()).isEqualTo(row.facts().logId());
        assertThat(call.version()).isEqualTo(2);
        assertThat(await(store().load(invitation.id()))).contains(call);
        assertThat(await(store().load(row.id()))).isEmpty();
        assertThat(await(store().liveCallOf(pair.callee().userId()))).contains(call);
        assertThat(await(store().description(call.facts().logId(), Role.CALLER)))
                .contains(Pair.OFFER);
    }

    @Test
    void aBusyInvitationTakesTheRowOfItsCallerOverAndEndsIt() {
        known(pair);
        Call row = logged(pair);
        var invitation = pair.invitation(new CallId(UUID.randomUUID()), now.plusSeconds(3));
        Call call = committed(invite(invitation, Optional.of(invitation.busy())));

        assertThat(call.facts().logId()).isEqualTo(row.facts().logId());
        assertThat(call.version()).isEqualTo(3);
        assertThat(call.closed().orElseThrow().reason()).isEqualTo(EndReason.BUSY);
        assertThat(await(store().load(invitation.id()))).contains(call);
        assertThat(await(store().liveCallOf(pair.caller().userId()))).isEmpty();
        assertThat(await(store().overdue(now.plusSeconds(3_600), 10_000))).doesNotContain(call);
    }

    @Test
    void anInvitationOfTheOtherSideLeavesTheRowOfRestAlone() {
        known(pair);
        Call row = logged(pair);
        Call call = invited(pair.reversed());
        assertThat(call.facts().logId()).isNotEqualTo(row.facts().logId());
        assertThat(await(store().load(row.id()))).contains(row);
    }

    @Test
    void aRefusedInvitationAdoptsNothing() {
        known(pair);
        Call row = logged(pair);
        Pair calleesOther = known(pair.reversed().callerWithSomebodyElse());
        invited(calleesOther);
        assertThat(invite(pair.invitation())).isEqualTo(new InviteResult.CalleeBusy());
        assertThat(await(store().load(row.id()))).contains(row);
    }

    // --- marks

    @Test
    void aLostCallerEndsTheRingEarlier() {
        Call call = invited(pair);
        Call lost =
                lost(Role.CALLER, call, now.plusSeconds(1), now.plusSeconds(2)).orElseThrow();

        assertThat(lost.version()).isEqualTo(1);
        assertThat(lost.caller().lost()).contains(new Leg.Lost(now.plusSeconds(1), now.plusSeconds(12)));
        assertThat(await(store().overdue(now.plusSeconds(12), 10_000))).contains(lost);
        assertThat(await(store().overdue(now.plusSeconds(11), 10_000))).doesNotContain(lost);
    }

    @Test
    void aMarkOutlivesTheTransitionThatDidNotKnowIt() {
        Call call = invited(pair);
        Call ringing = moved(call, ask(Ask.RING, pair.calleePhone()), now.plusSeconds(1));
        lost(Role.CALLER, ringing, now.plusSeconds(2), now.plusSeconds(3));
        Call answered = answered(ringing, now.plusSeconds(4));

        assertThat(answered.caller().lost()).contains(new Leg.Lost(now.plusSeconds(2), now.plusSeconds(34)));
        assertThat(await(store().load(call.id()))).contains(answered);
        assertThat(await(store().overdue(now.plusSeconds(34), 10_000))).contains(answered);
    }

    @Test
    void aTakeOverClearsTheMarkOfItsSide() {
        Call answered = answered(invited(pair), now.plusSeconds(1));
        Call lost = lost(Role.CALLER, answered, now.plusSeconds(2), now.plusSeconds(3))
                .orElseThrow();
        lost(Role.CALLEE, answered, now.plusSeconds(4), now.plusSeconds(5));
        Call taken = moved(lost, ask(Ask.OFFER_AGAIN, pair.callerTablet()), now.plusSeconds(6));

        assertThat(taken.caller()).isEqualTo(Leg.of(pair.callerTablet().seat()));
        assertThat(taken.callee().lost()).contains(new Leg.Lost(now.plusSeconds(4), now.plusSeconds(35)));
        assertThat(await(store().load(taken.id()))).contains(taken);
        assertThat(await(store().overdue(now.plusSeconds(34), 10_000))).doesNotContain(taken);
        assertThat(await(store().overdue(now.plusSeconds(35), 10_000))).contains(taken);
    }

    @Test
    void whoComesBackIsNoLongerLost() {
        Call answered = answered(invited(pair), now.plusSeconds(1));
        lost(Role.CALLEE, answered, now.plusSeconds(2), now.plusSeconds(3));
        NodeId other = new NodeId("other-node");
        Optional<Call> back =
                await(store().markBack(answered.facts().logId(), Role.CALLEE, pair.phone(Role.CALLEE), other));

        assertThat(back.orElseThrow().callee())
                .isEqualTo(Leg.of(Optional.of(new Actor.Seat(pair.phone(Role.CALLEE), other))));
        assertThat(await(store().load(answered.id()))).isEqualTo(back);
        assertThat(await(store().overdue(now.plusSeconds(60), 10_000))).doesNotContain(back.get());
        assertThat(await(store().markBack(answered.facts().logId(), Role.CALLEE, pair.phone(Role.CALLEE), other)))
                .as("a second time")
                .isEmpty();
    }

    @Test
    void anotherDeviceOrNodeIsNeitherLostNorBack() {
        Call answered = answered(invited(pair), now.plusSeconds(1));
        var row = answered.facts().logId();
        var tablet = new DeviceId("tablet");
        var phone = pair.phone(Role.CALLER);
        assertThat(await(store().markLost(row, Role.CALLER, tablet, pair.node(), now, now)))
                .isEmpty();
        assertThat(await(store().markLost(row, Role.CALLER, phone, new NodeId("other"), now, now)))
                .isEmpty();
        assertThat(await(store().markBack(row, Role.CALLER, tablet, pair.node())))
                .isEmpty();
        assertThat(await(store().load(answered.id()))).contains(answered);
    }

    @Test
    void nobodyIsLostInACallThatIsOver() {
        Call ended = closed(invited(pair));
        assertThat(lost(Role.CALLER, ended, now, now)).isEmpty();
        assertThat(await(store().load(ended.id()))).contains(ended);
    }

    @Test
    void aSocketOfTheCalleeIsRemembered() {
        known(pair);
        Call call = committed(await(store().invite(Pair.call(pair.unreachedInvitation()))));
        assertThat(call.progress()).isEqualTo(new Progress.Initiated(now, now.plusSeconds(45), false));
        await(store().markReached(call.facts().logId()));
        assertThat(await(store().load(call.id()))).contains(call.reached());
        await(store().markUnreached(call.facts().logId()));
        assertThat(await(store().load(call.id()))).contains(call);
    }

    @Test
    void silentNodesLoseWhatTheyCarried() {
        Call answered = answered(invited(pair), now.plusSeconds(1));
        var self = new NodeId("survivor-" + pair.node());
        await(store().beat(pair.node(), now.plusSeconds(2)));
        await(store().beat(self, now.plusSeconds(10)));

        assertThat(marked(answered, self, now.plusSeconds(2), now.plusSeconds(10)))
                .as("seen just then")
                .isEmpty();
        Call lost = marked(answered, self, now.plusMillis(2_001), now.plusSeconds(10))
                .orElseThrow();
        var mark = new Leg.Lost(now.plusSeconds(2), now.plusSeconds(40));
        assertThat(lost.caller().lost()).contains(mark);
        assertThat(lost.callee().lost()).contains(mark);
        assertThat(lost.version()).isEqualTo(answered.version());
        assertThat(await(store().load(lost.id()))).contains(lost);
        assertThat(marked(answered, self, now.plusSeconds(4), now.plusSeconds(11)))
                .as("a second time")
                .isEmpty();
    }

    @Test
    void aNodeIsNeverSilentToItself() {
        Call answered = answered(invited(pair), now.plusSeconds(1));
        await(store().beat(pair.node(), now));
        assertThat(marked(answered, pair.node(), now.plusSeconds(60), now.plusSeconds(60)))
                .isEmpty();
    }

    // --- reading

    @Test
    void theLastClosedCallIsFoundForAWhile() {
        Call ended = closed(invited(pair));
        Call again = closed(committed(invite(pair.invitation(new CallId(UUID.randomUUID()), now.plusSeconds(20)))));
        var user = pair.callee().userId();
        var other = pair.caller().userId();
        assertThat(ended.id()).isNotEqualTo(again.id());

        assertThat(await(store().lastClosedIn(user, pair.conversation(), again.changedAt())))
                .contains(again);
        assertThat(await(store().lastClosedWith(user, other, again.changedAt())))
                .contains(again);
        assertThat(await(store().lastClosedWith(other, user, again.changedAt())))
                .contains(again);
        Instant later = again.changedAt().plus(Duration.ofNanos(1_000));
        assertThat(await(store().lastClosedIn(user, pair.conversation(), later)))
                .isEmpty();
        assertThat(await(store().lastClosedWith(user, other, later))).isEmpty();
        var stranger = Pair.next().caller().userId();
        assertThat(await(store().lastClosedIn(stranger, pair.conversation(), now)))
                .isEmpty();
    }

    @Test
    void aLiveCallIsNoClosedOne() {
        invited(pair);
        var user = pair.caller().userId();
        assertThat(await(store().lastClosedIn(user, pair.conversation(), now))).isEmpty();
        assertThat(await(store().lastClosedWith(user, pair.callee().userId(), now)))
                .isEmpty();
    }

    @Test
    void whatIsOverdueComesOldestFirstAndBounded() {
        Call call = invited(pair);
        known(pair);
        Pair earlierPair = known(Pair.next());
        Call earlier = committed(invite(earlierPair.invitation(new CallId(UUID.randomUUID()), now.minusSeconds(9))));

        List<Call> overdue = await(store().overdue(now.plusSeconds(45), 10_000));
        assertThat(overdue).containsSubsequence(earlier, call);
        assertThat(await(store().overdue(now.plusSeconds(44), 10_000)))
                .contains(earlier)
                .doesNotContain(call);
        assertThat(await(store().overdue(now.plusSeconds(45), 1))).hasSize(1);
    }

    @Test
    void aRowOfRestIsOverdueToo() {
        known(pair);
        Call row = logged(pair);
        assertThat(await(store().overdue(now.plusSeconds(45), 10_000))).contains(row);
    }

    @Test
    void descriptionsAreReplacedWhileTheCallLives() {
        Call call = invited(pair);
        var row = call.facts().logId();
        await(store().keepDescription(row, Role.CALLER, "{\"type\":\"offer\",\"sdp\":\"2\"}"));
        assertThat(await(store().description(row, Role.CALLER))).contains("{\"type\":\"offer\",\"sdp\":\"2\"}");
        closed(call);
        await(store().keepDescription(row, Role.CALLER, "{}"));
        assertThat(await(store().description(row, Role.CALLER))).isEmpty();
    }

    @Test
    void qualityIsNotedEveryTenSecondsAndOnceAfterTheEnd() {
        Call answered = answered(invited(pair), now.plusSeconds(1));

        assertThat(noted(answered, now.plusSeconds(10))).isTrue();
        assertThat(noted(answered, now.plusSeconds(19))).isFalse();
        assertThat(noted(answered, now.plusSeconds(20))).isTrue();
        Call ended = moved(answered, ask(Ask.END, pair.callerPhone()), now.plusSeconds(21));
        assertThat(noted(ended, now.plusSeconds(22))).isTrue();
        assertThat(noted(ended, now.plusSeconds(40))).isFalse();
    }

    @Test
    void qualityOfLongAgoIsNotNoted() {
        Call ended = closed(invited(pair));
        assertThat(noted(ended, ended.changedAt().plusSeconds(61))).isFalse();
    }

    // --- the words of these tests

    private Pair known(Pair people) {
        introduce(people);
        return people;
    }

    private Call invited(Pair people) {
        return committed(invite(known(people).invitation()));
    }

    private InviteResult invite(Invitation invitation) {
        return await(store().invite(Pair.call(invitation)));
    }

    private InviteResult invite(Invitation invitation, Optional<CallEvent.CallClosed> closed) {
        return await(store().invite(
                        new NewCall(invitation, closed, Optional.empty(), UUID.randomUUID(), UUID.randomUUID())));
    }

    private Call logged(Pair people) {
        var result = await(store().log(people.restInvitation(), UUID.randomUUID()));
        assertThat(result).isInstanceOf(LogResult.Committed.class);
        return ((LogResult.Committed) result).call();
    }

    private Call moved(Call call, CallCommand command, Instant at) {
        return committed(await(store().move(pair.move(call, command, at))));
    }

    private Call answered(Call call, Instant at) {
        return moved(call, ask(Ask.ANSWER, pair.calleePhone()), at);
    }

    private Call closed(Call call) {
        var caller = Actor.overRest(call.facts().caller().userId());
        return moved(call, ask(Ask.END, caller), call.changedAt().plusSeconds(1));
    }

    private Optional<Call> lost(Role role, Call call, Instant proofOfLife, Instant at) {
        return await(store().markLost(call.facts().logId(), role, pair.phone(role), pair.node(), proofOfLife, at));
    }

    private Optional<Call> marked(Call call, NodeId self, Instant silentSince, Instant at) {
        return await(store().markLostNodes(self, silentSince, at)).stream()
                .filter(lost -> lost.id().equals(call.id()))
                .findFirst();
    }

    private boolean noted(Call call, Instant at) {
        var quality = new CallStore.Quality(
                pair.caller().userId(),
                pair.phone(Role.CALLER),
                at,
                Optional.of(12.5),
                Optional.empty(),
                Optional.of(0.01),
                Optional.empty(),
                Optional.of(true));
        return await(store().noteQuality(call.facts().logId(), quality));
    }

    private static CallCommand ask(Ask ask, Actor by) {
        return new CallCommand.Person(ask, by);
    }

    private static Call committed(InviteResult result) {
        assertThat(result).isInstanceOf(InviteResult.Committed.class);
        return ((InviteResult.Committed) result).call();
    }

    private static Call committed(MoveResult result) {
        assertThat(result).isInstanceOf(MoveResult.Committed.class);
        return ((MoveResult.Committed) result).call();
    }
}
