package dev.ringback.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.Leg;
import dev.ringback.core.call.Progress;
import dev.ringback.core.call.Role;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every [CallStore] promises of marks and of reading. It uses nothing but the port.
public abstract class CallStoreMarksContract extends CallStoreScene {

    /// Tests of this store.
    protected CallStoreMarksContract(CallStoreUnderTest tested) {
        super(tested);
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

    @ParameterizedTest
    @EnumSource
    void whoComesBackLeavesTheOtherLost(Role back) {
        Call answered = answered(invited(pair), now.plusSeconds(1));
        lost(back, answered, now.plusSeconds(2), now.plusSeconds(3));
        lost(back.other(), answered, now.plusSeconds(4), now.plusSeconds(5));

        Call left = await(store().markBack(answered.facts().logId(), back, pair.phone(back), pair.node()))
                .orElseThrow();

        assertThat(left.leg(back).lost()).isEmpty();
        assertThat(left.leg(back.other()).lost()).contains(new Leg.Lost(now.plusSeconds(4), now.plusSeconds(35)));
        assertThat(await(store().overdue(now.plusSeconds(34), 10_000))).doesNotContain(left);
        assertThat(await(store().overdue(now.plusSeconds(35), 10_000))).contains(left);
    }

    @Test
    void whoComesBackWhileItRingsHasTheWholeRing() {
        Call rings = invited(pair);
        lost(Role.CALLER, rings, now.plusSeconds(2), now.plusSeconds(3));

        Call left = await(store().markBack(rings.facts().logId(), Role.CALLER, pair.phone(Role.CALLER), pair.node()))
                .orElseThrow();

        assertThat(await(store().overdue(now.plusSeconds(44), 10_000))).doesNotContain(left);
        assertThat(await(store().overdue(now.plusSeconds(45), 10_000))).contains(left);
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
    void aBeatThatWasHeldUpDoesNotUndoANewerOne() {
        Call answered = answered(invited(pair), now.plusSeconds(1));
        await(store().beat(pair.node(), now.plusSeconds(5)));
        await(store().beat(pair.node(), now.plusSeconds(2)));
        assertThat(marked(answered, new NodeId("survivor-" + pair.node()), now.plusSeconds(5), now.plusSeconds(10)))
                .isEmpty();
    }

    @Test
    void aNodeThatWasSilentAndCarriesACallSinceWasSeenAtItsLastBeat() {
        var self = new NodeId("survivor-" + pair.node());
        await(store().beat(pair.node(), now));
        await(store().markLostNodes(self, now.plusMillis(1), now.plusMillis(1)));
        Call answered = answered(invited(pair), now.plusSeconds(1));

        Call lost =
                marked(answered, self, now.plusMillis(2), now.plusSeconds(2)).orElseThrow();
        var mark = new Leg.Lost(now, now.plusSeconds(32));
        assertThat(lost.caller().lost()).contains(mark);
        assertThat(lost.callee().lost()).contains(mark);
    }

    @Test
    void aNodeThatNobodyKnowsLastLivedWhenItsSideCommitted() {
        var self = new NodeId("survivor-" + pair.node());
        Call answered = answered(invited(pair), now.plusSeconds(1));
        Call taken = moved(answered, ask(Ask.OFFER_AGAIN, pair.callerTablet()), now.plusSeconds(5));

        Call lost = marked(taken, self, now.plusSeconds(6), now.plusSeconds(9)).orElseThrow();
        assertThat(lost.caller().lost()).contains(new Leg.Lost(now, now.plusSeconds(39)));
        assertThat(lost.callee().lost()).contains(new Leg.Lost(now.plusSeconds(1), now.plusSeconds(39)));
    }

    @Test
    void aMarkMayBeRepeatedAndNoOtherReplacesIt() {
        Call answered = answered(invited(pair), now.plusSeconds(1));
        lost(Role.CALLER, answered, now.plusSeconds(2), now.plusSeconds(3));
        assertThat(lost(Role.CALLER, answered, now.plusSeconds(4), now.plusSeconds(4)))
                .as("another proof of life")
                .isEmpty();
        Call again = lost(Role.CALLER, answered, now.plusSeconds(2), now.plusSeconds(4))
                .orElseThrow();
        assertThat(again.caller().lost()).contains(new Leg.Lost(now.plusSeconds(2), now.plusSeconds(34)));
        assertThat(await(store().load(again.id()))).contains(again);
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
}
