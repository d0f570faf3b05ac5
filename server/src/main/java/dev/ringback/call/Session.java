package dev.ringback.call;

import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Call;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.NodeId;
import dev.ringback.core.id.UserId;
import dev.ringback.protocol.CloseCode;
import dev.ringback.protocol.ServerMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/// One connected device, as the call service sees it. It keeps the order of what comes in while a call is looked up,
/// holds news back until the snapshot of `active_calls` is out, and never sends an older version of a call after a
/// newer one (protocol §2 "Order"). On the call loop only.
public final class Session {

    private static final int CALLS_REMEMBERED = 16;
    private static final int WAITING_MAX = 512;

    private final UserId user;
    private final DeviceId device;
    private final Actor actor;
    private final Outlet outlet;
    private final Queue<Runnable> inbox = new ArrayDeque<>();
    private final List<ServerMessage> held = new ArrayList<>();
    private final Map<CallId, Integer> told = new LinkedHashMap<>();
    private boolean resolving;
    private boolean snapshotSent;

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

    Actor actor() {
        return actor;
    }

    /// Sends what must come first, before the snapshot.
    void greet(ServerMessage message) {
        outlet.send(message);
    }

    /// Answers a message that is not about a call: in line with everything else. On the call loop.
    public void reply(ServerMessage message) {
        send(message);
    }

    /// Sends, or holds back until the snapshot is out.
    void send(ServerMessage message) {
        if (!snapshotSent) {
            held.add(message);
        } else if (isNews(message)) {
            outlet.send(message);
        }
    }

    /// Sends the snapshot and then what was held back, unless the snapshot already says it.
    void snapshot(ServerMessage.ActiveCalls snapshot) {
        outlet.send(snapshot);
        snapshot.calls().forEach(call -> remember(call.id(), call.version()));
        snapshotSent = true;
        release(snapshot.calls());
    }

    /// Lets through what was held back although there is no snapshot yet: the database is away.
    void withoutSnapshot() {
        snapshotSent = true;
        release(List.of());
    }

    void close(CloseCode code) {
        outlet.close(code);
    }

    /// Runs steps of this device's messages one after the other: the next begins when [#resolved] was called.
    ///
    /// @return false when too many wait
    boolean enqueue(Runnable step) {
        if (inbox.size() >= WAITING_MAX) {
            return false;
        }
        inbox.add(step);
        next();
        return true;
    }

    void resolved() {
        resolving = false;
        next();
    }

    private void next() {
        if (!resolving) {
            Runnable step = inbox.poll();
            if (step != null) {
                resolving = true;
                step.run();
            }
        }
    }

    private void release(List<Call> known) {
        List<ServerMessage> waiting = List.copyOf(held);
        held.clear();
        for (ServerMessage message : waiting) {
            if (!isIn(known, message) && isNews(message)) {
                outlet.send(message);
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
        return told.getOrDefault(call, 0) >= version;
    }

    private boolean isNews(ServerMessage message) {
        if (message instanceof ServerMessage.Ack ack) {
            ack.call().ifPresent(call -> remember(call.id(), call.version()));
        } else if (message instanceof ServerMessage.AboutCall news && news.announces()) {
            int version = news.header().call().version();
            boolean newest = version >= told.getOrDefault(news.header().id(), 0);
            remember(news.header().id(), version);
            return newest;
        }
        return true;
    }

    private void remember(CallId call, int version) {
        told.merge(call, version, Math::max);
        if (told.size() > CALLS_REMEMBERED) {
            told.remove(told.keySet().iterator().next());
        }
    }
}
