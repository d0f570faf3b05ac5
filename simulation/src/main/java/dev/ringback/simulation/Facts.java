package dev.ringback.simulation;

import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.Role;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.NodeId;
import dev.ringback.core.id.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What really happened in a run, for the rules of the checker.
final class Facts {

    private static final long NEVER = -3_600 * Agenda.SECOND;

    private final Map<CallLogId, List<Call>> versions = new HashMap<>();
    private final Map<CallLogId, Set<String>> legs = new HashMap<>();
    private final Map<CallLogId, Long> finalSince = new HashMap<>();
    private final Map<CallLogId, Long> shownSince = new HashMap<>();
    private final Map<String, List<Long>> asked = new HashMap<>();
    private final Set<UserId> claimed = new HashSet<>();
    private final Map<Town.Place, Long> lastLife = new HashMap<>();
    private final Map<NodeId, Long> lastBeat = new HashMap<>();
    private final Map<UserId, Long> lastBusy = new HashMap<>();
    private final Map<Cancelled, Long> cancelled = new HashMap<>();
    private final List<Done> done = new ArrayList<>();

    private record Cancelled(CallId call, UserId by) {}

    /// A transition that somebody at a device asked for.
    ///
    /// @param at when it was committed
    record Done(long at, Town.Place by, Ask ask) {}

    /// A committed version of a row: version 1, or one more than the last.
    void committed(Call call, long now) {
        versions.computeIfAbsent(call.facts().logId(), any -> new ArrayList<>()).add(call);
        if (!call.isLive()) {
            finalSince.put(call.facts().logId(), now);
        }
    }

    /// The devices that a row names.
    void legs(Call call) {
        for (Role role : Role.values()) {
            call.leg(role)
                    .device()
                    .ifPresent(device -> legs.computeIfAbsent(call.facts().logId(), any -> new HashSet<>())
                            .add(role + "." + device));
        }
    }

    /// A row as it was committed in a version.
    Optional<Call> version(CallLogId id, int version) {
        List<Call> known = versions.getOrDefault(id, List.of());
        return version >= 1 && version <= known.size() ? Optional.of(known.get(version - 1)) : Optional.empty();
    }

    /// Whether a device was ever that side's device of a call.
    boolean wasLeg(CallLogId id, Role role, DeviceId device) {
        return legs.getOrDefault(id, Set.of()).contains(role + "." + device);
    }

    /// When a call became final.
    Optional<Long> finalSince(CallLogId id) {
        return Optional.ofNullable(finalSince.get(id));
    }

    void asked(Town.Place place, Ask ask, long now) {
        asked.computeIfAbsent(place + " " + ask.wire(), any -> new ArrayList<>())
                .add(now);
    }

    /// Whether a device asked for that after a moment, and more often than it was done. Of REST is only known that a
    /// person used it.
    boolean hasAskedFor(Actor by, Ask ask, long after) {
        return by.device()
                .map(device -> isOpen(new Town.Place(by.user(), device), ask, after))
                .orElseGet(() -> claimed.contains(by.user()));
    }

    private boolean isOpen(Town.Place place, Ask ask, long after) {
        List<Long> asks = asks(place, ask);
        long granted = done.stream()
                .filter(it -> it.ask() == ask && it.by().equals(place))
                .count();
        return asks.size() > granted && asks.getLast() >= after;
    }

    /// A socket of the callee is given the invitation.
    void shown(CallLogId call, long now) {
        shownSince.putIfAbsent(call, now);
    }

    /// When that was first so.
    Optional<Long> shownSince(CallLogId call) {
        return Optional.ofNullable(shownSince.get(call));
    }

    /// When a device asked for that.
    List<Long> asks(Town.Place place, Ask ask) {
        return asked.getOrDefault(place + " " + ask.wire(), List.of());
    }

    /// Somebody was told that there is no such call, and that their cancel of it is remembered.
    void cancelRemembered(CallId call, UserId by, long now) {
        cancelled.put(new Cancelled(call, by), now);
    }

    /// Whether somebody was told that after a moment.
    boolean wasCancelRemembered(CallId call, UserId by, long after) {
        return cancelled.getOrDefault(new Cancelled(call, by), NEVER) > after;
    }

    void claimed(UserId user) {
        claimed.add(user);
    }

    void lived(Town.Place place, long now) {
        lastLife.put(place, now);
    }

    /// The last proof of life of a device.
    long lastLife(Town.Place place) {
        return lastLife.getOrDefault(place, NEVER);
    }

    void beat(NodeId node, long at) {
        lastBeat.merge(node, at, Math::max);
    }

    /// Until when a node said that it lives.
    long lastBeat(NodeId node) {
        return lastBeat.getOrDefault(node, NEVER);
    }

    /// Somebody was in a live call until now.
    void wasBusy(UserId user, long now) {
        lastBusy.put(user, now);
    }

    /// When somebody was last in a live call that is over.
    long lastBusy(UserId user) {
        return lastBusy.getOrDefault(user, NEVER);
    }

    void done(Done transition) {
        done.add(transition);
    }

    List<Done> done() {
        return done;
    }
}
