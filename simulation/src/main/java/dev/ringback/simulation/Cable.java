package dev.ringback.simulation;

import dev.ringback.cluster.Bus;
import dev.ringback.cluster.BusMessage;
import dev.ringback.core.id.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The bus between the nodes: it loses, doubles and delays messages, and cuts a node off for a while. What is not
/// delayed comes in order, as over one connection.
final class Cable {

    private static final long LATE_MAX = 10 * Agenda.SECOND;

    private final World world;
    private final Dice dice;
    private final Map<Integer, Long> cutOffUntil = new HashMap<>();
    private final Map<Integer, Long> lastArrival = new HashMap<>();
    /// When the latest of the late ones comes.
    private final Map<Integer, Long> latest = new HashMap<>();

    Cable(World world) {
        this.world = world;
        this.dice = Dice.of(world.seed(), "bus");
    }

    /// One node's end of it.
    Bus of(Node from, Node.Life life) {
        return new Bus() {
            @Override
            public void publish(Set<UserId> concerned, BusMessage message) {
                send(from, concerned, message);
            }

            @Override
            public boolean hasOthers() {
                return true;
            }
        };
    }

    /// Nothing comes from or to a node until then.
    void cutOff(int node, long until) {
        cutOffUntil.merge(node, until, Math::max);
    }

    void heal() {
        cutOffUntil.clear();
    }

    private void send(Node from, Set<UserId> concerned, BusMessage message) {
        for (Node to : world.nodes()) {
            if (to != from && isInterested(to.life(), concerned)) {
                sendTo(from, to, message);
                if (dice.chance(world.weather().busDoubles())) {
                    world.count(Fault.BUS_DOUBLED);
                    sendTo(from, to, message);
                }
            }
        }
    }

    private void sendTo(Node from, Node to, BusMessage message) {
        if (isCutOff(from) || isCutOff(to) || dice.chance(world.weather().busDrops())) {
            world.count(Fault.BUS_LOST);
            return;
        }
        long now = world.agenda().now();
        int pair = from.number() * 16 + to.number();
        long arrival = now + dice.delay(100, 5_000);
        if (dice.chance(world.weather().busDelays())) {
            arrival = now + dice.delay(5_000, LATE_MAX);
            world.count(Fault.BUS_LATE);
            latest.merge(pair, arrival, Math::max);
        } else {
            if (arrival < latest.getOrDefault(pair, 0L)) {
                world.count(Fault.BUS_REORDERED);
            }
            arrival = Math.max(arrival, lastArrival.getOrDefault(pair, 0L));
            lastArrival.put(pair, arrival);
        }
        Node.Life life = to.life();
        world.agenda().at(arrival, () -> life.enter(() -> world.plant().hear(world, life, message)));
    }

    private static boolean isInterested(Node.Life life, Set<UserId> concerned) {
        return life.isReady() && concerned.stream().anyMatch(life.switchboard()::online);
    }

    private boolean isCutOff(Node node) {
        return world.agenda().now() < cutOffUntil.getOrDefault(node.number(), 0L);
    }
}
