package dev.ringback.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallEvent;
import dev.ringback.core.id.CallId;
import dev.ringback.problem.ProblemType;
import dev.ringback.protocol.Address;
import dev.ringback.protocol.ClientMessage;
import dev.ringback.protocol.Json;
import dev.ringback.protocol.ServerMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InvitingTest {

    private final CallId id = new CallId(UUID.randomUUID());

    @Test
    void whoComesWhileTheInvitationIsCommittedWasReached() {
        Bench bench = new Bench();
        Bench.Device caller = bench.opens(bench.pair.caller(), "caller");
        Bench.Question invite = bench.invites(caller, id);
        Bench.Device callee = bench.opens(bench.pair.callee(), "callee");

        Bench.commit(invite);

        assertThat(invited(invite)).isFalse();
        assertThat(callee.heard(ServerMessage.Invitation.class)).hasSize(1);
        assertThat(bench.asked("markReached")).hasSize(1);
        assertThat(bench.asked("markUnreached")).isEmpty();
    }

    @Test
    void whoGoesWhileTheInvitationIsCommittedWasNotReached() {
        Bench bench = new Bench();
        Bench.Device caller = bench.opens(bench.pair.caller(), "caller");
        Bench.Device callee = bench.opens(bench.pair.callee(), "callee");
        Bench.Question invite = bench.invites(caller, id);
        callee.goes(bench.now());

        Bench.commit(invite);

        assertThat(invited(invite)).isTrue();
        assertThat(callee.heard(ServerMessage.Invitation.class)).isEmpty();
        assertThat(bench.asked("markUnreached")).hasSize(1);
        assertThat(bench.asked("markReached")).isEmpty();
    }

    @Test
    void whoIsThereAllTheTimeCostsNoWrite() {
        Bench bench = new Bench();
        Bench.Device caller = bench.opens(bench.pair.caller(), "caller");
        bench.opens(bench.pair.callee(), "callee");

        Bench.commit(bench.invites(caller, id));

        assertThat(bench.asked("markReached")).isEmpty();
        assertThat(bench.asked("markUnreached")).isEmpty();
    }

    @Test
    void besideOtherNodesNothingIsTakenBack() {
        Bench bench = new Bench(true, 10);
        Bench.Device caller = bench.opens(bench.pair.caller(), "caller");
        Bench.Device callee = bench.opens(bench.pair.callee(), "callee");
        Bench.Question first = bench.invites(caller, id);

        Bench.commit(first);

        assertThat(invited(first)).isFalse();
        assertThat(bench.asked("markReached")).hasSize(1);
        callee.goes(bench.now());
        assertThat(bench.asked("markUnreached")).isEmpty();
    }

    @Test
    void aDeviceIsHeardAfterAnInvitationThatMetABug() {
        Bench bench = new Bench();
        Bench.Device caller = bench.opens(bench.pair.caller(), "caller");
        bench.answer("conversation", arguments -> {
            throw new IllegalStateException("a bug");
        });
        bench.calls.invite(caller.session, Bench.invitation("1", id, bench.pair.conversation()));
        bench.answer("conversation", bench.conversation());

        Bench.commit(bench.invites(caller, id));

        assertThat(caller.heard(ServerMessage.Error.class))
                .extracting(ServerMessage.Error::problem)
                .containsExactly(ProblemType.INTERNAL);
        assertThat(caller.heard(ServerMessage.Ack.class)).hasSize(1);
    }

    @Test
    void theSameIdByTwoDevicesAtOnceIsOneInvitation() {
        Bench bench = new Bench();
        Bench.Device phone = bench.opens(bench.pair.caller(), "phone");
        Bench.Device tablet = bench.opens(bench.pair.caller(), "tablet");
        bench.hold("conversation");
        bench.calls.invite(phone.session, Bench.invitation("1", id, bench.pair.conversation()));
        bench.calls.invite(tablet.session, Bench.invitation("2", id, bench.pair.conversation()));
        bench.asked("conversation").forEach(it -> it.answer(bench.conversation()));

        assertThat(bench.asked("invite")).hasSize(1);
        Bench.commit(bench.last("invite"));

        assertThat(phone.heard(ServerMessage.Ack.class)).hasSize(1);
        assertThat(tablet.heard(ServerMessage.Error.class))
                .extracting(ServerMessage.Error::problem, ServerMessage.Error::id)
                .containsExactly(tuple(ProblemType.WRONG_STATE, Optional.of("2")));
    }

    @Test
    void anOfferThatIsSentAgainIsKeptBeforeItIsTold() {
        Bench bench = new Bench();
        Bench.Device caller = bench.opens(bench.pair.caller(), "caller");
        Bench.Device callee = bench.opens(bench.pair.callee(), "callee");
        Bench.commit(bench.invites(caller, id));
        bench.hold("keepDescription");

        bench.calls.invite(caller.session, Bench.invitation("again", id, bench.pair.conversation()));
        assertThat(callee.heard(ServerMessage.Invitation.class)).hasSize(1);
        assertThat(caller.heard(ServerMessage.Ack.class)).hasSize(1);

        bench.last("keepDescription").answer(null);
        assertThat(callee.heard(ServerMessage.Invitation.class)).hasSize(2);
        assertThat(caller.heard(ServerMessage.Ack.class)).hasSize(2);

        bench.calls.invite(caller.session, Bench.invitation("once more", id, bench.pair.conversation()));
        bench.last("keepDescription").answer(new StoreUnavailable("away"));
        assertThat(callee.heard(ServerMessage.Invitation.class)).hasSize(2);
        assertThat(caller.heard(ServerMessage.Error.class))
                .extracting(ServerMessage.Error::problem)
                .containsExactly(ProblemType.UNAVAILABLE);
    }

    @Test
    void candidatesOfAnInvitationThatWasTurnedAwayAskNobody() {
        Bench bench = new Bench();
        Bench.Device phone = bench.opens(bench.pair.caller(), "phone");
        for (int i = 0; i < 60; i++) { // as many as in a minute may be
            bench.calls.invite(
                    phone.session, Bench.invitation("" + i, new CallId(UUID.randomUUID()), bench.pair.conversation()));
        }
        bench.calls.invite(phone.session, Bench.invitation("one more", id, bench.pair.conversation()));
        bench.calls.ask(phone.session, candidate("c1", id));

        assertThat(bench.asked("load")).isEmpty();
        assertThat(phone.heard(ServerMessage.Error.class))
                .extracting(ServerMessage.Error::problem, ServerMessage.Error::id)
                .containsExactly(
                        tuple(ProblemType.RATE_LIMITED, Optional.of("one more")),
                        tuple(ProblemType.NOT_FOUND, Optional.of("c1")));

        bench.calls.ask(phone.session, candidate("c2", new CallId(UUID.randomUUID())));
        assertThat(bench.asked("load")).as("any other call").hasSize(1);

        bench.pass(Duration.ofMinutes(1));
        bench.calls.invite(phone.session, Bench.invitation("again", id, bench.pair.conversation()));
        Bench.commit(bench.last("invite"));
        bench.calls.ask(phone.session, candidate("c3", id));
        assertThat(phone.heard(ServerMessage.Ack.class))
                .extracting(ServerMessage.Ack::id)
                .contains("again", "c3");
    }

    private static ClientMessage.AboutCall candidate(String id, CallId call) {
        return new ClientMessage.Candidate(Optional.of(id), new Address.ByCall(call), new Json("{}"));
    }

    private static boolean invited(Bench.Question invite) {
        return invite.argument(CallStore.NewCall.class).invitation().reached();
    }

    @Test
    void whatCannotBeCountedIsToldAllTheSame() {
        Bench bench = new Bench(new CallWatch() {
            @Override
            public void began(Call call) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void moved(Call before, CallEvent event, Call after) {
                throw new IllegalStateException("on purpose");
            }
        });
        bench.commitsMoves();
        Bench.Device caller = bench.opens(bench.pair.caller(), "caller");
        Bench.Device callee = bench.opens(bench.pair.callee(), "callee");

        Bench.commit(bench.invites(caller, id));
        assertThat(callee.heard(ServerMessage.Invitation.class)).hasSize(1);

        bench.calls.ask(caller.session, new ClientMessage.Cancelled(Optional.of("c"), new Address.ByCall(id)));
        assertThat(callee.heard(ServerMessage.Final.class)).hasSize(1);
        assertThat(caller.heard(ServerMessage.Ack.class)).hasSize(2);
        assertThat(caller.heard(ServerMessage.Error.class)).isEmpty();
    }
}
