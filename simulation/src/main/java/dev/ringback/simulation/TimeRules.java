package dev.ringback.simulation;

import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Status;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.DeviceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What must have happened by a certain time. A bound counts from the end of the last trouble: while the database is
/// away nobody can be told in time.
final class TimeRules {

    private static final long LOOK_EVERY = 100 * Agenda.MILLI;
    /// A lost message of the bus is made good by the next comparison with the table, every 2 s.
    private static final long NEWS = 4 * Agenda.SECOND;
    /// The sweeper comes every second.
    private static final long OVERDUE = 5 * Agenda.SECOND;
    /// Two heartbeats, the time to close, and the sweeper.
    private static final long DETECTED = 48 * Agenda.SECOND;
    private static final long ANSWERED = 15 * Agenda.SECOND;

    private final World world;
    private final Facts facts;
    private long lookedAt;

    TimeRules(World world, Facts facts) {
        this.world = world;
        this.facts = facts;
    }

    void look() {
        long now = world.agenda().now();
        if (now - lookedAt < LOOK_EVERY) {
            return;
        }
        lookedAt = now;
        List<Call> live = world.table().rows().live();
        if (now - world.troubleUntil() < NEWS) {
            return;
        }
        live.forEach(this::live);
        world.devices().stream().filter(this::isReached).forEach(this::shown);
    }

    /// Nothing waits for an answer any more.
    void settled() {
        long before = world.agenda().now() - ANSWERED;
        for (Node node : world.nodes()) {
            for (Gateway socket : node.life().sockets()) {
                List<String> open = socket.isOpen() ? socket.sent().unanswered(before) : List.of();
                if (!open.isEmpty()) {
                    world.violate("unanswered", socket + " has no answer to " + open);
                }
            }
        }
    }

    /// Nothing is live any more.
    void over() {
        settled();
        for (Call call : world.table().rows().live()) {
            world.violate("stuck", "call " + call.id() + " is still " + call);
        }
    }

    private void live(Call call) {
        long now = world.agenda().now();
        Instant deadline = call.deadline().orElseThrow();
        if (now - Math.max(Agenda.micros(deadline), world.troubleUntil()) > OVERDUE) {
            world.violate("overdue", "call " + call.id() + " should have ended at " + deadline + ": " + call);
        }
        if (!call.facts().signaled()) {
            return;
        }
        if (call.status() == Status.ANSWERED) {
            for (Role role : Role.values()) {
                notOrphaned(call, role);
            }
        }
        if (now - Agenda.micros(call.changedAt()) > NEWS) {
            world.devices().stream().filter(this::isReached).forEach(device -> knows(device, call));
        }
    }

    /// No side stays in a call that is gone for good.
    private void notOrphaned(Call call, Role role) {
        DeviceId device = call.leg(role).device().orElse(null);
        if (device == null) {
            return;
        }
        var place = new Town.Place(call.facts().party(role).userId(), device);
        long grace = world.timeouts().callGrace().toMillis() * Agenda.MILLI;
        long seen = Math.max(facts.lastLife(place), world.troubleUntil());
        if (world.agenda().now() - seen > grace + DETECTED) {
            world.violate("orphan", "call " + call.id() + " lives without " + place);
        }
    }

    /// A device that ought to ring rings; the two devices of a call show its status.
    private void knows(Device device, Call call) {
        Optional<Role> role = call.role(device.place().user());
        if (role.isEmpty()) {
            return;
        }
        Optional<Seen> seen = device.screen().find(call.id().toString());
        if (role.get() == Role.CALLEE && call.status().isBeforeAnswer()) {
            if (seen.filter(it -> it.rings || it.accepting).isEmpty() && !claimsToRing(device, seen)) {
                world.violate("no-ring", device.place() + " does not ring for call " + call.id() + ": " + seen);
            }
        } else if (seen.filter(it -> it.rings).isPresent()) {
            world.violate("ghost-ring", device.place() + " rings for the answered call " + call.id() + ": " + seen);
        } else if (isLeg(device, call, role.get()) && device.hands().numbers() && call.status() != Status.INITIATED) {
            if (seen.filter(it -> it.status.equals(call.status().wire())).isEmpty()) {
                world.violate("stale", device.place() + " shows " + seen + " of " + call.status() + " " + call.id());
            }
        }
    }

    /// Who says on this connection that it rings, of a call that it was not told of, is believed.
    private boolean claimsToRing(Device device, Optional<Seen> seen) {
        return seen.filter(it -> it.invited).isEmpty()
                && facts.asks(device.place(), Ask.RING).stream().anyMatch(at -> at >= device.readySince());
    }

    /// No device goes on with a call that is over.
    private void shown(Device device) {
        for (Seen seen : device.screen().calls()) {
            if (seen.isLive() && seen.version > 0) {
                CallId.parse(seen.callId)
                        .flatMap(world.table()::load)
                        .flatMap(call -> facts.finalSince(call.facts().logId()))
                        .filter(since -> world.agenda().now() - since > NEWS)
                        .ifPresent(since -> world.violate(
                                seen.rings ? "ghost-ring" : "not-told",
                                device.place() + " shows " + seen + " of a call that is over"));
            }
        }
    }

    private boolean isLeg(Device device, Call call, Role role) {
        return call.leg(role).is(Optional.of(device.place().device()));
    }

    /// Whether news have had the time to reach a device.
    private boolean isReached(Device device) {
        return device.isReady()
                && world.agenda().now() - device.readySince() > NEWS
                && device.wire().filter(Wire::isSound).isPresent();
    }
}
