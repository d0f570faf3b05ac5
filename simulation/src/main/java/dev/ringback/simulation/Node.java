package dev.ringback.simulation;

import dev.ringback.call.CallStore;
import dev.ringback.call.CallWatch;
import dev.ringback.call.Calls;
import dev.ringback.call.Switchboard;
import dev.ringback.call.Timers;
import dev.ringback.core.id.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;

/// One server of the cluster, over all its lives: it crashes and boots again, stands still, and its clock strays.
final class Node {

    private static final long BOOT_AGAIN = Agenda.SECOND;
    private static final long DRAIN_FOR = 1_500 * Agenda.MILLI;

    private final World world;
    private final int number;
    private final Dice dice;
    private int lives;
    private Life life;
    private long skew;

    Node(World world, int number) {
        this.world = world;
        this.number = number;
        this.dice = Dice.of(world.seed(), "node " + number);
        this.life = new Life();
        life.begin();
    }

    /// The present life; a crashed node's is over until it boots again.
    Life life() {
        return life;
    }

    int number() {
        return number;
    }

    /// Memory and sockets are gone; it is back after a while.
    void crash(long downFor) {
        if (!life.over) {
            world.count(Fault.NODES_CRASHED);
            world.trouble(downFor);
            life.end();
            world.agenda().after(downFor, this::boot);
        }
    }

    /// It says goodbye to its devices, then stops.
    void drain(long downFor) {
        if (!life.over && life.ready) {
            Life ending = life;
            world.count(Fault.NODES_DRAINED);
            world.trouble(DRAIN_FOR + downFor);
            ending.post(ending.calls::drain);
            world.agenda().after(DRAIN_FOR, () -> {
                if (life == ending) {
                    crash(downFor);
                }
            });
        }
    }

    /// It does nothing for a while, and then everything that has come in.
    void pause(long duration) {
        if (!life.over) {
            world.count(Fault.NODES_PAUSED);
            world.trouble(duration);
            life.pause(world.agenda().now() + duration);
        }
    }

    /// Its clock is wrong until it is measured again.
    void stepClock(long by, long duration) {
        world.count(Fault.CLOCKS_STEPPED);
        world.trouble(duration);
        world.clockStepped((int) (by / Agenda.MILLI));
        skew = by;
        world.agenda().after(duration, () -> skew = 0);
    }

    private void boot() {
        life = new Life();
        life.begin();
    }

    /// From one boot to the crash that ends it.
    final class Life implements Executor, Timers {

        private final NodeId id = new NodeId("node" + number + "-" + ++lives);
        private final Switchboard switchboard = new Switchboard();
        private final Calls calls;
        private final CallStore store;
        private final Set<Gateway> sockets = new LinkedHashSet<>();
        private final Queue<Runnable> inbox = new ArrayDeque<>();
        private final Dice uuids = Dice.of(world.seed(), "uuids of " + id);
        private final long drift = dice.between(-20_000, 20_000);
        private long pausedUntil;
        private boolean ready;
        private boolean over;

        private Life() {
            store = world.plant().store(world.table(), new Database(world, this), world);
            var neighbours = new Neighbours(world, this);
            calls = new Calls(
                    new Calls.World(
                            id,
                            this,
                            this::now,
                            this,
                            uuids::uuid,
                            store,
                            neighbours,
                            neighbours,
                            world.cable().of(Node.this, this),
                            CallWatch.NOBODY),
                    switchboard,
                    world.timeouts(),
                    new Calls.Limits(0, 10, Duration.ofMillis(250)));
        }

        private void begin() {
            world.trace(() -> id + " boots");
            post(() -> calls.begin().whenComplete((done, fault) -> {
                if (fault == null) {
                    ready = true;
                    world.trace(() -> id + " is ready");
                } else if (!over) {
                    end();
                    world.trouble(BOOT_AGAIN);
                    world.agenda().after(BOOT_AGAIN, Node.this::boot);
                }
            }));
        }

        private void end() {
            world.trace(() -> id + " is over");
            over = true;
            ready = false;
            List.copyOf(sockets).forEach(Gateway::died);
            sockets.clear();
            inbox.clear();
        }

        private void pause(long until) {
            pausedUntil = Math.max(pausedUntil, until);
            world.agenda().at(until, this::resume);
        }

        private void resume() {
            while (!over && world.agenda().now() >= pausedUntil && !inbox.isEmpty()) {
                inbox.remove().run();
            }
        }

        NodeId id() {
            return id;
        }

        Calls calls() {
            return calls;
        }

        Switchboard switchboard() {
            return switchboard;
        }

        Set<Gateway> sockets() {
            return sockets;
        }

        boolean isOver() {
            return over;
        }

        /// Whether it takes sockets and requests.
        boolean isReady() {
            return ready;
        }

        boolean isPaused() {
            return world.agenda().now() < pausedUntil;
        }

        /// The node's clock (design §2.5): near the truth, except while it is stepped.
        Instant now() {
            return Agenda.instant(world.agenda().now() + drift + skew);
        }

        /// Lets something happen on the call loop, soon.
        void post(Runnable step) {
            world.agenda().after(0, () -> enter(step));
        }

        /// Lets something happen on the call loop now, or when the node runs again.
        void enter(Runnable step) {
            if (over) {
                return;
            }
            if (isPaused() || !inbox.isEmpty()) {
                inbox.add(step);
            } else {
                step.run();
            }
        }

        @Override
        public void execute(Runnable step) {
            post(step);
        }

        @Override
        public Timer after(Duration delay, Runnable step) {
            var waiting = new Waiting(step);
            world.agenda().after(Math.max(1, delay.toNanos() / 1_000) + Agenda.MILLI, () -> enter(waiting));
            return waiting;
        }
    }

    private static final class Waiting implements Timers.Timer, Runnable {

        private final Runnable step;
        private boolean cancelled;

        Waiting(Runnable step) {
            this.step = step;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public void run() {
            if (!cancelled) {
                step.run();
            }
        }
    }
}
