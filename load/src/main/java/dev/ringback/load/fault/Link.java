package dev.ringback.load.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/// One connection through the proxy: two pumps, and the faults it suffers at present.
final class Link {
    private static final int PIECE_BYTES = 16_384;
    private static final long SWALLOWING_NANOS = 50_000_000;

    private final Socket client;
    private final Socket server;
    private final Wire wire;
    private final Supplier<Duration> latencyMax;
    private volatile boolean swallowing;
    private volatile boolean slicing;
    private volatile boolean over;

    Link(Socket client, Socket server, Wire wire, Supplier<Duration> latencyMax) {
        this.client = client;
        this.server = server;
        this.wire = wire;
        this.latencyMax = latencyMax;
    }

    /// Returns when the connection is over.
    void run() throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Thread back = Thread.ofVirtual().start(() -> pump(server, client, wire::fromServer));
        pump(client, server, wire::fromClient);
        try {
            back.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            cut();
        }
    }

    /// With no lingering, closing resets (RFC 9293 §3.10.4).
    void cut() {
        over = true;
        reset(client);
        reset(server);
    }

    void swallow() {
        swallowing = true;
    }

    void slice() {
        slicing = true;
    }

    void heal() {
        slicing = false;
        if (swallowing) {
            cut();
        }
    }

    private void pump(Socket from, Socket to, Function<byte[], Wire.Passing> look) {
        byte[] piece = new byte[PIECE_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                Wire.Passing passing = look.apply(Arrays.copyOf(piece, length));
                write(out, passing.forward());
                if (passing.cut()) {
                    cut();
                    return;
                }
            }
            hideTheEnd();
            if (!over) {
                to.shutdownOutput(); // a cut is a reset at both ends, not an end
            }
        } catch (IOException broken) {
            hideTheEnd();
            cut();
        } catch (RuntimeException bug) {
            cut(); // or the connection would be silent for ever
            throw bug;
        }
    }

    private void write(OutputStream out, byte[] bytes) throws IOException {
        LockSupport.parkNanos(latency());
        if (swallowing) {
            return;
        }
        if (!slicing) {
            out.write(bytes);
            return;
        }
        for (byte one : bytes) {
            out.write(one);
        }
    }

    private long latency() {
        long max = latencyMax.get().toNanos();
        return max == 0 ? 0 : ThreadLocalRandom.current().nextLong(max);
    }

    /// Of a half-open connection neither end learns that the other is gone.
    private void hideTheEnd() {
        while (swallowing && !over) {
            LockSupport.parkNanos(SWALLOWING_NANOS);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closed) {
            return;
        }
        try {
            socket.close();
        } catch (IOException closed) {
            // It is closed: that was the wish.
        }
    }
}
