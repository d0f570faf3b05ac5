package dev.ringback.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.call.CallStore.InviteResult;
import dev.ringback.call.CallStore.LogResult;
import dev.ringback.call.CallStore.MoveResult;
import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallCommand;
import dev.ringback.core.call.CallType;
import dev.ringback.core.call.EndReason;
import dev.ringback.core.call.Leg;
import dev.ringback.core.call.Progress;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Status;
import dev.ringback.core.id.CallId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every [CallStore] promises of invitations, transitions and rows of REST. It uses nothing but the port.
public abstract class CallStoreContract extends CallStoreScene {

    /// Tests of this store.
    protected CallStoreContract(CallStoreUnderTest tested) {
        super(tested);
    }

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
    void aCancelOfSomebodyElseOvertakesNothing() {
        known(pair);
        var invitation = pair.invitation();
        await(store().rememberCancel(invitation.id(), pair.calleePhone(), now));
        committed(invite(invitation));
    }

    @Test
    void aCancelOvertakesForAMinute() {
        known(pair);
        var invitation = pair.invitation();
        await(store().rememberCancel(invitation.id(), pair.callerPhone(), now.minusSeconds(60)));
        assertThat(invite(invitation)).isEqualTo(new InviteResult.Overtaken(Optional.of(pair.phone(Role.CALLER))));

        var later = pair.invitation(invitation.id(), now.plusNanos(1_000));
        committed(invite(later));
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
}
