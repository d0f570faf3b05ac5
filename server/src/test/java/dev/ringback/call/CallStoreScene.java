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
import dev.ringback.core.call.Invitation;
import dev.ringback.core.call.Role;
import dev.ringback.core.id.NodeId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/// A store under test, and the words of its contracts. Each test has a conversation and two people of its own, who may
/// be in the store beside those of other tests.
public abstract class CallStoreScene {

    final Pair pair = Pair.next();
    final Instant now = pair.now();

    private final CallStoreUnderTest tested;

    CallStoreScene(CallStoreUnderTest tested) {
        this.tested = tested;
    }

    CallStore store() {
        return tested.store();
    }

    <T> T await(CompletionStage<T> stage) {
        return tested.await(stage);
    }

    Pair known(Pair people) {
        tested.introduce(people);
        return people;
    }

    Call invited(Pair people) {
        return committed(invite(known(people).invitation()));
    }

    InviteResult invite(Invitation invitation) {
        return await(store().invite(Pair.call(invitation)));
    }

    InviteResult invite(Invitation invitation, Optional<CallEvent.CallClosed> closed) {
        return await(store().invite(
                        new NewCall(invitation, closed, Optional.empty(), UUID.randomUUID(), UUID.randomUUID())));
    }

    Call logged(Pair people) {
        var result = await(store().log(people.restInvitation(), UUID.randomUUID()));
        assertThat(result).isInstanceOf(LogResult.Committed.class);
        return ((LogResult.Committed) result).call();
    }

    Call moved(Call call, CallCommand command, Instant at) {
        return committed(await(store().move(pair.move(call, command, at))));
    }

    Call answered(Call call, Instant at) {
        return moved(call, ask(Ask.ANSWER, pair.calleePhone()), at);
    }

    Call closed(Call call) {
        var caller = Actor.overRest(call.facts().caller().userId());
        return moved(call, ask(Ask.END, caller), call.changedAt().plusSeconds(1));
    }

    Optional<Call> lost(Role role, Call call, Instant proofOfLife, Instant at) {
        return await(store().markLost(call.facts().logId(), role, pair.phone(role), pair.node(), proofOfLife, at));
    }

    Optional<Call> marked(Call call, NodeId self, Instant silentSince, Instant at) {
        return await(store().markLostNodes(self, silentSince, at)).stream()
                .filter(lost -> lost.id().equals(call.id()))
                .findFirst();
    }

    boolean noted(Call call, Instant at) {
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

    static CallCommand ask(Ask ask, Actor by) {
        return new CallCommand.Person(ask, by);
    }

    static Call committed(InviteResult result) {
        assertThat(result).isInstanceOf(InviteResult.Committed.class);
        return ((InviteResult.Committed) result).call();
    }

    static Call committed(MoveResult result) {
        assertThat(result).isInstanceOf(MoveResult.Committed.class);
        return ((MoveResult.Committed) result).call();
    }
}
