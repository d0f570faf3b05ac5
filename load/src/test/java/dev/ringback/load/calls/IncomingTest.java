package dev.ringback.load.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncomingTest {
    private final List<String> taken = new ArrayList<>();

    private final Incoming.Taker taker = new Incoming.Taker() {
        @Override
        public void text(byte[] bytes, int from, int to) {
            taken.add("text " + string(bytes, from, to));
        }

        @Override
        public void ping(byte[] bytes, int from, int to) {
            taken.add("ping " + string(bytes, from, to));
        }

        @Override
        public void close(int code) {
            taken.add("close " + code);
        }

        private String string(byte[] bytes, int from, int to) {
            return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
        }
    };

    @Test
    void framesOfAllLengthsAreTakenOneAfterTheOther() {
        byte[] bytes = all(frame(0x81, "a".repeat(125)), frame(0x81, "b".repeat(126)), frame(0x81, "c".repeat(70_000)));
        assertThat(Incoming.take(bytes, 0, bytes.length, taker)).isEqualTo(bytes.length);
        assertThat(taken).extracting(String::length).containsExactly(130, 131, 70_005);
    }

    @Test
    void frameIsTakenOnlyWhenItIsWhole() {
        byte[] first = frame(0x81, "first");
        byte[] second = frame(0x81, "s".repeat(300));
        byte[] bytes = all(first, second);
        for (int end = first.length; end < bytes.length; end++) {
            taken.clear();
            assertThat(Incoming.take(bytes, 0, end, taker)).isEqualTo(first.length);
            assertThat(taken).containsExactly("text first");
        }
    }

    @Test
    void pingPongAndCloseAreToldApart() {
        byte[] close = {(byte) 0x88, 2, 0x11, 0x39};
        byte[] bytes = all(frame(0x89, "beat"), frame(0x8A, "pong"), close, new byte[] {(byte) 0x88, 0});
        Incoming.take(bytes, 0, bytes.length, taker);
        assertThat(taken).containsExactly("ping beat", "close 4409", "close 1005");
    }

    @Test
    void fragmentIsRefused() {
        byte[] bytes = frame(0x01, "part");
        assertThatIllegalStateException().isThrownBy(() -> Incoming.take(bytes, 0, bytes.length, taker));
    }

    private static byte[] frame(int first, String payload) {
        int length = payload.length();
        ByteBuffer frame = ByteBuffer.allocate(length + 10).put((byte) first);
        if (length <= 125) {
            frame.put((byte) length);
        } else if (length <= 65_535) {
            frame.put((byte) 126).putShort((short) length);
        } else {
            frame.put((byte) 127).putLong(length);
        }
        frame.put(payload.getBytes(StandardCharsets.US_ASCII));
        return Arrays.copyOf(frame.array(), frame.position());
    }

    private static byte[] all(byte[]... frames) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            bytes.writeBytes(frame);
        }
        return bytes.toByteArray();
    }
}
