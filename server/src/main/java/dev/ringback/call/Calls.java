package dev.ringback.call;

import dev.ringback.cluster.Bus;
import dev.ringback.cluster.BusMessage;
import dev.ringback.core.call.CallRules;
import dev.ringback.core.call.RestRules;
import dev.ringback.core.call.Timeouts;
import dev.ringback.core.id.NodeId;
import dev.ringback.directory.Directory;
import dev.ringback.history.MissedCalls;
import dev.ringback.problem.MinuteLimit;
import dev.ringback.protocol.ClientMessage;
import dev.ringback.protocol.CloseCode;
import dev.ringback.protocol.ServerMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// The call service of one node, as its gateway sees it: devices open, ask and close. The rooms behind it, in the order
/// of a message: [Asking] and [Inviting] find the call, [Steps] decides, commits and tells, [Telling] delivers;
/// [Attending] knows who is there and [LostSides] who went, [Keeping] closes what is overdue. Every method is called on
/// the call loop, and nothing in here blocks, reads a clock or starts a thread: production and simulation run the same
/// code.
public final class Calls {

    private final Inviting inviting;
    private final Asking asking;
    private final Attending attending;
    private final Hearing hearing;
    private final Keeping keeping;
    private final RestSteps rest;
    private final Switchboard switchboard;
    private final InviteLane lane;
    private final NodeId node;
    private boolean draining;

    /// Everything that the call service needs from the world.
    ///
    /// @param node this life of this process
    /// @param loop where all of its steps run, one after the other
    /// @param clock design §2.5
    /// @param timers of the loop
    /// @param uuids for events, and for calls whose caller chose no id
    /// @param watch who counts what happens
    public record World(
            NodeId node,
            Executor loop,
            InstantSource clock,
            Timers timers,
            Supplier<UUID> uuids,
            CallStore store,
            Directory directory,
            MissedCalls missedCalls,
            Bus bus,
            CallWatch watch) {}

    /// How much one person may do, and how long new calls may wait; 0 for no limit (protocol §2 "Limits").
    ///
    /// @param inviteDelayMax new calls are turned away while many wait, the first for longer than this to begin
    public record Limits(int invitesPerMinute, int socketsPerUser, Duration inviteDelayMax) {}

    /// A call service that has not begun.
    public Calls(World world, Switchboard switchboard, Timeouts timeouts, Limits limits) {
        var rules = new CallRules(timeouts);
        var ports = new Steps.Ports(world.clock(), world.timers(), world.uuids());
        var lines = new Lines(world.store(), world.clock());
        var telling = new Telling(switchboard, world.bus(), world.node());
        var steps = new Steps(world.store(), lines, telling, rules, ports, world.watch());
        var lane = new InviteLane(
                world.loop(),
                world.clock(),
                world.store()::newCallsWait,
                world.store()::newCallsWaiting,
                limits.inviteDelayMax(),
                world.watch());
        var relaying = new Relaying(telling, world.clock());
        this.switchboard = switchboard;
        this.lane = lane;
        this.node = world.node();
        this.asking = new Asking(world.store(), lines, steps, relaying, rules, ports, world.watch());
        this.rest = new RestSteps(
                world.store(),
                world.directory(),
                lines,
                steps,
                switchboard,
                rules,
                new RestRules(rules, timeouts),
                ports,
                world.loop(),
                lane);
        this.inviting = new Inviting(
                world.store(),
                world.directory(),
                lines,
                steps,
                telling,
                switchboard,
                rules,
                new MinuteLimit(limits.invitesPerMinute(), world.clock()),
                lane,
                ports,
                world.bus().hasOthers(),
                world.watch(),
                rest::invited);
        var sides = new LostSides(world.store(), lines, steps, telling, switchboard, world.node(), ports);
        this.attending = new Attending(
                world.store(),
                world.directory(),
                world.missedCalls(),
                lines,
                sides,
                telling,
                switchboard,
                world.bus(),
                limits.socketsPerUser(),
                ports);
        this.hearing = new Hearing(world.store(), lines, steps, telling, switchboard, world.node(), world.clock());
        this.keeping = new Keeping(
                world.store(),
                lines,
                steps,
                sides,
                hearing,
                world.bus().hasOthers(),
                world.node(),
                ports,
                world.watch());
    }

    /// Closes what became overdue, learns what is live, and starts to keep watch.
    ///
    /// @return completed when calls can be made
    public CompletionStage<Void> begin() {
        return keeping.begin();
    }

    /// Stops keeping watch and sends every device away, to come back to whoever is there next. It is the node that
    /// goes, not its people: their grace begins when others find it gone, or when it is ready again (design §2.9).
    public void drain() {
        draining = true;
        keeping.stop();
        for (Session session : switchboard.all()) {
            leave(session);
            switchboard.heir(session).ifPresent(Calls::leave);
        }
    }

    private static void leave(Session session) {
        session.greet(ServerMessage.Draining.DRAINING);
        session.close(CloseCode.RESTART);
    }

    /// This life of this process.
    public NodeId node() {
        return node;
    }

    /// A device whose token was checked is connected.
    public void opened(Session session, ServerMessage.Connection greeting) {
        if (draining) {
            session.close(CloseCode.RESTART);
        } else {
            attending.opened(session, greeting);
        }
    }

    /// The first frame of it has come in, or its first pong: it is really there.
    public void alive(Session session) {
        attending.alive(session);
    }

    /// It is not any more.
    ///
    /// @param proofOfLife the later of its last frame and the moment its transport was seen to close (protocol §1)
    public void closed(Session session, Instant proofOfLife) {
        if (!draining) {
            attending.closed(session, proofOfLife);
        }
    }

    /// `call_invitation`.
    public void invite(Session session, ClientMessage.Invite message) {
        inviting.handle(session, message);
    }

    /// A message about a call that is there.
    public void ask(Session session, ClientMessage.AboutCall message) {
        asking.handle(session, message);
    }

    /// A message of another node.
    public void heard(BusMessage message) {
        hearing.hear(message);
    }

    /// How many new calls wait for their turn; from any thread, more or less.
    public int invitationsWaiting() {
        return lane.waiting();
    }

    /// The REST side; from any thread.
    public RestCalls rest() {
        return rest;
    }
}
