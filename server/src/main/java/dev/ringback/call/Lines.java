package dev.ringback.call;

import dev.ringback.core.call.Call;
import dev.ringback.core.call.Invitation;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Status;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import dev.ringback.protocol.Address;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The live calls that this node knows, and the way to one that it does not: the store. On the call loop only.
final class Lines {

    /// How long a call that is over can still be meant without its id (protocol §2 "Addressing").
    static final Duration LATE_MESSAGE = Duration.ofSeconds(60);

    private static final int CLOSED_REMEMBERED = 10_000;

    private final CallStore store;
    private final InstantSource clock;
    private final Map<CallId, Line> byId = new HashMap<>();
    private final Map<UserId, Line> byPerson = new HashMap<>();
    private final Map<UserId, Call> lastClosed = new LinkedHashMap<>();

    Lines(CallStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    Optional<Line> known(CallId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// A person's live call, or the one they are just inviting to, as far as this node knows.
    Optional<Line> ofPerson(UserId user) {
        return Optional.ofNullable(byPerson.get(user));
    }

    /// A person's last call that this node saw come to its end, if it was in this conversation and not long ago.
    Optional<Call> lastClosedHere(UserId user, ConversationId conversation) {
        Instant since = clock.instant().minus(LATE_MESSAGE);
        return Optional.ofNullable(lastClosed.get(user))
                .filter(call -> call.facts().conversation().equals(conversation)
                        && !call.changedAt().isBefore(since));
    }

    /// The line of a call as it was just seen: the known one, brought up to date, or a new one.
    Line of(Call read) {
        Call call = endSince(read).orElse(read);
        Line line = byId.compute(call.id(), (any, known) -> known != null && known.isOf(call) ? known : new Line(call));
        if (line.call().map(Call::version).orElse(0) <= call.version()) {
            line.is(call);
        }
        index(line);
        return line;
    }

    /// A call that was live when it was read may have come to its end on the way here: it must not come back to life.
    private Optional<Call> endSince(Call read) {
        return Optional.ofNullable(lastClosed.get(read.facts().caller().userId()))
                .filter(closed -> closed.id().equals(read.id()) && closed.version() > read.version());
    }

    /// A line whose invitation is being committed. The caller's messages that follow find it.
    Line pending(Invitation invitation) {
        Line line = new Line(invitation);
        byId.put(line.id(), line);
        byPerson.putIfAbsent(invitation.caller().userId(), line);
        return line;
    }

    /// Forgets a line: its call is final, or its invitation was refused.
    void forget(Line line) {
        line.timer(null);
        byId.remove(line.id(), line);
        line.people().forEach(person -> byPerson.remove(person, line));
    }

    /// Makes the memory fit what the line's call is now.
    void index(Line line) {
        Call call = line.call().orElseThrow();
        if (!line.id().equals(call.id())) {
            return; // a row of REST that an invitation adopted: it has another id, and a line of its own
        }
        if (!call.isLive() || !call.facts().signaled()) {
            unindex(line, call);
        } else {
            for (Role role : Role.values()) {
                byPerson.put(call.facts().party(role).userId(), line);
            }
        }
    }

    Collection<Line> all() {
        return List.copyOf(byId.values());
    }

    /// The live calls that this node knows.
    List<Call> live() {
        return byId.values().stream()
                .flatMap(line -> line.call().stream())
                .filter(Call::isLive)
                .toList();
    }

    /// Figures of this moment.
    CallWatch.Standing standing() {
        Map<Status, Integer> live = new EnumMap<>(Status.class);
        live().forEach(call -> live.merge(call.status(), 1, Integer::sum));
        int waiting = 0;
        int longest = 0;
        for (Line line : byId.values()) {
            waiting += line.waiting();
            longest = Math.max(longest, line.waiting());
        }
        return new CallWatch.Standing(live, waiting, longest);
    }

    /// The line that an address means to a person; a stranger's call id is found too, the rules tell them nothing.
    CompletionStage<Optional<Line>> find(UserId user, Address address) {
        return switch (address) {
            case Address.ByCall it -> byCall(it.call());
            case Address.ByConversation it -> {
                Line line = byPerson.get(user);
                yield line != null && line.isIn(it.conversation()) ? found(line) : fromStore(user, address);
            }
            case Address.ByPerson it -> {
                Line line = byPerson.get(user);
                yield line != null && line.isWith(it.person()) ? found(line) : fromStore(user, address);
            }
        };
    }

    private CompletionStage<Optional<Line>> byCall(CallId id) {
        Line line = byId.get(id);
        return line != null ? found(line) : store.load(id).thenApply(call -> call.map(this::of));
    }

    private CompletionStage<Optional<Line>> fromStore(UserId user, Address address) {
        return store.liveCallOf(user)
                .thenCompose(live -> live.filter(call -> isMeant(call, user, address))
                        .map(call -> found(of(call)))
                        .orElseGet(() -> lastClosed(user, address).thenApply(call -> call.map(this::of))));
    }

    private CompletionStage<Optional<Call>> lastClosed(UserId user, Address address) {
        var since = clock.instant().minus(LATE_MESSAGE);
        return switch (address) {
            case Address.ByCall it -> store.load(it.call());
            case Address.ByConversation it -> store.lastClosedIn(user, it.conversation(), since);
            case Address.ByPerson it -> store.lastClosedWith(user, it.person(), since);
        };
    }

    private static boolean isMeant(Call call, UserId user, Address address) {
        return switch (address) {
            case Address.ByCall it -> call.id().equals(it.call());
            case Address.ByConversation it -> call.facts().conversation().equals(it.conversation());
            case Address.ByPerson it ->
                !it.person().equals(user) && call.role(it.person()).isPresent();
        };
    }

    private void unindex(Line line, Call call) {
        line.timer(null);
        byId.remove(line.id(), line);
        for (Role role : Role.values()) {
            UserId user = call.facts().party(role).userId();
            byPerson.remove(user, line);
            if (!call.isLive() && call.facts().signaled()) {
                rememberClosed(user, call);
            }
        }
    }

    private void rememberClosed(UserId user, Call call) {
        lastClosed.remove(user);
        lastClosed.put(user, call);
        if (lastClosed.size() > CLOSED_REMEMBERED) {
            lastClosed.remove(lastClosed.keySet().iterator().next());
        }
    }

    private static CompletionStage<Optional<Line>> found(Line line) {
        return CompletableFuture.completedFuture(Optional.of(line));
    }
}
