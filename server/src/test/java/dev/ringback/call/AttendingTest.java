package dev.ringback.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.core.id.CallId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.protocol.CloseCode;
import dev.ringback.protocol.ServerMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AttendingTest {

    private final Bench bench = new Bench(false, 2);
    private final Pair pair = bench.pair;

    @Test
    void aSocketTooManyIsNotCountedWhileItsClientTakesItsTime() {
        Bench.Device first = bench.opens(pair.caller(), "1");
        Bench.Device second = bench.opens(pair.caller(), "2");
        bench.opens(pair.caller(), "3");
        bench.opens(pair.caller(), "4");

        assertThat(first.closed).containsExactly(CloseCode.TOO_MANY_SOCKETS);
        assertThat(second.closed).containsExactly(CloseCode.TOO_MANY_SOCKETS);
        assertThat(bench.switchboard.of(pair.caller().userId())).hasSize(2);

        first.goes(bench.now());
        assertThat(bench.switchboard.of(pair.caller().userId())).hasSize(2);
    }

    @Test
    void aSocketWhoseSnapshotIsSlowIsNotMute() {
        bench.hold("liveCallOf");
        Bench.Device phone = bench.opens(pair.caller(), "phone");
        phone.session.reply(ServerMessage.Pong.PONG);
        assertThat(phone.heard(ServerMessage.Pong.class)).isEmpty();

        bench.pass(Duration.ofSeconds(2));
        assertThat(phone.heard(ServerMessage.Pong.class)).hasSize(1);

        bench.last("liveCallOf").answer(Optional.empty());
        assertThat(phone.heard.getLast()).isInstanceOf(ServerMessage.ActiveCalls.class);
    }

    @Test
    void aSocketThatWaitsForItsTurnToReadIsNotMute() {
        bench.hold("liveCallOf");
        for (int other = 0; other < 4; other++) {
            bench.opens(Pair.next().caller(), "other");
        }
        Bench.Device phone = bench.opens(pair.caller(), "phone");
        phone.session.reply(ServerMessage.Pong.PONG);

        bench.pass(Duration.ofSeconds(2));

        assertThat(bench.asked("liveCallOf")).hasSize(4);
        assertThat(phone.heard(ServerMessage.Pong.class)).hasSize(1);
    }

    @Test
    void whatABugKeepsFromBeingReadIsTriedSeldom() {
        bench.answer("liveCallOf", new IllegalStateException("a bug"));
        bench.opens(pair.caller(), "phone");

        bench.pass(Duration.ofSeconds(29));
        assertThat(bench.asked("liveCallOf")).hasSize(1);

        bench.answer("liveCallOf", new StoreUnavailable("away"));
        bench.pass(Duration.ofSeconds(10));
        assertThat(bench.asked("liveCallOf")).hasSizeGreaterThan(9);
    }

    @Test
    void aDeviceThatMissedAnEndHasItsSnapshotAfterAFewReadings() {
        bench.hold("liveCallOf");
        Bench.Device phone = bench.opens(pair.callee(), "phone");
        bench.pass(Duration.ofSeconds(2));
        Bench.commit(bench.invites(bench.opens(pair.caller(), "caller"), new CallId(UUID.randomUUID())));
        assertThat(phone.heard(ServerMessage.Invitation.class)).hasSize(1);
        bench.answer("liveCallOf", Optional.empty());

        bench.asked("liveCallOf").getFirst().answer(Optional.empty());
        bench.pass(Duration.ofSeconds(3));
        assertThat(phone.heard(ServerMessage.ActiveCalls.class)).isEmpty();

        bench.pass(Duration.ofSeconds(1));
        assertThat(phone.heard(ServerMessage.ActiveCalls.class)).hasSize(1);
    }

    @Test
    void whoWaitsForThePlaceOfASocketTooManyGoesWithIt() {
        Bench.Device first = bench.opens(pair.caller(), "1");
        Bench.Device waits = bench.opensInSilence(pair.caller(), new DeviceId("1"));
        bench.opens(pair.caller(), "2");

        bench.opens(pair.caller(), "3");

        assertThat(first.closed).containsExactly(CloseCode.TOO_MANY_SOCKETS);
        assertThat(waits.closed).containsExactly(CloseCode.TOO_MANY_SOCKETS);
        assertThat(bench.switchboard.of(pair.caller().userId())).hasSize(2);
    }
}
