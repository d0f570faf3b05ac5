package dev.ringback.load.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
    private static final int WITHIN_MILLIS = 5_000;

    private ServerSocket listener;
    private FaultProxy proxy;
    private Socket client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        proxy = FaultProxy.to(listener.getLocalPort(), () -> Wire.PLAIN);
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        server = listener.accept();
        client.setSoTimeout(WITHIN_MILLIS);
        server.setSoTimeout(WITHIN_MILLIS);
        client.getOutputStream().write(1);
        assertThat(server.getInputStream().read()).isEqualTo(1);
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
        server.close();
        proxy.close();
        listener.close();
    }

    @Test
    void aCutConnectionIsResetAtBothEnds() {
        assertThat(proxy.cut(1, new Random(1))).isEqualTo(1);

        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void aHalfOpenConnectionHidesThatTheOtherEndIsGoneUntilItIsHealed() throws IOException {
        proxy.swallow(1, new Random(1));
        client.close();
        server.setSoTimeout(200);
        assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

        proxy.heal();
        server.setSoTimeout(WITHIN_MILLIS);
        assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void slicedBytesComeAllAndInOrder() throws IOException {
        proxy.slice(1, new Random(1));
        client.getOutputStream().write(new byte[] {2, 3, 4, 5});

        assertThat(server.getInputStream().readNBytes(4)).containsExactly(2, 3, 4, 5);
    }
}
