package dev.ringback.gateway;

import dev.ringback.call.CallLoop;
import dev.ringback.call.Calls;
import dev.ringback.config.RingbackConfig;
import dev.ringback.core.id.DeviceId;
import dev.ringback.identity.Identity;
import dev.ringback.identity.Tokens;
import dev.ringback.observe.SocketMeters;
import dev.ringback.protocol.ServerMessage;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// All sockets of this node, and their heartbeat. Any thread.
@Singleton
final class Connections {

    private static final long GOODBYE_SECONDS = 2;

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Node node;
    private final RingbackConfig.Limits limits;
    private final RingbackConfig.Timeouts timeouts;
    private final Heartbeat heartbeat;
    private final CompletableFuture<@Nullable Void> allGone = new CompletableFuture<>();
    private volatile boolean accepting = true;

    Connections(
            Vertx vertx,
            Calls calls,
            CallLoop loop,
            Tokens tokens,
            Flooders flooders,
            InstantSource clock,
            RingbackConfig config,
            SocketMeters meters) {
        this.node = new Node(vertx, calls, loop, tokens, flooders, clock, meters);
        this.limits = config.limits();
        this.timeouts = config.timeouts();
        this.heartbeat = new Heartbeat(timeouts.heartbeat());
    }

    void start(@Observes StartupEvent event) {
        node.meters().open(open::size);
        node.vertx().setPeriodic(Heartbeat.TICK.toMillis(), tick -> beat());
    }

    /// Sends everybody away before the framework closes anything, and waits until they are gone; who does not answer is
    /// left behind.
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        accepting = false;
        node.loop().execute(() -> {
            node.calls().drain();
            noteWhenAllAreGone();
        });
        allGone.completeOnTimeout(null, GOODBYE_SECONDS, TimeUnit.SECONDS).join();
    }

    private void noteWhenAllAreGone() {
        if (!accepting && open.isEmpty()) {
            allGone.complete(null);
        }
    }

    /// Whether sockets are taken.
    boolean isOpen() {
        return accepting;
    }

    /// What every connection of this node uses.
    record Node(
            Vertx vertx,
            Calls calls,
            CallLoop loop,
            Tokens tokens,
            Flooders flooders,
            InstantSource clock,
            SocketMeters meters) {}

    void opened(ServerWebSocket socket, Identity identity, DeviceId device) {
        Connection connection = new Connection(node, socket, identity.user(), device, limits, this::closed);
        open.add(connection);
        node.meters().opened();
        connection.begin(terms(), identity.expiresAt());
    }

    private void closed(Connection connection) {
        open.remove(connection);
        noteWhenAllAreGone();
    }

    private void beat() {
        Instant now = node.clock().instant();
        Heartbeat.Due due = heartbeat.dueAt(now);
        open.forEach(connection -> connection.beat(now, due));
    }

    private ServerMessage.Terms terms() {
        return new ServerMessage.Terms(
                seconds(timeouts.ring()),
                seconds(timeouts.callerGrace()),
                seconds(timeouts.callGrace()),
                seconds(timeouts.heartbeat()),
                limits.frameBytesMax(),
                limits.candidateBytesMax(),
                limits.messagesPerSecond(),
                limits.messagesBurst(),
                limits.invitesPerMinute(),
                limits.socketsPerUser());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
