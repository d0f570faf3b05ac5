package dev.ringback.load.calls;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/// Writes one client frame at a time from pieces that are bytes already, masks it (RFC 6455 §5.3) and sends it with one
/// write. It allocates nothing per frame. One event loop.
final class Outgoing {
    private static final int HEADER_MAX = 14;
    private static final int PAYLOAD_MAX = 65_536;
    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_PONG = 0x8A;
    private static final int MASKED = 0x80;
    private static final int SHORT_MAX = 125;
    private static final int SIXTEEN_BITS = 126;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes = new byte[HEADER_MAX + PAYLOAD_MAX + Long.BYTES];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
    private final SplittableRandom masks = new SplittableRandom();
    private int end;

    /// Begins a text message.
    Outgoing begin() {
        end = HEADER_MAX;
        return this;
    }

    /// Adds what is JSON already.
    Outgoing add(byte[] piece) {
        System.arraycopy(piece, 0, bytes, end, piece.length);
        end += piece.length;
        return this;
    }

    /// Sends the message.
    ///
    /// @throws IOException when the socket is broken
    void send(DeviceSocket socket) throws IOException {
        send(socket, FINAL_TEXT);
    }

    /// Answers a ping with its own payload (RFC 6455 §5.5.3).
    void pong(DeviceSocket socket, byte[] payload, int from, int length) throws IOException {
        begin();
        System.arraycopy(payload, from, bytes, end, length);
        end += length;
        send(socket, FINAL_PONG);
    }

    /// Sends bytes that are no frame: the request that opens a socket.
    void sendRaw(DeviceSocket socket, String text) throws IOException {
        begin().add(text.getBytes(StandardCharsets.US_ASCII));
        write(socket, HEADER_MAX);
    }

    private void send(DeviceSocket socket, int first) throws IOException {
        int mask = masks.nextInt();
        int length = end - HEADER_MAX;
        mask(mask);
        int begin = HEADER_MAX - Integer.BYTES;
        buffer.putInt(begin, mask);
        if (length <= SHORT_MAX) {
            bytes[--begin] = (byte) (MASKED | length);
        } else {
            begin -= Short.BYTES;
            buffer.putShort(begin, (short) length);
            bytes[--begin] = (byte) (MASKED | SIXTEEN_BITS);
        }
        bytes[--begin] = (byte) first;
        write(socket, begin);
    }

    /// Eight bytes at a time; what it does past the end is written over by the next message.
    private void mask(int mask) {
        long both = (long) mask << Integer.SIZE | mask & 0xFFFF_FFFFL;
        for (int at = HEADER_MAX; at < end; at += Long.BYTES) {
            LONGS.set(bytes, at, (long) LONGS.get(bytes, at) ^ both);
        }
    }

    private void write(DeviceSocket socket, int begin) throws IOException {
        buffer.limit(end).position(begin);
        socket.write(buffer);
        buffer.clear();
    }
}
