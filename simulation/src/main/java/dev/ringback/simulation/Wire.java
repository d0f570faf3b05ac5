package dev.ringback.simulation;

/// One connection between a device and a node. What is sent arrives later and in order; the connection can be cut (both
/// ends notice soon), go dead in one or both directions (nobody notices by it), or hold things up.
final class Wire {

    private static final long LATENCY_LEAST = 200;
    private static final long LATENCY_MOST = 60 * Agenda.MILLI;
    private static final long CLOSING_MAX = 10 * Agenda.SECOND;

    private final World world;
    private final Device device;
    private final Node.Life node;
    private final Gateway gateway;
    private final Dice dice;
    private final int number;
    private long upArrival;
    private long downArrival;
    private long heldUpUntil;
    private boolean clientOpen = true;
    private boolean deadUp;
    private boolean deadDown;
    private boolean cut;

    Wire(World world, Device device, Node.Life node, int number) {
        this.world = world;
        this.device = device;
        this.node = node;
        this.number = number;
        this.dice = Dice.of(world.seed(), "wire " + number + " of " + device.place());
        this.gateway = new Gateway(world, node, this, device.place());
    }

    /// The upgrade arrives at the node.
    void open() {
        up(() -> {
            if (node.isReady()) {
                gateway.opened();
            } else {
                refused();
            }
        });
        if (node.isOver()) {
            refused();
        }
    }

    /// From the device.
    void toServer(String text) {
        up(() -> gateway.frame(text));
    }

    /// The transport's own answer to a ping.
    void pong() {
        up(gateway::pong);
    }

    /// From the node.
    void toClient(String text) {
        down(() -> device.frame(this, text));
    }

    void ping() {
        down(this::pong);
    }

    /// The device closes: a reload, a page that is left.
    void closeByClient() {
        clientOpen = false;
        up(gateway::closedByPeer);
    }

    /// The node closes, after what it has sent.
    ///
    /// @param whenClosed when the node sees it closed
    void closeByServer(int code, Runnable whenClosed) {
        down(() -> lost(code));
        long seen = deadUp || deadDown ? CLOSING_MAX : roundTrip();
        world.agenda().after(seen, () -> node.enter(whenClosed));
    }

    /// Both ends notice that it is gone; what was under way is lost.
    void cut() {
        if (!cut) {
            world.count(Fault.SOCKETS_CUT);
        }
        cut = true;
        if (!deadDown) {
            world.agenda().after(latency(), () -> lost(1006));
        }
        if (!deadUp) {
            world.agenda().after(latency(), () -> node.enter(gateway::closedByPeer));
        }
    }

    /// Nothing comes through any more, and nobody notices by it.
    void die(boolean up, boolean down) {
        world.count(up && down ? Fault.SOCKETS_DEAD : Fault.SOCKETS_HALF_OPEN);
        deadUp |= up;
        deadDown |= down;
    }

    /// Whatever is sent arrives after that time.
    void holdUp(long until) {
        world.count(Fault.FRAMES_HELD_UP);
        heldUpUntil = Math.max(heldUpUntil, until);
    }

    /// The process at the other end is gone.
    void serverDied() {
        if (!deadDown) {
            world.agenda().after(latency(), () -> lost(1006));
        }
    }

    Gateway gateway() {
        return gateway;
    }

    Node.Life node() {
        return node;
    }

    /// Whether frames pass, as far as the network is concerned.
    boolean isSound() {
        return !deadUp && !deadDown && !cut && world.agenda().now() >= heldUpUntil;
    }

    @Override
    public String toString() {
        return device.place() + "/" + number + "@" + node.id();
    }

    private void refused() {
        world.agenda().after(latency(), () -> lost(1006));
    }

    private void lost(int code) {
        if (clientOpen) {
            clientOpen = false;
            device.disconnected(this, code);
        }
    }

    private void up(Runnable arrives) {
        upArrival = Math.max(arrival(), upArrival);
        world.agenda().at(upArrival, () -> {
            if (!deadUp && !cut) {
                node.enter(arrives);
            } else {
                world.count(Fault.FRAMES_LOST);
            }
        });
    }

    private void down(Runnable arrives) {
        downArrival = Math.max(arrival(), downArrival);
        world.agenda().at(downArrival, () -> {
            if (!deadDown && !cut && clientOpen) {
                arrives.run();
            } else {
                world.count(Fault.FRAMES_LOST);
            }
        });
    }

    private long arrival() {
        if (dice.chance(world.weather().frameStalls())) {
            long stall = dice.delay(50_000, 3 * Agenda.SECOND);
            world.trouble(stall);
            holdUp(world.agenda().now() + stall);
        }
        return Math.max(world.agenda().now() + latency(), heldUpUntil);
    }

    private long latency() {
        return dice.delay(LATENCY_LEAST, LATENCY_MOST);
    }

    private long roundTrip() {
        return latency() + latency();
    }
}
