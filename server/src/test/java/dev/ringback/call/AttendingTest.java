package dev.ringback.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.protocol.CloseCode;
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
}
