package dev.ringback.call;

import dev.ringback.cluster.Bus;
import dev.ringback.cluster.BusMessage;
import dev.ringback.cluster.BusMessage.Relay;
import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.Leg;
import dev.ringback.core.call.Notice;
import dev.ringback.core.call.Notice.Audience;
import dev.ringback.core.call.Notice.News;
import dev.ringback.core.call.Role;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.NodeId;
import dev.ringback.core.id.UserId;
import dev.ringback.protocol.Json;
import dev.ringback.protocol.ServerMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Carries notices and relays to devices, after their commit and in its order: to those of this node directly, to those
/// of others by the bus. On the call loop only.
final class Telling {

    private final Switchboard switchboard;
    private final Bus bus;
    private final NodeId node;

    Telling(Switchboard switchboard, Bus bus, NodeId node) {
        this.switchboard = switchboard;
        this.bus = bus;
        this.node = node;
    }

    /// Tells everybody concerned, on every node. A description goes with an invitation or an answer.
    void tell(Line line, Call call, List<Notice> notices, Optional<Json> description) {
        for (Notice notice : notices) {
            Role reader = call.role(notice.audience().user()).orElseThrow();
            ServerMessage message = Messages.of(call, reader, notice.news(), description);
            List<Session> sessions = switchboard.of(notice.audience());
            sessions.forEach(session -> session.send(message));
            if (sessions.isEmpty() && isKept(notice.news()) && isAwayFromHere(call, reader, notice)) {
                line.keepForReturn(reader, new Line.Kept.ToldNews(notice.news(), description));
            }
        }
        if (!notices.isEmpty()) {
            bus.publish(people(call), new BusMessage.Moved(line.id(), call.version(), notices));
        }
    }

    /// Passes something to the other side's device: here, on its node, or kept until it returns.
    void relay(Line line, Call call, Role to, Instant at, Relay relay) {
        Leg leg = call.leg(to);
        Optional<DeviceId> device = leg.device();
        ServerMessage.AboutCall message = Messages.relayed(call, to, at, relay);
        UserId user = call.facts().party(to).userId();
        Optional<Session> session = device.flatMap(it -> switchboard.find(user, it));
        if (session.isPresent()) {
            session.get().send(message);
        } else if (leg.lost().isPresent() || isHere(leg)) {
            line.keepForReturn(to, new Line.Kept.Relayed(relay));
        } else {
            bus.publish(Set.of(user), new BusMessage.Relayed(line.id(), to, device, relay));
        }
    }

    /// Passes something to every device of a side, on every node.
    void relayToAll(Line line, Call call, Role to, Instant at, Relay relay) {
        relayToAllHere(call, to, at, relay);
        UserId user = call.facts().party(to).userId();
        bus.publish(Set.of(user), new BusMessage.Relayed(line.id(), to, Optional.empty(), relay));
    }

    /// Passes something to every device of a side on this node.
    void relayToAllHere(Call call, Role to, Instant at, Relay relay) {
        ServerMessage.AboutCall message = Messages.relayed(call, to, at, relay);
        switchboard.of(call.facts().party(to).userId()).forEach(session -> session.send(message));
    }

    /// Rings one device: the invitation and the caller's candidates so far.
    void ring(Session session, Line line, Call call, Json offer) {
        session.send(Messages.of(call, Role.CALLEE, News.Invitation.INVITATION, Optional.of(offer)));
        line.callersCandidates()
                .forEach(it -> session.send(
                        Messages.relayed(call, Role.CALLEE, call.facts().startedAt(), new Relay.Candidate(it))));
    }

    /// What was kept for a device, in order, with the call's present version.
    void deliverKept(Session session, Call call, Role role, List<Line.Kept> kept) {
        for (Line.Kept item : kept) {
            session.send(
                    switch (item) {
                        case Line.Kept.ToldNews it -> Messages.of(call, role, it.news(), it.description());
                        case Line.Kept.Relayed it -> Messages.relayed(call, role, call.changedAt(), it.relay());
                    });
        }
    }

    /// Sends what was kept for a device after it, to whichever node has it now.
    void forward(Line line, Call call, Role role, List<Line.Kept> kept) {
        UserId user = call.facts().party(role).userId();
        for (Line.Kept item : kept) {
            switch (item) {
                case Line.Kept.ToldNews it ->
                    bus.publish(Set.of(user), new BusMessage.Moved(line.id(), call.version(), List.of()));
                case Line.Kept.Relayed it ->
                    bus.publish(
                            Set.of(user),
                            new BusMessage.Relayed(
                                    line.id(), role, call.leg(role).device(), it.relay()));
            }
        }
    }

    /// The answer once more, for a caller's device that may have missed it.
    void answerAgain(Session session, Call call, Json answer) {
        session.send(Messages.of(call, Role.CALLER, News.Answer.ANSWER, Optional.of(answer)));
    }

    private boolean isAwayFromHere(Call call, Role reader, Notice notice) {
        return notice.audience() instanceof Audience.OneDevice
                && (call.leg(reader).lost().isPresent() || isHere(call.leg(reader)));
    }

    private boolean isHere(Leg leg) {
        return leg.seat().map(Actor.Seat::node).equals(Optional.of(node));
    }

    private static Set<UserId> people(Call call) {
        return Set.of(call.facts().caller().userId(), call.facts().callee().userId());
    }

    /// What an absent device must still hear when it returns; the rest is in its snapshot.
    private static boolean isKept(News news) {
        return switch (news) {
            case News.Answer it -> true;
            case News.ModeSwitched it -> true;
            case News.Invitation it -> false;
            case News.Ringing it -> false;
            case News.Taken it -> false;
            case News.Final it -> false;
            case News.LogUpdated it -> false;
            case News.PeerLost it -> false;
            case News.PeerResumed it -> false;
        };
    }
}
