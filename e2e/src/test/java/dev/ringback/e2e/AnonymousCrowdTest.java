package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.e2e.world.RawSocket;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.Token;
import dev.ringback.e2e.world.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Requests that may not become a socket take no place at the door from those that may.
class AnonymousCrowdTest {
    private static final RunningServer PROCESS = RunningServer.start(Map.of("RINGBACK_SOCKETS_PER_SECOND", "5"));
    /// The door lets 50 in at once: the others would stand in it for 30 s.
    private static final int CROWD = 200;

    private static final Duration AT_ONCE = Duration.ofSeconds(3);
    private static final String UPGRADE = "Connection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    @RegisterExtension
    final World world = World.on(Server.of(PROCESS));

    private final String token = Token.of(world.server().secret(), World.newId());

    @AfterAll
    static void stop() {
        PROCESS.close();
    }

    @Test
    void aDeviceGetsInAtOnceBesideACrowdWithoutTokens() throws IOException {
        assertNobodyWaitsFor(UPGRADE, 401);
    }

    @Test
    void aDeviceGetsInAtOnceBesideRequestsThatAreNoUpgrades() throws IOException {
        assertNobodyWaitsFor("Authorization: Bearer " + token + "\r\n", 400);
    }

    private void assertNobodyWaitsFor(String headers, int status) throws IOException {
        List<Socket> crowd = new ArrayList<>();
        try {
            for (int one = 0; one < CROWD; one++) {
                crowd.add(asks(headers));
            }
            long begun = System.nanoTime();
            try (RawSocket device = RawSocket.open(world.server().base(), "/ws", RawSocket.bearer(token))) {
                assertThat(device.status()).isEqualTo(101);
                device.hears(Set.of("active_calls"), AT_ONCE);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(AT_ONCE);
            for (Socket one : crowd) {
                assertThat(statusOf(one)).isEqualTo(status);
            }
        } finally {
            for (Socket one : crowd) {
                one.close();
            }
        }
    }

    private Socket asks(String headers) throws IOException {
        URI base = world.server().base();
        Socket socket = new Socket(base.getHost(), base.getPort());
        socket.setSoTimeout(Math.toIntExact(AT_ONCE.toMillis()));
        String request = "GET /ws HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\n" + headers + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static int statusOf(Socket socket) throws IOException {
        var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        return Integer.parseInt(answer.readLine().split(" ")[1]);
    }
}
