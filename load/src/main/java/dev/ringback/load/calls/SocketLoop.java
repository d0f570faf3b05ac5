package dev.ringback.load.calls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// The one event loop of a generator: the thread that calls [#run]. Everything on it belongs to that thread.
public final class SocketLoop implements AutoCloseable {
    private static final int READ_BYTES = 1 << 18;
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final Selector selector;
    private final Outgoing outgoing = new Outgoing();
    private final ByteBuffer incoming = ByteBuffer.allocate(READ_BYTES);
    private final Consumer<SelectionKey> ready = key -> {
        if (key.isValid() && key.attachment() instanceof DeviceSocket socket) {
            socket.ready();
        }
    };
    private Patience patience = Patience.TO_THE_MILLISECOND;

    /// What happens when nothing comes.
    public enum Patience {
        /// It sleeps: what is due may be up to a millisecond late.
        TO_THE_MILLISECOND,
        /// It turns without sleeping in the last millisecond before something is due, which costs a processor.
        EXACT
    }

    /// What is done at a time, between sockets.
    public interface Work {

        /// Does what is due.
        ///
        /// @param now in nanoseconds of [System#nanoTime]
        /// @return when to come again
        long due(long now);
    }

    /// One without sockets.
    public SocketLoop() {
        try {
            selector = Selector.open();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// @param patience from now on
    public void set(Patience patience) {
        this.patience = patience;
    }

    /// Begins to open a socket. Its listener hears of it.
    public DeviceSocket open(Opening opening, DeviceSocket.Listener listener) {
        try {
            return new DeviceSocket(this, opening, listener);
        } catch (IOException failed) {
            throw new UncheckedIOException("a socket can't be opened here (more than `ulimit -n` allows?)", failed);
        }
    }

    /// Turns until it is done.
    public void run(Work work, BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            long next = work.due(System.nanoTime());
            turn(next - System.nanoTime());
        }
    }

    private void turn(long nanos) {
        try {
            if (nanos <= 0 || nanos < MILLI && patience == Patience.EXACT) {
                selector.selectNow(ready);
            } else {
                selector.select(ready, Math.max(1, nanos / MILLI));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Selector selector() {
        return selector;
    }

    Outgoing outgoing() {
        return outgoing;
    }

    ByteBuffer incoming() {
        return incoming;
    }

    /// Drops all sockets.
    @Override
    public void close() {
        List.copyOf(selector.keys()).forEach(key -> {
            if (key.attachment() instanceof DeviceSocket socket) {
                socket.drop();
            }
        });
        try {
            selector.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
