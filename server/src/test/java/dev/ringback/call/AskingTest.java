package dev.ringback.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallCommand;
import dev.ringback.core.call.CallEvent;
import dev.ringback.core.call.EndReason;
import dev.ringback.core.call.Role;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import dev.ringback.problem.ProblemType;
import dev.ringback.protocol.Address;
import dev.ringback.protocol.ClientMessage;
import dev.ringback.protocol.ServerMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AskingTest {

    private final List<Duration> ringsStopped = new ArrayList<>();
    private final Bench bench = new Bench(new CallWatch() {
        @Override
        public void ringStopped(Duration after) {
            ringsStopped.add(after);
        }
    });
    private final Pair pair = bench.pair;
    private final CallId id = new CallId(UUID.randomUUID());

    @Test
    void aCancelThatIsWrittenDownWhileItsInvitationCommitsCancels() {
        bench.commitsMoves();
        bench.hold("rememberCancel");
        Bench.Device tablet = bench.opens(pair.caller(), "tablet");
        bench.calls.ask(tablet.session, cancel());
        Call begun = pair.invitation(id, bench.now()).committedAs(new CallLogId(1));
        bench.answer("load", Optional.of(begun));

        bench.last("rememberCancel").answer(null);

        assertThat(bench.last("move").argument(CallStore.Move.class).event())
                .isInstanceOfSatisfying(
                        CallEvent.CallClosed.class,
                        it -> assertThat(it.reason()).isEqualTo(EndReason.CANCELLED));
        assertThat(tablet.heard(ServerMessage.Ack.class)).hasSize(1);
    }

    @Test
    void aCancelOfNoCallIsRememberedAndNotFound() {
        Bench.Device phone = bench.opens(pair.caller(), "phone");

        bench.calls.ask(phone.session, cancel());

        assertThat(bench.asked("rememberCancel")).hasSize(1);
        assertThat(phone.heard(ServerMessage.Error.class))
                .extracting(ServerMessage.Error::problem)
                .containsExactly(ProblemType.NOT_FOUND);
    }

    @Test
    void aSessionIsHeardAfterALookupThatFailed() {
        Bench.Device phone = bench.opens(pair.caller(), "phone");
        bench.answer("load", new IllegalStateException("a bug"));
        bench.calls.ask(phone.session, cancel());
        bench.answer("load", new StoreUnavailable("away"));
        bench.calls.ask(phone.session, cancel());

        assertThat(phone.heard(ServerMessage.Error.class))
                .extracting(ServerMessage.Error::problem)
                .containsExactly(ProblemType.INTERNAL, ProblemType.UNAVAILABLE);
    }

    @Test
    void whoMayBeCommittedIsNotToldThatNothingWas() {
        Bench.Device phone = bench.opens(pair.caller(), "phone");
        bench.answer("load", Optional.of(pair.invitation(id, bench.now()).committedAs(new CallLogId(1))));
        bench.answer("move", new StoreUnavailable("away"));
        bench.calls.ask(phone.session, cancel());
        bench.answer("move", StoreUnavailable.inDoubt("the node stops"));
        bench.calls.ask(phone.session, cancel());

        assertThat(phone.heard(ServerMessage.Error.class))
                .allSatisfy(it -> assertThat(it.problem()).isEqualTo(ProblemType.UNAVAILABLE))
                .extracting(ServerMessage.Error::message)
                .satisfiesExactly(
                        nothing -> assertThat(nothing).contains("nothing was changed"),
                        doubt -> assertThat(doubt).contains("not known").doesNotContain("nothing was changed"));
    }

    @Test
    void qualityIsTakenForAMinuteAfterTheEndWasDecidedHoweverEarlyItIsEstimated() {
        Bench.Device phone = bench.opens(pair.caller(), pair.phone(Role.CALLER));
        Call over = endedBefore(bench.now().minusSeconds(70));
        bench.answer("load", Optional.of(over));

        bench.calls.ask(phone.session, quality());
        assertThat(bench.asked("noteQuality")).hasSize(1);

        bench.pass(Duration.ofSeconds(61));
        bench.calls.ask(phone.session, quality());
        assertThat(bench.asked("noteQuality")).hasSize(1);
        assertThat(phone.heard(ServerMessage.Error.class))
                .extracting(ServerMessage.Error::problem)
                .containsExactly(ProblemType.CALL_OVER);
    }

    @Test
    void theEndOfARingIsCountedOnceADeviceAndNotLongAfter() {
        Bench.Device phone = bench.opens(pair.callee(), "another");
        bench.answer("load", Optional.of(endedBefore(bench.now())));
        bench.calls.ask(phone.session, ringStopped());
        bench.calls.ask(phone.session, ringStopped());
        assertThat(ringsStopped).containsExactly(Duration.ofSeconds(20));

        bench.pass(Duration.ofSeconds(41));
        bench.calls.ask(bench.opens(pair.callee(), "late").session, ringStopped());
        assertThat(ringsStopped).hasSize(1);
    }

    /// A call that is found over now, and ended at an estimated moment before.
    private Call endedBefore(Instant end) {
        Call begun = pair.invitation(id, end.minusSeconds(30)).committedAs(new CallLogId(1));
        Call answered = pair.move(begun, new CallCommand.Person(Ask.ANSWER, pair.calleePhone()), end.minusSeconds(20))
                .after();
        return Pair.RULES.evolve(
                answered,
                new CallEvent.CallClosed(bench.now(), end, EndReason.CONNECTION_LOST, true, Optional.empty()));
    }

    private ClientMessage.AboutCall cancel() {
        return new ClientMessage.Cancelled(Optional.of("c"), new Address.ByCall(id));
    }

    private ClientMessage.AboutCall ringStopped() {
        return new ClientMessage.RingStopped(Optional.of("r"), new Address.ByCall(id));
    }

    private ClientMessage.AboutCall quality() {
        return new ClientMessage.Quality(
                Optional.of("q"),
                new Address.ByCall(id),
                Optional.of(20.0),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
