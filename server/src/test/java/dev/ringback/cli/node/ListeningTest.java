package dev.ringback.cli.node;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ringback.config.RingbackConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListeningTest {
    @Test
    void aTakenPortIsNamedWithItsSettings() throws IOException {
        int taken;
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            taken = other.getLocalPort();
            assertThatExceptionOfType(CannotStartException.class)
                    .isThrownBy(() -> Listening.check(at("127.0.0.1", other.getLocalPort())))
                    .withMessageStartingWith("RINGBACK_HTTP_HOST, RINGBACK_HTTP_PORT: can't listen on port " + taken);
        }
        assertThatCode(() -> Listening.check(at("127.0.0.1", taken))).doesNotThrowAnyException();
    }

    /// 192.0.2.0/24 is for documentation (RFC 5737): no machine has it.
    @Test
    void anAddressOfAnotherMachineIsNamed() {
        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(() -> Listening.check(at("192.0.2.1", 8_081)))
                .withMessageContaining("RINGBACK_HTTP_HOST")
                .withMessageContaining("192.0.2.1");
    }

    @Test
    void aHostThatNobodyKnowsIsNamed() {
        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(() -> Listening.check(at("not a host", 8_081)))
                .withMessage("RINGBACK_HTTP_HOST: this machine knows no host 'not a host'");
    }

    private static RingbackConfig.Http at(String host, int port) {
        return new RingbackConfig.Http(host, port, List.of());
    }
}
