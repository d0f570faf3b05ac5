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
import dev.ringback.protocol.Address;
import dev.ringback.protocol.ClientMessage;
import dev.ringback.protocol.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What is only remembered decides nothing that the row may deny.
class StepsTest {

    private final Bench bench = new Bench();
    private final Pair pair = bench.pair;
    private final CallId id = new CallId(UUID.randomUUID());
    private final Bench.Device caller = bench.opens(pair.caller(), pair.phone(Role.CALLER));

    @Test
    void aRefusalCountsOnlyIfTheRowSaysSo() {
        Bench.Device tablet = bench.opens(pair.callee(), "tablet");
        Call begun = begun();
        Call answered = pair.move(begun, new CallCommand.Person(Ask.ANSWER, pair.calleePhone()), bench.now())
                .after();
        bench.answer("load", Optional.of(answered));

        bench.calls.ask(
                tablet.session,
                new ClientMessage.OfferAgain(Optional.of("o"), new Address.ByCall(id), new Json(Pair.OFFER)));

        assertThat(bench.last("move").argument(CallStore.Move.class).event()).isInstanceOf(CallEvent.TakenOver.class);
    }

    @Test
    void anEndThatIsEstimatedIsReadFromTheRowFirst() {
        Call begun = begun();
        bench.answer(
                "markLost",
                arguments -> Optional.of(begun.withLeg(
                        Role.CALLER, begun.caller().lostAt(Pair.RULES.lost(begun, (Instant) arguments[4], (Instant)
                                arguments[5])))));
        bench.answer("load", Optional.of(begun)); // it has come back at another node
        bench.commitsMoves();

        caller.goes(bench.now());
        bench.pass(Duration.ofSeconds(44));
        assertThat(bench.asked("move")).isEmpty();

        bench.pass(Duration.ofSeconds(1));
        assertThat(bench.last("move").argument(CallStore.Move.class).event())
                .isInstanceOfSatisfying(
                        CallEvent.CallClosed.class,
                        it -> assertThat(it.reason()).isEqualTo(EndReason.UNREACHABLE));
    }

    @Test
    void whetherTheCalleeWasReachedIsReadFromTheRowFirst() {
        Call begun = begun();
        assertThat(begun.reached()).as("what this node believes").isNotEqualTo(begun);
        bench.answer("load", Optional.of(begun.reached())); // another node has shown it to the callee
        bench.commitsMoves();

        bench.pass(Duration.ofSeconds(45));
        assertThat(bench.last("move").argument(CallStore.Move.class).event())
                .isInstanceOfSatisfying(
                        CallEvent.CallClosed.class,
                        it -> assertThat(it.reason()).isEqualTo(EndReason.RING_TIMEOUT));
    }

    private Call begun() {
        Bench.Question invite = bench.invites(caller, id);
        Bench.commit(invite);
        return invite.argument(CallStore.NewCall.class).invitation().committedAs(new CallLogId(1));
    }
}
