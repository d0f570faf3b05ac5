package dev.ringback.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallCommand;
import dev.ringback.core.call.Leg;
import dev.ringback.core.call.Role;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import dev.ringback.protocol.Address;
import dev.ringback.protocol.ClientMessage;
import dev.ringback.protocol.Json;
import dev.ringback.protocol.ServerMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LostSidesTest {

    private static final Duration BEAT = Duration.ofSeconds(2);

    private final Bench bench = new Bench(false, 2);
    private final Pair pair = bench.pair;
    private final CallId id = new CallId(UUID.randomUUID());

    @Test
    void aDeviceThatWentBeforeItsInvitationWasCommittedIsFoundToBeAway() {
        bench.calls.begin();
        Bench.Device caller = bench.opens(pair.caller(), "caller");
        bench.hold("conversation");
        bench.calls.invite(caller.session, Bench.invitation("1", id, pair.conversation()));
        Instant proofOfLife = bench.now().minusMillis(300);
        caller.goes(proofOfLife);
        bench.last("conversation").answer(bench.conversation());
        Bench.commit(bench.last("invite"));
        assertThat(bench.asked("markLost")).isEmpty();

        bench.pass(BEAT);

        assertThat(bench.asked("markLost")).hasSize(1);
        Object[] mark = bench.last("markLost").arguments();
        assertThat(mark[1]).isEqualTo(Role.CALLER);
        assertThat(mark[4]).isEqualTo(proofOfLife);
    }

    @Test
    void aDeviceThatIsBackWhileNoMarkCanBeWrittenIsTriedAgain() {
        Call away = withCallerAway(answered());
        bench.answer("live", List.of(away));
        bench.answer("liveCallOf", Optional.of(away));
        bench.answer("markBack", new StoreUnavailable("away"));
        bench.calls.begin();
        bench.opens(pair.caller(), pair.phone(Role.CALLER));
        assertThat(bench.asked("markBack")).hasSize(1);

        bench.answer(
                "markBack",
                Optional.of(away.withLeg(Role.CALLER, Leg.of(away.caller().seat()))));
        bench.pass(BEAT);
        assertThat(bench.asked("markBack")).hasSize(2);

        bench.pass(BEAT);
        assertThat(bench.asked("markBack")).as("it is back").hasSize(2);
    }

    @Test
    void aMarkThatOnlyMemoryHasHidesNoLaterLoss() {
        Call away = withCallerAway(answered());
        Call row = away.withLeg(Role.CALLER, Leg.of(away.caller().seat()));
        bench.answer("live", List.of(away));
        bench.answer("liveCallOf", Optional.of(away));
        bench.answer("markBack", Optional.empty());
        bench.answer("load", Optional.of(row));
        bench.answer("markLost", Optional.of(away));
        bench.calls.begin();
        Bench.Device caller = bench.opens(pair.caller(), pair.phone(Role.CALLER));

        bench.pass(BEAT);
        assertThat(bench.asked("markBack")).as("the row is read instead").hasSize(1);
        caller.goes(bench.now());

        assertThat(bench.asked("markLost")).hasSize(1);
    }

    @Test
    void whatWasKeptForADeviceIsNotToldAfterTheEnd() {
        bench.commitsMoves();
        bench.answer("markLost", Optional.empty());
        Bench.Device caller = bench.opens(pair.caller(), "caller");
        Bench.Device callee = bench.opens(pair.callee(), "callee");
        Bench.commit(bench.invites(caller, id));
        caller.goes(bench.now());
        bench.calls.ask(
                callee.session,
                new ClientMessage.Answer(Optional.of("a"), new Address.ByCall(id), new Json(Pair.ANSWER)));
        Call answered = ((CallStore.Move) bench.last("move").arguments()[0]).after();
        bench.hold("move");
        bench.calls.ask(callee.session, new ClientMessage.Ended(Optional.of("e"), new Address.ByCall(id), false));
        bench.answer("liveCallOf", Optional.of(answered));

        Bench.Device back = bench.opens(pair.caller(), "caller");
        Bench.Question end = bench.last("move");
        end.answer(new CallStore.MoveResult.Committed(
                end.argument(CallStore.Move.class).after()));

        assertThat(back.heard(ServerMessage.Final.class)).hasSize(1);
        assertThat(back.heard(ServerMessage.Answer.class)).isEmpty();
    }

    @Test
    void aDeviceThatWentIsToldOnceHoweverLongTheMarkTakes() {
        Call call = answered();
        bench.answer("live", List.of(call));
        bench.answer("liveCallOf", Optional.of(call));
        bench.calls.begin();
        Bench.Device caller = bench.opens(pair.caller(), pair.phone(Role.CALLER));
        Bench.Device callee = bench.opens(pair.callee(), pair.phone(Role.CALLEE));
        bench.answer("markLost", new StoreUnavailable("a lock"));
        caller.goes(bench.now());
        bench.pass(BEAT.multipliedBy(3));
        bench.answer("markLost", Optional.of(withCallerAway(call)));

        bench.pass(BEAT.multipliedBy(3));

        assertThat(callee.heard(ServerMessage.Peer.class)).hasSize(1);
    }

    @Test
    void aMarkThatABugKeepsFromBeingWrittenIsTriedOnceABeat() {
        Call call = answered();
        bench.answer("live", List.of(call));
        bench.answer("liveCallOf", Optional.of(call));
        bench.calls.begin();
        Bench.Device caller = bench.opens(pair.caller(), pair.phone(Role.CALLER));
        bench.opens(pair.callee(), pair.phone(Role.CALLEE));
        bench.answer("markLost", new IllegalStateException("a bug"));
        caller.goes(bench.now());

        bench.pass(BEAT.multipliedBy(5));

        assertThat(bench.asked("markLost")).hasSize(1 + 5);
    }

    @Test
    void aProofOfLifeIsNotTakenBackByASocketThatNeverLived() {
        Call call = answered();
        bench.answer("live", List.of(call));
        bench.answer("liveCallOf", Optional.of(call));
        bench.answer("markLost", Optional.empty());
        bench.calls.begin();
        Bench.Device used = bench.opens(pair.caller(), pair.phone(Role.CALLER));
        Bench.Device silent = bench.opensInSilence(pair.caller(), pair.phone(Role.CALLER));
        Instant opened = bench.now();
        bench.pass(Duration.ofSeconds(30));
        Instant lastFrame = bench.now();
        used.goes(lastFrame);

        silent.goes(opened);

        assertThat(bench.last("markLost").arguments()[4]).isEqualTo(lastFrame);
    }

    private Call answered() {
        Call call = pair.invitation().committedAs(new CallLogId(1));
        return pair.move(call, new CallCommand.Person(Ask.ANSWER, pair.calleePhone()), pair.now())
                .after();
    }

    private Call withCallerAway(Call call) {
        Actor.Seat seat = call.caller().seat().orElseThrow();
        var mark = new Leg.Lost(pair.now(), pair.now().plusSeconds(30));
        return call.withLeg(Role.CALLER, Leg.of(Optional.of(seat)).lostAt(mark));
    }
}
