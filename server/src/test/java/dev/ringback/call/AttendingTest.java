package dev.ringback.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.protocol.CloseCode;
import dev.ringback.protocol.ServerMessage;
import java.time.Duration;
import java.util.Optional;
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
}
