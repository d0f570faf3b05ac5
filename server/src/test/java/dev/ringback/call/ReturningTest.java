package dev.ringback.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallCommand;
import dev.ringback.core.call.Role;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.protocol.Address;
import dev.ringback.protocol.ClientMessage;
import dev.ringback.protocol.CloseCode;
import dev.ringback.protocol.Json;
import dev.ringback.protocol.ServerMessage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Devices that come back by a new socket: which of two is the one in use (docs/decisions/0009), and what it is told.
class ReturningTest {

    private final Bench bench = new Bench();
    private final Pair pair = bench.pair;
    private final DeviceId device = pair.phone(Role.CALLER);

    @Test
    void theFirstSocketOfADeviceIsInUseAtOnce() {
        Bench.Device first = opens();

        assertThat(types(first)).containsExactly("Connection", "ActiveCalls");
        assertThat(inUse()).contains(first.session);
    }

    @Test
    void anotherOneWaitsUntilItsClientShowsThatItLives() {
        Bench.Device first = opens();
        Bench.Device second = opens();
        assertThat(types(second)).containsExactly("Connection");
        assertThat(inUse()).contains(first.session);

        bench.calls.alive(second.session);

        assertThat(types(second)).containsExactly("Connection", "ActiveCalls");
        assertThat(inUse()).contains(second.session);
        assertThat(first.closed).containsExactly(CloseCode.POLICY);
    }

    @Test
    void aSocketThatItsClientHadGivenUpHarmsNobody() {
        Bench.Device used = opens();
        bench.calls.alive(used.session);
        Bench.Device givenUp = opens();

        givenUp.goes(bench.now());

        assertThat(inUse()).contains(used.session);
        assertThat(used.closed).isEmpty();
    }

    @Test
    void whoeverWaitsTakesThePlaceOfASocketThatGoes() {
        bench.answer("liveCallOf", Optional.of(ringing()));
        Bench.Device first = opens();
        Bench.Device second = opens();

        first.goes(bench.now());

        assertThat(inUse()).contains(second.session);
        assertThat(types(second)).containsExactly("Connection", "ActiveCalls");
        assertThat(first.closed).isEmpty();
        assertThat(bench.asked("markLost")).isEmpty();
    }

    @Test
    void oneAtMostWaits() {
        Bench.Device first = opens();
        Bench.Device second = opens();
        Bench.Device third = opens();
        assertThat(second.closed).containsExactly(CloseCode.RESTART);

        bench.calls.alive(second.session);
        assertThat(inUse()).contains(first.session);
        bench.calls.alive(third.session);

        assertThat(inUse()).contains(third.session);
        assertThat(first.closed).containsExactly(CloseCode.POLICY);
    }

    @Test
    void whoeverWaitsIsSentAwayToo() {
        Bench.Device first = opens();
        Bench.Device second = opens();

        bench.calls.drain();

        assertThat(first.closed).containsExactly(CloseCode.RESTART);
        assertThat(second.closed).containsExactly(CloseCode.RESTART);
    }

    @Test
    void whoeverGoesWhileTheNodeLeavesIsNotLost() {
        bench.answer("liveCallOf", Optional.of(ringing()));
        Bench.Device first = opens();

        bench.calls.drain();
        first.goes(bench.now());

        assertThat(bench.asked("markLost")).isEmpty();
    }

    @Test
    void theCallersDeviceIsToldTheAnswerAgain() {
        answered();
        Bench.Device halfOpen = opens();
        assertThat(types(halfOpen)).endsWith("ActiveCalls", "Answer");

        Bench.Device next = opens();
        bench.calls.alive(next.session);

        assertThat(types(next)).containsExactly("Connection", "ActiveCalls", "Answer");
        assertThat(next.heard(ServerMessage.Answer.class).getFirst().answer()).isEqualTo(new Json(Pair.ANSWER));
    }

    @Test
    void whoeverHasRenegotiatedHasTheAnswer() {
        Call call = answered();
        Bench.Device first = opens();
        bench.calls.ask(
                first.session,
                new ClientMessage.OfferAgain(Optional.empty(), new Address.ByCall(call.id()), new Json(Pair.OFFER)));

        Bench.Device next = opens();
        bench.calls.alive(next.session);

        assertThat(types(next)).containsExactly("Connection", "ActiveCalls");
    }

    private Call ringing() {
        return pair.invitation().committedAs(new CallLogId(1));
    }

    private Call answered() {
        Call call = pair.move(ringing(), new CallCommand.Person(Ask.ANSWER, pair.calleePhone()), pair.now())
                .after();
        bench.answer("liveCallOf", Optional.of(call));
        bench.answer("description", Optional.of(Pair.ANSWER));
        bench.answer("markBack", Optional.empty());
        return call;
    }

    private Bench.Device opens() {
        return bench.opensInSilence(pair.caller(), device);
    }

    private Optional<Session> inUse() {
        return bench.switchboard.find(pair.caller().userId(), device);
    }

    private static List<String> types(Bench.Device opened) {
        return opened.heard.stream().map(it -> it.getClass().getSimpleName()).toList();
    }
}
