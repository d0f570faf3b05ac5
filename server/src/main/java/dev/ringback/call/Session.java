package dev.ringback.call;

import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.Status;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.NodeId;
import dev.ringback.core.id.UserId;
import dev.ringback.problem.ProblemType;
import dev.ringback.protocol.CloseCode;
import dev.ringback.protocol.ServerMessage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One connected device, as the call service sees it. It keeps the order of what comes in while a call is looked up,
/// holds news back until the snapshot of `active_calls` is out, and never sends an older version of a call after a
/// newer one (protocol §2 "Order"). On the call loop only.
public final class Session {

    private static final int EARLY_MAX = 64;
    private static final int WAITING_MAX = 512;
    private static final int HELD_MAX = 512;
    private static final int RINGS_REMEMBERED = 64;

    private final UserId user;
    private final DeviceId device;
    private final Actor actor;
    private final Outlet outlet;
    private final Queue<Incoming> inbox = new ArrayDeque<>();
    private final List<ServerMessage> held = new ArrayList<>();
    private final List<ServerMessage> early = new ArrayList<>();
    private final Knowledge told = new Knowledge();
    /// Calls that it has said to ring no more for, the newest last.
    private final Set<CallId> stopped = new LinkedHashSet<>();
    /// Its last invitation, when that was turned away before anything was written.
    private @Nullable CallId turnedAway;
    private Instant openedAt = Instant.MIN;
    private boolean resolving;
    private boolean stepping;
    private boolean snapshotSent;

    private record Incoming(Optional<String> id, Runnable step) {}

    /// A device whose token was checked.
    public Session(UserId user, DeviceId device, NodeId node, Outlet outlet) {
        this.user = user;
        this.device = device;
        this.actor = Actor.at(user, device, node);
        this.outlet = outlet;
    }

    /// Whose device it is.
    public UserId user() {
        return user;
    }

    /// Which device.
    public DeviceId device() {
        return device;
    }

    /// When the call service came to know of it.
    Instant openedAt() {
        return openedAt;
    }

    void openedAt(Instant time) {
        openedAt = time;
    }

    Actor actor() {
        return actor;
    }

    /// Its last invitation made no call.
    ///
    /// @param call empty when it named none, or when it was let in
    void turnedAway(Optional<CallId> call) {
        turnedAway = call.orElse(null);
    }

    /// Whether its last invitation was this one, and made no call.
    boolean wasTurnedAway(CallId call) {
        return call.equals(turnedAway);
    }

    /// Sends what must come first, before the snapshot.
    void greet(ServerMessage message) {
        outlet.send(message);
    }

    /// Answers a message that is not about a call: in line with everything else. On the call loop.
    public void reply(ServerMessage message) {
        send(message);
    }

    /// Sends, or holds back until the snapshot is out. Who is sent more meanwhile than can be held has to come back.
    void send(ServerMessage message) {
        if (snapshotSent) {
            put(message);
        } else if (held.size() < HELD_MAX) {
            held.add(message);
        } else {
            close(CloseCode.RESTART);
        }
    }

    /// Sends the snapshot and then what was held back, unless the snapshot already says it.
    void snapshot(ServerMessage.ActiveCalls snapshot) {
        outlet.send(snapshot);
        snapshot.calls().forEach(told::tell);
        snapshotSent = true;
        release(snapshot.calls());
        putEarly();
    }

    /// Whether the device was told more than a reading of its live calls says: the reading is older.
    boolean knowsMoreThan(Optional<Call> live) {
        return told.live().stream()
                        .anyMatch(id -> live.filter(it -> it.id().equals(id)).isEmpty())
                || live.filter(it -> told.has(it.id(), it.version() + 1)).isPresent();
    }

    /// Lets through what was held back although there is no snapshot yet: the database is away, or slow. Does nothing
    /// once the snapshot is out.
    void withoutSnapshot() {
        snapshotSent = true;
        release(List.of());
    }

    /// The device knows how a call stands without being told: its own message moved it.
    void understood(Call call) {
        told.tell(call);
        putEarly();
    }

    void close(CloseCode code) {
        outlet.close(code);
    }

    /// Runs steps of this device's messages one after the other: the next begins when [#resolved] was called. A message
    /// whose step fails, or for which there is no room, is answered with an error.
    ///
    /// @param id the message's
    void enqueue(Optional<String> id, Runnable step) {
        if (inbox.size() >= WAITING_MAX) {
            Replies.error(this, id, ProblemType.UNAVAILABLE, "too many messages of this device wait");
            return;
        }
        inbox.add(new Incoming(id, step));
        next();
    }

    void resolved() {
        resolving = false;
        next();
    }

    /// In a loop, not in one another: hundreds may have waited.
    private void next() {
        if (stepping) {
            return;
        }
        stepping = true;
        try {
            while (!resolving && !inbox.isEmpty()) {
                resolving = true;
                run(inbox.remove());
            }
        } finally {
            stepping = false;
        }
    }

    /// A bug in one step must not make the device deaf.
    private void run(Incoming message) {
        try {
            message.step().run();
        } catch (RuntimeException bug) {
            resolving = false;
            Replies.fault(this, message.id(), bug);
        }
    }

    private void release(List<Call> known) {
        List<ServerMessage> waiting = List.copyOf(held);
        held.clear();
        for (ServerMessage message : waiting) {
            if (!isIn(known, message)) {
                put(message);
            }
        }
    }

    private static boolean isIn(List<Call> known, ServerMessage message) {
        return message instanceof ServerMessage.AboutCall news
                && news.announces()
                && known.stream()
                        .anyMatch(call -> call.id().equals(news.header().id())
                                && call.version() >= news.header().call().version());
    }

    /// Whether the device was told of this version of a call, or of a newer one.
    boolean knows(CallId call, int version) {
        return told.has(call, version);
    }

    /// Whether the device was told that a call was answered.
    boolean knowsAnswer(CallId call) {
        return told.hasAnswer(call);
    }

    /// Notes that the device rings no more for a call.
    ///
    /// @return false when it said so before
    boolean stopsRinging(CallId call) {
        boolean first = stopped.add(call);
        if (stopped.size() > RINGS_REMEMBERED) {
            stopped.remove(stopped.iterator().next());
        }
        return first;
    }

    /// The calls that the device believes to be live.
    List<CallId> believedLive() {
        return told.live();
    }

    private void put(ServerMessage message) {
        switch (message) {
            case ServerMessage.AboutCall it when it.announces() -> announce(it);
            case ServerMessage.AboutCall it -> inTime(it, isEarly(it.header().call()));
            case ServerMessage.Ack it -> answer(it, it.call());
            case ServerMessage.Error it -> answer(it, it.call());
            case ServerMessage.LogUpdated it -> {
                outlet.send(it);
                told.tell(it.call());
            }
            case ServerMessage.Connection it -> outlet.send(it);
            case ServerMessage.ActiveCalls it -> outlet.send(it);
            case ServerMessage.MissedCalls it -> outlet.send(it);
            case ServerMessage.Pong it -> outlet.send(it);
            case ServerMessage.Presence it -> outlet.send(it);
            case ServerMessage.Draining it -> outlet.send(it);
        }
    }

    private void announce(ServerMessage.AboutCall news) {
        if (told.tell(news.header().call())) {
            outlet.send(news);
            putEarly();
        }
    }

    private void answer(ServerMessage answer, Optional<Call> call) {
        if (inTime(answer, call.filter(this::isAnswerNews).isPresent())) {
            call.ifPresent(told::show);
        }
    }

    /// What belongs to a call waits for the news that it belongs to: this node may know of it by another way.
    ///
    /// @return false when it waits
    private boolean inTime(ServerMessage message, boolean isEarly) {
        if (isEarly && early.size() < EARLY_MAX) {
            early.add(message);
            return false;
        }
        outlet.send(message);
        return true;
    }

    /// Candidates of a call that the device was not invited to yet, or of an answer that it was not told.
    private boolean isEarly(Call call) {
        return call.status() == Status.ANSWERED ? !told.hasAnswer(call.id()) : !told.has(call.id(), 1);
    }

    /// Whether the call's row would tell the calling device of the answer before the answer itself does.
    private boolean isAnswerNews(Call call) {
        return call.status() == Status.ANSWERED
                && !told.hasAnswer(call.id())
                && call.facts().caller().userId().equals(user)
                && call.caller().is(Optional.of(device));
    }

    private void putEarly() {
        if (!early.isEmpty()) {
            List<ServerMessage> waiting = List.copyOf(early);
            early.clear();
            waiting.forEach(this::put);
        }
    }
}
