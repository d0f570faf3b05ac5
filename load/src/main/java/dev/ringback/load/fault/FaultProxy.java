package dev.ringback.load.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A TCP proxy on the loopback address, from a port of its own to another's. It passes bytes on until it is told to do
/// something worse. Two virtual threads a connection; any thread may call it.
public final class FaultProxy implements AutoCloseable {
    private static final int BACKLOG = 2_000;
    private static final int CONNECT_MILLIS = 2_000;

    private final ServerSocket listener;
    private final int target;
    private final Supplier<Wire> wires;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile Duration latencyMax = Duration.ZERO;

    private FaultProxy(ServerSocket listener, int target, Supplier<Wire> wires) {
        this.listener = listener;
        this.target = target;
        this.wires = wires;
    }

    /// @param target a port of this machine
    /// @param wires made anew for each connection
    /// @return a proxy that listens
    public static FaultProxy to(int target, Supplier<Wire> wires) {
        try {
            ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
            FaultProxy proxy = new FaultProxy(listener, target, wires);
            Thread.ofPlatform().name("fault-proxy-" + target).daemon().start(proxy::accept);
            return proxy;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// @return where to connect instead of the target
    public int port() {
        return listener.getLocalPort();
    }

    /// @return how many connections are open
    public int open() {
        return links.size();
    }

    /// Resets connections at both ends.
    ///
    /// @return how many it were
    public int cut(int atMost, Random random) {
        return some(atMost, random, Link::cut);
    }

    /// Makes connections half-open: both ends believe in them, and nothing goes through any more.
    ///
    /// @return how many it were
    public int swallow(int atMost, Random random) {
        return some(atMost, random, Link::swallow);
    }

    /// Passes every byte of these connections on alone, for the rest of their lives.
    ///
    /// @return how many it were
    public int slice(int atMost, Random random) {
        return some(atMost, random, Link::slice);
    }

    /// Each piece of every connection waits from 0 to this long from now on. Order is kept.
    public void latency(Duration max) {
        latencyMax = max;
    }

    /// Makes no faults any more. Half-open connections are reset: nothing can make them whole.
    public void heal() {
        latencyMax = Duration.ZERO;
        links.forEach(Link::heal);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        links.forEach(Link::cut);
    }

    private int some(int atMost, Random random, Consumer<Link> fault) {
        List<Link> all = new ArrayList<>(links);
        Collections.shuffle(all, random);
        List<Link> hit = all.subList(0, Math.min(atMost, all.size()));
        hit.forEach(fault);
        return hit.size();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> join(client));
            } catch (IOException closed) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(closed);
                }
            }
        }
    }

    private void join(Socket client) {
        Socket server = new Socket();
        Link link = new Link(client, server, wires.get(), () -> latencyMax);
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
            links.add(link);
            link.run();
        } catch (IOException nobodyThere) {
            link.cut();
        } finally {
            links.remove(link);
        }
    }
}
