package dev.ringback.load.chaos;

import dev.ringback.load.fault.CommitCuts;
import dev.ringback.load.fault.FaultProxy;
import dev.ringback.load.machine.Postgres;
import dev.ringback.load.machine.ServerUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// The faults of a run, in an order that the seed decides. Heavy ones (kills, crashes of PostgreSQL) come one after
/// the other, each when the one before is over, evenly over the storm; light ones (the network's, cuts in a commit)
/// come all the while.
final class Storm {
    private enum Heavy {
        KILL,
        POSTGRES
    }

    private static final int LIGHT_EVERY_MILLIS = 400;
    private static final int DOUBLE_KILL_ONE_IN = 5;
    private static final Duration LATENCY_MAX = Duration.ofMillis(60);

    private final Terms terms;
    private final ServerUnderTest server;
    private final Postgres postgres;
    private final FaultProxy clients;
    private final FaultProxy database;
    private final CommitCuts cuts;
    private final AtomicBoolean over = new AtomicBoolean();
    volatile int kills;
    volatile int restarts;
    volatile int cutLinks;
    volatile int swallowedLinks;
    volatile int slicedLinks;
    private volatile long downNanos;
    /// A server that starts has its database: what cannot start is another test's.
    private volatile boolean starting;

    Storm(
            Terms terms,
            ServerUnderTest server,
            Postgres postgres,
            FaultProxy clients,
            FaultProxy database,
            CommitCuts cuts) {
        this.terms = terms;
        this.server = server;
        this.postgres = postgres;
        this.clients = clients;
        this.database = database;
        this.cuts = cuts;
    }

    /// Rages, and returns when all is healed and the server is ready.
    void rage() {
        Thread light = Thread.ofPlatform().name("light-faults").daemon().start(this::light);
        heavy();
        over.set(true);
        try {
            light.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        cuts.heal();
        clients.heal();
        database.heal();
        if (!server.awaitReady()) {
            throw new IllegalStateException("the server ended by itself");
        }
    }

    /// How long the server was not ready, because it had been killed.
    Duration down() {
        return Duration.ofNanos(downNanos);
    }

    private void heavy() {
        Random random = new Random(terms.seed() + 1);
        List<Heavy> events = new ArrayList<>(Collections.nCopies(terms.kills(), Heavy.KILL));
        events.addAll(Collections.nCopies(terms.postgresRestarts(), Heavy.POSTGRES));
        Collections.shuffle(events, random);
        long start = System.nanoTime();
        long spacing = Duration.ofSeconds(terms.seconds()).toNanos() / (events.size() + 1);
        long next = start + spacing;
        for (int done = 0; done < events.size(); done++) {
            await(next);
            switch (events.get(done)) {
                case KILL -> done += kill(random, done + 1 < events.size() && events.get(done + 1) == Heavy.KILL);
                case POSTGRES -> crash();
            }
            // Work goes on for a while between two of them, however long they took.
            next = Math.max(start + (done + 2) * spacing, System.nanoTime() + spacing / 2);
        }
        await(next);
    }

    /// @return how many more of the events it did: a second kill comes while the server recovers
    private int kill(Random random, boolean another) {
        long since = System.nanoTime();
        starting = true;
        cuts.heal();
        server.kill();
        kills++;
        server.start();
        int more = 0;
        if (another && random.nextInt(DOUBLE_KILL_ONE_IN) == 0) {
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(3_000)).toNanos());
            server.kill();
            kills++;
            more = 1;
            server.start();
        }
        while (!server.awaitReady()) {
            server.start(); // whatever stopped it: an operator's supervisor starts it again
        }
        starting = false;
        downNanos += System.nanoTime() - since;
        return more;
    }

    private void crash() {
        postgres.crashAndRestart();
        restarts++;
    }

    private void light() {
        Random random = new Random(terms.seed() + 2);
        while (!over.get()) {
            LockSupport.parkNanos(
                    Duration.ofMillis(random.nextInt(2 * LIGHT_EVERY_MILLIS)).toNanos());
            switch (random.nextInt(starting ? 4 : 8)) {
                case 0 -> cutLinks += clients.cut(1 + random.nextInt(5), random);
                case 1 -> swallowedLinks += clients.swallow(1 + random.nextInt(3), random);
                case 2 -> slicedLinks += clients.slice(1 + random.nextInt(5), random);
                case 3 -> clients.latency(random.nextBoolean() ? LATENCY_MAX : Duration.ZERO);
                case 4, 5 -> cuts.arm(CommitCuts.Place.BEFORE_THE_ANSWER);
                case 6 -> cuts.arm(CommitCuts.Place.WITHIN_THE_REQUEST);
                case 7 -> database.cut(1, random);
                default -> throw new IllegalStateException("of eight");
            }
        }
    }

    private static void await(long nanos) {
        while (System.nanoTime() < nanos) {
            LockSupport.parkNanos(nanos - System.nanoTime());
        }
    }
}
