package dev.ringback.load.calls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One device's socket, without a library between it and the kernel: its opening, whole frames in, and writes that wait
/// when the kernel takes no more. One event loop.
public final class DeviceSocket implements Incoming.Taker {
    private static final byte[] NOTHING = new byte[0];
    private static final byte[] SWITCHING = "HTTP/1.1 101 ".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD_MAX = 8_192;
    /// Where a client is that closed without a word (RFC 6455 §7.1.5).
    private static final int ABNORMAL = 1006;

    private final SocketLoop loop;
    private final Opening opening;
    private final Listener listener;
    private final SocketChannel channel;
    private final SelectionKey key;
    private byte[] begun = NOTHING;
    private byte[] unsent = NOTHING;
    private State state = State.CONNECTING;
    private int closeCode = ABNORMAL;

    private enum State {
        CONNECTING,
        UPGRADING,
        OPEN,
        OVER
    }

    /// What is done with what comes.
    public interface Listener {

        /// The server took it.
        void opened(DeviceSocket socket);

        /// A whole message: the bytes `from` (inclusive) to `to` (exclusive), good until this returns.
        void message(DeviceSocket socket, byte[] bytes, int from, int to);

        /// It is over, once.
        ///
        /// @param code the close code; 1006 for none
        /// @param why for people
        void closed(DeviceSocket socket, int code, String why);
    }

    DeviceSocket(SocketLoop loop, Opening opening, Listener listener) throws IOException {
        this.loop = loop;
        this.opening = opening;
        this.listener = listener;
        this.channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (opening.receiveBytes() > 0) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, opening.receiveBytes());
        }
        if (!opening.source().isEmpty()) {
            channel.bind(new InetSocketAddress(opening.source(), 0));
        }
        this.key = channel.register(loop.selector(), SelectionKey.OP_CONNECT, this);
        if (channel.connect(opening.server())) {
            connected();
        }
    }

    /// Sends a message.
    ///
    /// @param text one JSON object
    public void send(String text) {
        send(loop.outgoing().begin().add(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// Sends what was put together.
    void send(Outgoing message) {
        if (state == State.OPEN) {
            try {
                message.send(this);
            } catch (IOException broken) {
                over(String.valueOf(broken.getMessage()));
            }
        }
    }

    /// Reads no more (or again), as a stuck client does.
    public void read(boolean wanted) {
        if (state == State.OPEN) {
            key.interestOps(
                    wanted ? key.interestOps() | SelectionKey.OP_READ : key.interestOps() & ~SelectionKey.OP_READ);
        }
    }

    /// Ends it without a goodbye.
    public void drop() {
        over("dropped here");
    }

    /// The kernel has something for it, or room.
    void ready() {
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                connected();
                return;
            }
            if (key.isWritable()) {
                flush();
            }
            if (key.isReadable()) {
                readSome();
            }
        } catch (IOException | IllegalStateException broken) {
            over(String.valueOf(broken.getMessage()));
        }
    }

    /// Writes now what the kernel takes; the rest when it has room.
    void write(ByteBuffer bytes) throws IOException {
        if (unsent.length == 0) {
            channel.write(bytes);
        }
        if (bytes.hasRemaining()) {
            int kept = unsent.length;
            unsent = Arrays.copyOf(unsent, kept + bytes.remaining());
            bytes.get(unsent, kept, unsent.length - kept);
            key.interestOpsOr(SelectionKey.OP_WRITE);
        }
    }

    @Override
    public void text(byte[] bytes, int from, int to) {
        listener.message(this, bytes, from, to);
    }

    @Override
    public void ping(byte[] bytes, int from, int to) {
        try {
            loop.outgoing().pong(this, bytes, from, to - from);
        } catch (IOException broken) {
            over(String.valueOf(broken.getMessage()));
        }
    }

    @Override
    public void close(int code) {
        closeCode = code;
        over("closed by the server");
    }

    private void connected() throws IOException {
        state = State.UPGRADING;
        key.interestOps(SelectionKey.OP_READ);
        loop.outgoing().sendRaw(this, opening.request());
    }

    private void flush() throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(unsent);
        channel.write(rest);
        unsent = rest.hasRemaining() ? Arrays.copyOfRange(unsent, rest.position(), unsent.length) : NOTHING;
        if (unsent.length == 0) {
            key.interestOpsAnd(~SelectionKey.OP_WRITE);
        }
    }

    private void readSome() throws IOException {
        ByteBuffer buffer = loop.incoming().clear().put(begun);
        if (channel.read(buffer) < 0) {
            over("the connection ended");
            return;
        }
        byte[] bytes = buffer.array();
        int end = buffer.position();
        int from = state == State.UPGRADING ? upgraded(bytes, end) : 0;
        int taken = state == State.OPEN ? Incoming.take(bytes, from, end, this) : from;
        begun = taken == end || state == State.OVER ? NOTHING : Arrays.copyOfRange(bytes, taken, end);
    }

    /// @return where the first frame begins, once the head of the answer is there
    private int upgraded(byte[] bytes, int end) {
        for (int at = 3; at < end; at++) {
            if (bytes[at] == '\n' && bytes[at - 2] == '\n') {
                boolean taken = end > SWITCHING.length
                        && Arrays.equals(SWITCHING, 0, SWITCHING.length, bytes, 0, SWITCHING.length);
                if (!taken) {
                    over("refused: "
                            + new String(bytes, 0, Math.min(end, 200), StandardCharsets.US_ASCII)
                                    .lines()
                                    .findFirst()
                                    .orElse(""));
                    return end;
                }
                state = State.OPEN;
                listener.opened(this);
                return at + 1;
            }
        }
        if (end > HEAD_MAX) {
            over("the answer to the opening does not end");
        }
        return 0;
    }

    private void over(String why) {
        if (state != State.OVER) {
            state = State.OVER;
            key.cancel();
            try {
                channel.close();
            } catch (IOException closedAnyway) {
                // nobody waits for it
            }
            listener.closed(this, closeCode, why);
        }
    }
}
