package dev.ringback.load.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a server of a few lines, which unmasks what comes by the letter of RFC 6455 §5.3.
class SocketLoopTest {
    private static final long WITHIN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final SocketLoop loop = new SocketLoop();
    private final List<String> heard = new ArrayList<>();
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private ServerSocket listening;

    private final DeviceSocket.Listener listener = new DeviceSocket.Listener() {
        @Override
        public void opened(DeviceSocket socket) {
            heard.add("opened");
        }

        @Override
        public void message(DeviceSocket socket, byte[] bytes, int from, int to) {
            heard.add(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
        }

        @Override
        public void closed(DeviceSocket socket, int code, String why) {
            heard.add("closed " + code);
        }
    };

    @BeforeEach
    void listen() throws IOException {
        listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        loop.close();
        listening.close();
    }

    @Test
    void messagesOfAllSizesGoOutMaskedAndComeBackWhole() throws InterruptedException {
        serve("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n");
        DeviceSocket socket = open();
        turnUntil(() -> heard.contains("opened"));
        for (int length : new int[] {1, 8, 125, 126, 2_048, 60_000}) {
            String message = "m".repeat(length - 1) + "e";
            socket.send(message);
            turnUntil(() -> heard.contains(message));
            assertThat(received.poll(1, TimeUnit.SECONDS)).isEqualTo(message);
        }
    }

    @Test
    void refusedOpeningIsToldAndNothingElse() {
        serve("HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n");
        open();
        turnUntil(() -> !heard.isEmpty());
        assertThat(heard).containsExactly("closed 1006");
    }

    @Test
    void openingNamesSubprotocolDeviceAndToken() {
        String request = new Opening(new InetSocketAddress("127.0.0.1", 1), "tok", "desk").request();
        assertThat(request)
                .startsWith("GET /ws?device_id=desk HTTP/1.1\r\n")
                .contains("\r\nSec-WebSocket-Protocol: ringback.v1\r\n")
                .contains("\r\nAuthorization: Bearer tok\r\n")
                .endsWith("\r\n\r\n");
        assertThat(new Opening(new InetSocketAddress("127.0.0.1", 1), "tok", "desk").toString())
                .doesNotContain("tok");
    }

    private DeviceSocket open() {
        return loop.open(
                new Opening(new InetSocketAddress("127.0.0.1", listening.getLocalPort()), "t", "desk"), listener);
    }

    private void turnUntil(BooleanSupplier done) {
        long deadline = System.nanoTime() + WITHIN_NANOS;
        loop.run(now -> now + 1_000_000, () -> done.getAsBoolean() || System.nanoTime() > deadline);
        assertThat(done.getAsBoolean())
                .as("within 10 s; heard %d things", heard.size())
                .isTrue();
    }

    private void serve(String answer) {
        Thread.ofVirtual().start(() -> {
            try (Socket socket = listening.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                skipHead(in);
                OutputStream out = socket.getOutputStream();
                out.write(answer.getBytes(StandardCharsets.US_ASCII));
                while (true) {
                    echo(in, out);
                }
            } catch (IOException over) {
                // the test is over
            }
        });
    }

    private static void skipHead(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
    }

    private void echo(DataInputStream in, OutputStream out) throws IOException {
        assertThat(in.readUnsignedByte()).isEqualTo(0x81);
        int first = in.readUnsignedByte();
        int length = (first & 0x7F) == 126 ? in.readUnsignedShort() : first & 0x7F;
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        for (int i = 0; i < length; i++) {
            payload[i] ^= mask[i % 4];
        }
        received.add((first & 0x80) == 0 ? "not masked" : new String(payload, StandardCharsets.US_ASCII));
        // Unmasked, always with the long header, in two pieces.
        byte[] header = {(byte) 0x81, 127, 0, 0, 0, 0, 0, 0, (byte) (length >> 8), (byte) length};
        out.write(header, 0, 5);
        out.flush();
        out.write(header, 5, 5);
        out.write(payload);
        out.flush();
    }
}
