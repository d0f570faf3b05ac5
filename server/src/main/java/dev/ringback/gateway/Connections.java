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

    private static final long TICK_MILLIS = 1_000;
    private static final long GOODBYE_SECONDS = 2;

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Vertx vertx;
    private final Calls calls;
    private final CallLoop loop;
    private final InstantSource clock;
    private final RingbackConfig.Limits limits;
    private final RingbackConfig.Timeouts timeouts;
    private final SocketMeters meters;
    private final Node node;
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
        this.vertx = vertx;
        this.calls = calls;
        this.loop = loop;
        this.clock = clock;
        this.limits = config.limits();
        this.timeouts = config.timeouts();
        this.meters = meters;
        this.node = new Node(vertx, calls, loop, tokens, flooders, clock, meters);
    }

    void start(@Observes StartupEvent event) {
        meters.open(open::size);
        vertx.setPeriodic(TICK_MILLIS, tick -> beat());
    }

    /// Sends everybody away before the framework closes anything, and waits until they are gone; who does not answer is
    /// left behind.
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        accepting = false;
        loop.execute(() -> {
            calls.drain();
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
        meters.opened();
        connection.begin(terms(), identity.expiresAt());
    }

    private void closed(Connection connection) {
        open.remove(connection);
        noteWhenAllAreGone();
    }

    private void beat() {
        Instant now = clock.instant();
        Instant silentSince = now.minus(timeouts.heartbeat().multipliedBy(2));
        // Half a tick early: else a tick that comes too soon leaves the ping to the next one, and with a heartbeat as
        // short as a tick a living socket would look silent by then.
        Instant pingBefore = now.minus(timeouts.heartbeat()).plusMillis(TICK_MILLIS / 2);
        open.forEach(connection -> connection.beat(now, pingBefore, silentSince));
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
