package dev.ringback.call;

import dev.ringback.cluster.BusMessage;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.Invitation;
import dev.ringback.core.call.Notice;
import dev.ringback.core.call.Party;
import dev.ringback.core.call.Role;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.UserId;
import dev.ringback.protocol.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One call as this node last saw it, the steps that wait for it, and what is kept for devices that come later. A
/// memory, not a truth: the row decides, and whatever is here can be lost. On the call loop only.
final class Line {

    private static final Logger LOG = Logger.getLogger(Line.class);

    /// How many candidates are kept for a device that comes later (protocol §2, `ice_candidate`).
    static final int CANDIDATES_KEPT = 64;

    /// Of how many devices of the callee candidates are held until one of them answers.
    static final int HOLDING_DEVICES_MAX = 16;

    private static final int WAITING_MAX = 512;

    private final CallId id;
    private final ConversationId conversation;
    private final Set<UserId> people;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<Json> callersCandidates = new ArrayList<>();
    private final Map<DeviceId, List<Json>> heldCandidates = new LinkedHashMap<>();
    private final Map<Role, List<Kept>> away = new EnumMap<>(Role.class);
    private @Nullable Call call;
    private @Nullable Json offer;
    private Timers.@Nullable Timer timer;
    private boolean callerHasAnswer;
    private boolean busy;
    private boolean draining;

    /// The line of an invitation that is being committed.
    Line(Invitation invitation) {
        this.id = invitation.id();
        this.conversation = invitation.conversation();
        this.people = peopleOf(invitation.caller(), invitation.callee());
    }

    /// The line of a call that is there.
    Line(Call call) {
        this.id = call.id();
        this.conversation = call.facts().conversation();
        this.people = peopleOf(call.facts().caller(), call.facts().callee());
        this.call = call;
    }

    CallId id() {
        return id;
    }

    /// Its two people.
    Set<UserId> people() {
        return people;
    }

    /// Whether it is this call's: somebody else's invitation may stand here under the same id until it is refused.
    boolean isOf(Call read) {
        return conversation.equals(read.facts().conversation())
                && people.equals(peopleOf(read.facts().caller(), read.facts().callee()));
    }

    private static Set<UserId> peopleOf(Party caller, Party callee) {
        return Set.of(caller.userId(), callee.userId());
    }

    boolean isIn(ConversationId asked) {
        return conversation.equals(asked);
    }

    boolean isWith(UserId person) {
        return people.contains(person);
    }

    /// Empty while the invitation is being committed, and for ever when it was refused.
    Optional<Call> call() {
        return Optional.ofNullable(call);
    }

    void is(Call seen) {
        call = seen;
    }

    /// Runs a step now, or after those that hold the line: one transition of a call is under way at a time.
    ///
    /// @return false when too many wait
    boolean enter(Runnable step) {
        if (waiting.size() >= WAITING_MAX) {
            return false;
        }
        waiting.add(step);
        drain();
        return true;
    }

    /// How many steps wait.
    int waiting() {
        return waiting.size();
    }

    /// A step holds the line until [#release].
    void hold() {
        busy = true;
    }

    void release() {
        busy = false;
        drain();
    }

    /// One after the other, not one inside the other, however many have waited; a step that fails does not keep the
    /// next from its turn.
    private void drain() {
        if (draining) {
            return;
        }
        draining = true;
        try {
            for (Runnable step = next(); step != null; step = next()) {
                run(step);
            }
        } finally {
            draining = false;
        }
    }

    private @Nullable Runnable next() {
        return busy ? null : waiting.poll();
    }

    private void run(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException bug) {
            LOG.errorf(bug, "a step of call %s failed", id);
        }
    }

    Optional<Json> offer() {
        return Optional.ofNullable(offer);
    }

    void offer(Json description) {
        offer = description;
    }

    /// The caller's candidates so far, for a device that begins to ring later.
    List<Json> callersCandidates() {
        return List.copyOf(callersCandidates);
    }

    void keepCallersCandidate(Json candidate) {
        if (callersCandidates.size() < CANDIDATES_KEPT) {
            callersCandidates.add(candidate);
        }
    }

    /// Holds back a candidate of a device that has not answered. A device that reloads its page all the time may come
    /// under ever new names: the one that began first is forgotten.
    void holdCandidate(DeviceId device, Json candidate) {
        if (heldCandidates.size() == HOLDING_DEVICES_MAX && !heldCandidates.containsKey(device)) {
            heldCandidates.remove(heldCandidates.keySet().iterator().next());
        }
        List<Json> held = heldCandidates.computeIfAbsent(device, any -> new ArrayList<>());
        if (held.size() < CANDIDATES_KEPT) {
            held.add(candidate);
        }
    }

    /// The devices whose candidates are held.
    Set<DeviceId> holdingDevices() {
        return Set.copyOf(heldCandidates.keySet());
    }

    /// What the answering device was made to hold back; everybody's is forgotten.
    List<Json> takeHeldCandidates(Optional<DeviceId> device) {
        List<Json> held = device.map(heldCandidates::get).orElse(List.of());
        heldCandidates.clear();
        callersCandidates.clear();
        return held;
    }

    /// Something for a device that is away.
    sealed interface Kept {

        /// News of a transition, with the answer where it is one.
        record ToldNews(Notice.News news, Optional<Json> description) implements Kept {}

        /// Something of the other side's device.
        record Relayed(BusMessage.Relay relay) implements Kept {}

        /// Whether it is the answer.
        default boolean isAnswer() {
            return this instanceof ToldNews it && it.news() instanceof Notice.News.Answer;
        }
    }

    /// Keeps something for a side whose device is away. News and what is relayed are counted apart: no number of
    /// candidates makes an answer be dropped.
    void keepForReturn(Role role, Kept item) {
        List<Kept> kept = away.computeIfAbsent(role, any -> new ArrayList<>());
        long alike =
                kept.stream().filter(it -> it.getClass() == item.getClass()).count();
        if (alike < CANDIDATES_KEPT) {
            kept.add(item);
        }
    }

    /// What arrived while a side was away, in order; forgotten here.
    List<Kept> takeKept(Role role) {
        List<Kept> kept = away.remove(role);
        return kept == null ? List.of() : kept;
    }

    /// The caller's device renegotiates: so it has the answer.
    void callerHasAnswer() {
        callerHasAnswer = true;
    }

    /// Whether the caller's device is known to have the answer. Not to be known is no harm: it is told once more.
    boolean hasCallerAnswer() {
        return callerHasAnswer;
    }

    /// Replaces the timer of the deadline.
    void timer(Timers.@Nullable Timer next) {
        if (timer != null) {
            timer.cancel();
        }
        timer = next;
    }
}
