package dev.ringback.call;

import dev.ringback.call.store.DatabaseTimeStore;
import dev.ringback.call.store.PostgresCallStore;
import dev.ringback.call.store.WriterLimits;
import dev.ringback.call.store.WriterWatch;
import dev.ringback.cluster.LoopbackBus;
import dev.ringback.config.RingbackConfig;
import dev.ringback.core.call.Timeouts;
import dev.ringback.core.id.NodeId;
import dev.ringback.directory.Directory;
import dev.ringback.history.Badge;
import dev.ringback.history.MissedCalls;
import dev.ringback.protocol.ServerMessage;
import dev.ringback.store.Database;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Puts the call service of this node together, and begins it before the first request is taken.
@Singleton
public final class CallWiring {

    private static final Logger LOG = Logger.getLogger(CallWiring.class);
    private static final Duration BEGIN_WITHIN = Duration.ofMinutes(2);

    @Produces
    @Singleton
    Switchboard switchboard() {
        return new Switchboard();
    }

    /// The clock, as the database's stands already: nothing is timed before.
    @Produces
    @Singleton
    NodeClock clock(Database database) {
        var clock = new NodeClock(new DatabaseTimeStore(database));
        clock.measure();
        return clock;
    }

    @Produces
    @Singleton
    PostgresCallStore store(
            DataSource source, Database database, CallLoop loop, RingbackConfig config, WriterWatch watch) {
        return new PostgresCallStore(source, database, loop, timeouts(config), WriterLimits.STANDARD, watch);
    }

    /// After the last session is gone: what is queued is committed.
    void close(@Disposes PostgresCallStore store) {
        store.close();
    }

    @Produces
    @Singleton
    Calls calls(
            CallLoop loop,
            InstantSource clock,
            CallStore store,
            Directory directory,
            MissedCalls missedCalls,
            Switchboard switchboard,
            CallWatch watch,
            RingbackConfig config) {
        var world = new Calls.World(
                new NodeId(UUID.randomUUID().toString()),
                loop,
                clock,
                loop,
                UUID::randomUUID,
                store,
                directory,
                missedCalls,
                new LoopbackBus(),
                watch);
        var limits = config.limits();
        return new Calls(
                world,
                switchboard,
                timeouts(config),
                new Calls.Limits(limits.invitesPerMinute(), limits.socketsPerUser(), limits.inviteDelayMax()));
    }

    @Produces
    @Singleton
    RestCalls restCalls(Calls calls) {
        return calls.rest();
    }

    @Produces
    @Singleton
    Badge badge(CallLoop loop, Switchboard switchboard) {
        return (user, unseen) -> loop.execute(() -> {
            var news = new ServerMessage.MissedCalls(user, unseen.count(), unseen.calls());
            switchboard.of(user).forEach(session -> session.send(news));
        });
    }

    /// The rules' share of the settings.
    static Timeouts timeouts(RingbackConfig config) {
        var set = config.timeouts();
        return new Timeouts(set.ring(), set.callerGrace(), set.callGrace(), set.maxCall());
    }

    /// Keeps the clock by the database's; a database that is away leaves it as it is.
    void keepTime(@Observes StartupEvent event, NodeClock clock, Vertx vertx) {
        vertx.setPeriodic(
                NodeClock.EVERY.toMillis(),
                tick -> Thread.ofVirtual().name("clock").start(() -> {
                    try {
                        clock.measure();
                    } catch (RuntimeException away) {
                        LOG.debugf("the clock was not measured: %s", away.getMessage());
                    }
                }));
    }

    /// A server that was down closes what became overdue before it takes the first request (design §2.9).
    void begin(@Observes StartupEvent event, Calls calls, CallLoop loop) {
        CompletableFuture.supplyAsync(calls::begin, loop)
                .thenCompose(begun -> begun)
                .orTimeout(BEGIN_WITHIN.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
