package dev.ringback.simulation;

import dev.ringback.call.CallStore;
import dev.ringback.call.CallStore.InviteResult;
import dev.ringback.call.CallStore.LogResult;
import dev.ringback.call.CallStore.MoveResult;
import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallEvent;
import dev.ringback.core.call.CallRules;
import dev.ringback.core.call.Invitation;
import dev.ringback.core.call.Leg;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Timeouts;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.NodeId;
import dev.ringback.core.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// The database of a simulation: the promises of [CallStore] as plain memory, each method one transaction. It passes
/// the same contract tests as PostgreSQL. A planted bug overrides one of its guards.
class Table {

    private static final Duration EARLY_CANCEL = Duration.ofSeconds(60);
    private static final Duration QUALITY_EVERY = Duration.ofSeconds(10);
    private static final Duration QUALITY_AFTER_END = Duration.ofSeconds(60);
    private static final Duration FORGET_AFTER = Duration.ofDays(1);

    private final CallRules rules;
    private final Rows rows;
    private final Watcher watcher;
    private final Map<CallLogId, Map<Role, String>> descriptions = new HashMap<>();
    private final Map<Cancelled, EarlyCancel> earlyCancels = new HashMap<>();
    private final Map<Noted, Instant> quality = new HashMap<>();
    private final Map<NodeId, Instant> nodes = new TreeMap<>(Comparator.comparing(NodeId::value));

    /// An empty database.
    ///
    /// @param watcher told of every change of a row, in the transaction that makes it
    Table(Timeouts timeouts, Watcher watcher) {
        this.rules = new CallRules(timeouts);
        this.rows = new Rows(watcher);
        this.watcher = watcher;
    }

    /// Sees every write.
    interface Watcher {

        /// A row is now another.
        ///
        /// @param event the transition; empty for a new row and for a mark
        void changed(Optional<Call> before, Optional<CallEvent> event, Call after);

        /// A node says that it lives.
        void beat(NodeId node, Instant at);
    }

    private record Cancelled(CallId call, UserId user) {}

    private record EarlyCancel(Optional<DeviceId> device, Instant at) {}

    private record Noted(CallLogId call, UserId user, DeviceId device, boolean afterTheEnd) {}

    InviteResult invite(CallStore.NewCall wanted) {
        Invitation invitation = wanted.invitation();
        Optional<InviteResult> refused = refusal(wanted);
        if (refused.isPresent()) {
            return refused.get();
        }
        Call begun = adoptable(invitation)
                .map(row -> adopted(row, invitation))
                .orElseGet(() -> inserted(invitation.committedAs(rows.nextLogId())));
        Call call = wanted.closed().map(event -> ended(begun, event)).orElse(begun);
        if (call.isLive()) {
            rows.occupy(invitation.caller().userId(), call.facts().logId());
            rows.occupy(invitation.callee().userId(), call.facts().logId());
            wanted.offer().ifPresent(offer -> keepDescription(call.facts().logId(), Role.CALLER, offer));
        }
        return new InviteResult.Committed(call);
    }

    private Optional<InviteResult> refusal(CallStore.NewCall wanted) {
        Invitation invitation = wanted.invitation();
        Optional<Call> taken = rows.find(invitation.id());
        if (taken.isPresent()) {
            return taken.map(InviteResult.IdTaken::new);
        }
        Optional<Call> inProgress = rows.liveIn(invitation.conversation());
        if (inProgress.isPresent()) {
            return inProgress.map(InviteResult.InProgress::new);
        }
        UserId caller = invitation.caller().userId();
        if (isBusy(caller)) {
            return rows.liveCallOf(caller).map(InviteResult.CallerBusy::new);
        }
        if (wanted.closed().isPresent()) {
            return Optional.empty();
        }
        EarlyCancel cancel = earlyCancels.get(new Cancelled(invitation.id(), caller));
        if (cancel != null && !cancel.at().plus(EARLY_CANCEL).isBefore(invitation.startedAt())) {
            return Optional.of(new InviteResult.Overtaken(cancel.device()));
        }
        return isBusy(invitation.callee().userId()) ? Optional.of(new InviteResult.CalleeBusy()) : Optional.empty();
    }

    MoveResult move(CallStore.Move move) {
        Call row = rows.get(move.before().facts().logId());
        if (!isUnmoved(row, move) || !isDue(row, move.event())) {
            return new MoveResult.Conflict(row);
        }
        Call after = applied(row, move.event());
        if (after.isLive()) {
            move.description().ifPresent(it -> keepDescription(after.facts().logId(), Role.CALLEE, it));
        }
        return new MoveResult.Committed(after);
    }

    LogResult log(Invitation invitation) {
        return rows.liveIn(invitation.conversation())
                .<LogResult>map(LogResult.InProgress::new)
                .orElseGet(() -> new LogResult.Committed(inserted(invitation.loggedAs(rows.nextLogId()))));
    }

    Optional<Call> markLost(CallLogId id, Role role, DeviceId device, NodeId node, Instant proofOfLife, Instant now) {
        return changeLeg(
                id,
                role,
                leg -> leg.lost()
                                .map(Leg.Lost::at)
                                .filter(at -> !at.equals(proofOfLife))
                                .isEmpty()
                        && leg.seat()
                                .filter(seat -> seat.device().equals(device)
                                        && seat.node().equals(node))
                                .isPresent(),
                call -> call.leg(role).lostAt(rules.lost(call, proofOfLife, now)));
    }

    Optional<Call> markBack(CallLogId id, Role role, DeviceId device, NodeId node) {
        return changeLeg(
                id,
                role,
                leg -> leg.is(Optional.of(device))
                        && (leg.lost().isPresent()
                                || !leg.seat().orElseThrow().node().equals(node)),
                call -> Leg.of(Optional.of(new Actor.Seat(device, node))));
    }

    void markReached(CallLogId id) {
        rows.find(id).filter(call -> !call.reached().equals(call)).ifPresent(call -> mark(call.reached()));
    }

    void markUnreached(CallLogId id) {
        rows.find(id).filter(call -> !call.unreached().equals(call)).ifPresent(call -> mark(call.unreached()));
    }

    /// A beat that was held up on its way does not undo a newer one.
    void beat(NodeId node, Instant now) {
        nodes.merge(node, now, (seen, again) -> again.isAfter(seen) ? again : seen);
        watcher.beat(node, now);
    }

    /// A node that is not known is silent. What is then known of the caller's life is its invitation, and of the
    /// callee's its answer.
    List<Call> markLostNodes(NodeId self, Instant silentSince, Instant now) {
        List<Call> marked = new ArrayList<>();
        for (Call row : live()) {
            Call call = row;
            for (Role role : Role.values()) {
                Leg leg = call.leg(role);
                if (leg.lost().isEmpty()
                        && leg.seat()
                                .filter(seat -> isSilent(seat, self, silentSince))
                                .isPresent()) {
                    Instant seen = nodes.getOrDefault(leg.seat().orElseThrow().node(), lastKnown(call, role));
                    call = call.withLeg(role, leg.lostAt(rules.lost(call, seen, now)));
                }
            }
            if (!call.equals(row)) {
                mark(call);
                marked.add(call);
            }
        }
        nodes.entrySet().removeIf(it -> !it.getKey().equals(self) && isForgotten(it.getValue(), silentSince));
        return marked;
    }

    /// What is known of a side's life when nobody knows its node.
    Instant lastKnown(Call call, Role role) {
        return role == Role.CALLER
                ? call.facts().startedAt()
                : call.answeredAt().orElseThrow();
    }

    /// Whether a silent node is forgotten.
    boolean isForgotten(Instant seen, Instant silentSince) {
        return seen.isBefore(silentSince.minus(FORGET_AFTER));
    }

    private boolean isSilent(Actor.Seat seat, NodeId self, Instant silentSince) {
        Instant seen = nodes.get(seat.node());
        return !seat.node().equals(self) && (seen == null || seen.isBefore(silentSince));
    }

    Optional<Call> load(CallId id) {
        return rows.find(id);
    }

    Optional<Call> load(CallLogId id) {
        return rows.find(id);
    }

    Optional<Call> liveCallOf(UserId user) {
        return rows.liveCallOf(user);
    }

    Optional<Call> lastClosed(UserId user, Predicate<Call> where, Instant since) {
        return rows.all().stream()
                .filter(call -> !call.isLive() && !call.changedAt().isBefore(since))
                .filter(call -> call.role(user).isPresent() && where.test(call))
                .max(Comparator.comparing((Call call) -> call.facts().startedAt())
                        .thenComparing(call -> call.facts().logId().value()));
    }

    List<Call> overdue(Instant now, int limit) {
        return rows.live().stream()
                .filter(call -> !call.deadline().orElseThrow().isAfter(now))
                .sorted(Comparator.comparing(call -> call.deadline().orElseThrow()))
                .limit(limit)
                .toList();
    }

    List<Call> live() {
        return rows.live().stream().filter(call -> call.facts().signaled()).toList();
    }

    void rememberCancel(CallId id, Actor by, Instant now) {
        earlyCancels.put(new Cancelled(id, by.user()), new EarlyCancel(by.device(), now));
    }

    Optional<String> description(CallLogId call, Role role) {
        return Optional.ofNullable(descriptions.getOrDefault(call, Map.of()).get(role));
    }

    void keepDescription(CallLogId call, Role role, String description) {
        if (rows.get(call).isLive()) {
            descriptions.computeIfAbsent(call, any -> new EnumMap<>(Role.class)).put(role, description);
        }
    }

    boolean noteQuality(CallLogId id, CallStore.Quality noted) {
        Call row = rows.get(id);
        boolean over = !row.isLive();
        if (over && noted.at().isAfter(row.changedAt().plus(QUALITY_AFTER_END))) {
            return false;
        }
        Noted key = new Noted(id, noted.user(), noted.device(), over);
        Instant last = quality.get(key);
        if (last != null && (over || last.plus(QUALITY_EVERY).isAfter(noted.at()))) {
            return false;
        }
        quality.put(key, noted.at());
        return true;
    }

    /// The rows, for the checker.
    Rows rows() {
        return rows;
    }

    /// The guard of every transition: the row is still the one that was decided on.
    boolean isUnmoved(Call row, CallStore.Move move) {
        return row.version() == move.before().version();
    }

    /// The guard of a deadline's transition: it is still due. What a person asks is always due.
    boolean isDue(Call row, CallEvent event) {
        return !(event instanceof CallEvent.CallClosed closed)
                || closed.by().isPresent()
                || row.deadline().filter(it -> !it.isAfter(closed.at())).isPresent();
    }

    /// The guard of an invitation: somebody is in a live call.
    boolean isBusy(UserId user) {
        return rows.isBusy(user);
    }

    /// What the final transition does besides.
    void free(Call call) {
        rows.free(call.facts().logId());
    }

    /// The call that an event makes of a row.
    Call evolve(Call before, CallEvent event) {
        return rules.evolve(before, event);
    }

    private Optional<Call> adoptable(Invitation invitation) {
        return rows.live().stream()
                .filter(row -> !row.facts().signaled()
                        && row.facts().conversation().equals(invitation.conversation())
                        && row.facts()
                                .caller()
                                .userId()
                                .equals(invitation.caller().userId()))
                .reduce((older, newer) -> newer);
    }

    private Call inserted(Call call) {
        rows.put(call, Optional.empty());
        return call;
    }

    private Call adopted(Call row, Invitation invitation) {
        Instant at = invitation.startedAt().isAfter(row.changedAt()) ? invitation.startedAt() : row.changedAt();
        return applied(row, invitation.adoption(at));
    }

    /// Final from its first moment; an adopted row may have been changed by a clock that is ahead.
    private Call ended(Call begun, CallEvent.CallClosed end) {
        Instant at = end.at().isAfter(begun.changedAt()) ? end.at() : begun.changedAt();
        Instant ended = end.endedAt().isAfter(at) ? end.endedAt() : at;
        return applied(begun, new CallEvent.CallClosed(at, ended, end.reason(), end.estimated(), end.by()));
    }

    private Call applied(Call before, CallEvent event) {
        Call after = evolve(before, event);
        rows.put(after, Optional.of(event));
        if (!after.isLive()) {
            free(after);
            descriptions.remove(after.facts().logId());
        }
        return after;
    }

    private void mark(Call call) {
        rows.put(call, Optional.empty());
    }

    private Optional<Call> changeLeg(CallLogId id, Role role, Predicate<Leg> applies, Function<Call, Leg> change) {
        Call row = rows.get(id);
        if (!row.isLive() || !applies.test(row.leg(role))) {
            return Optional.empty();
        }
        Call marked = row.withLeg(role, change.apply(row));
        mark(marked);
        return Optional.of(marked);
    }
}
