package dev.ringback.call;

import dev.ringback.cluster.Bus;
import dev.ringback.cluster.BusMessage;
import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallNotices;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Status;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.NodeId;
import dev.ringback.core.id.UserId;
import dev.ringback.directory.Directory;
import dev.ringback.history.MissedCalls;
import dev.ringback.protocol.CloseCode;
import dev.ringback.protocol.Json;
import dev.ringback.protocol.ServerMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Devices that come and go: the snapshot of a new socket, the ring that goes on, the mark of a side that is lost
/// (design §2.9, §2.11). On the call loop only.
final class Attending {

    private static final Logger LOG = Logger.getLogger(Attending.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    /// More than these few leave no room for others at the database when a crowd comes back.
    private static final int SNAPSHOTS_AT_A_TIME = 4;
    private static final int GONE_REMEMBERED = 10_000;

    private final CallStore store;
    private final MissedCalls missedCalls;
    private final Lines lines;
    private final Steps steps;
    private final Telling telling;
    private final Switchboard switchboard;
    private final Bus bus;
    private final NodeId node;
    private final int socketsPerUser;
    private final InstantSource clock;
    private final Timers timers;
    private final Presence presence;
    private final Turnstile snapshots = new Turnstile(SNAPSHOTS_AT_A_TIME);
    /// The last proofs of life of devices that went, the newest last.
    private final Map<Place, Instant> gone = new LinkedHashMap<>();

    private record Place(UserId user, DeviceId device) {}

    Attending(
            CallStore store,
            Directory directory,
            MissedCalls missedCalls,
            Lines lines,
            Steps steps,
            Telling telling,
            Switchboard switchboard,
            Bus bus,
            NodeId node,
            int socketsPerUser,
            Steps.Ports ports) {
        this.store = store;
        this.missedCalls = missedCalls;
        this.lines = lines;
        this.steps = steps;
        this.telling = telling;
        this.switchboard = switchboard;
        this.bus = bus;
        this.node = node;
        this.socketsPerUser = socketsPerUser;
        this.clock = ports.clock();
        this.timers = ports.timers();
        this.presence = new Presence(directory, switchboard);
    }

    /// A socket is open. While its device has another one, it waits until its client shows that it lives: it may be one
    /// that its client gave up long ago, and which is read late (docs/decisions/0009).
    void opened(Session session, ServerMessage.Connection greeting) {
        session.openedAt(clock.instant());
        session.greet(greeting);
        switchboard
                .find(session.user(), session.device())
                .ifPresentOrElse(present -> await(session, present), () -> arrive(session));
    }

    /// One at most waits: who waited before comes back, if it lives.
    private void await(Session session, Session present) {
        switchboard.await(session, present).ifPresent(earlier -> earlier.close(CloseCode.RESTART));
    }

    private void arrive(Session session) {
        boolean first = !switchboard.online(session.user());
        takePlace(session);
        closeOneTooMany(session);
        if (first) {
            presence.tell(session, true);
        }
    }

    /// A device is there: it is registered first and reads its live calls then, so that nothing falls between.
    private void takePlace(Session session) {
        switchboard.add(session).ifPresent(replaced -> replaced.close(CloseCode.POLICY));
        snapshot(session);
    }

    /// Something came in: the device is really there, and its older socket goes.
    void alive(Session session) {
        if (switchboard.waits(session)) {
            takePlace(session);
        }
        if (isHere(session)) {
            bus.publish(
                    Set.of(session.user()),
                    new BusMessage.Opened(session.user(), session.device(), session.openedAt()));
        }
    }

    /// A device is gone.
    ///
    /// @param proofOfLife the later of its last frame and the moment its transport was seen to close (protocol §1)
    void closed(Session session, Instant proofOfLife) {
        Optional<Session> heir = switchboard.heir(session);
        switchboard.stopWaiting(session);
        if (heir.isPresent() && isHere(session)) {
            switchboard.remove(session);
            takePlace(heir.get());
            return;
        }
        if (!switchboard.remove(session)) {
            return;
        }
        went(new Place(session.user(), session.device()), proofOfLife);
        lines.ofPerson(session.user()).ifPresent(line -> lost(line, session.user(), session.device(), proofOfLife));
        if (!switchboard.online(session.user())) {
            presence.tell(session, false);
        }
    }

    private void went(Place place, Instant proofOfLife) {
        gone.remove(place);
        gone.put(place, proofOfLife);
        if (gone.size() > GONE_REMEMBERED) {
            gone.remove(gone.keySet().iterator().next());
        }
    }

    /// The oldest socket that carries no call goes, when a person has too many (protocol §2, 4409).
    private void closeOneTooMany(Session newest) {
        List<Session> own = switchboard.of(newest.user());
        if (socketsPerUser > 0 && own.size() > socketsPerUser) {
            Optional<Call> call = lines.ofPerson(newest.user()).flatMap(Line::call);
            own.stream()
                    .filter(session -> call.flatMap(
                                    it -> it.role(session.user()).map(it::leg))
                            .filter(leg -> leg.is(Optional.of(session.device())))
                            .isEmpty())
                    .findFirst()
                    .ifPresent(session -> {
                        session.close(CloseCode.TOO_MANY_SOCKETS);
                        closed(session, clock.instant()); // it counts no more, however long its client takes to go
                    });
        }
    }

    private void snapshot(Session session) {
        snapshots.enter(() -> isHere(session) ? readLive(session) : CompletableFuture.completedFuture(null));
    }

    private CompletionStage<?> readLive(Session session) {
        return store.liveCallOf(session.user()).whenComplete((call, fault) -> {
            if (!isHere(session)) {
                return;
            }
            if (fault != null) {
                LOG.debugf("no snapshot for %s yet", session.user());
                session.withoutSnapshot();
                timers.after(TRY_AGAIN, () -> snapshot(session));
                return;
            }
            if (session.knowsMoreThan(call)) { // news passed while the database was slow: this would take them back
                timers.after(TRY_AGAIN, () -> snapshot(session));
                return;
            }
            session.snapshot(
                    new ServerMessage.ActiveCalls(session.user(), call.stream().toList()));
            resume(session, call).whenComplete((done, broken) -> snapshots.enter(() -> missed(session)));
        });
    }

    private CompletionStage<Void> resume(Session session, Optional<Call> live) {
        if (live.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        Line line = lines.of(live.get());
        Call call = line.call().orElseThrow();
        Role role = call.role(session.user()).orElseThrow();
        if (call.leg(role).is(Optional.of(session.device()))) {
            return returns(session, line, role);
        }
        boolean rings = role == Role.CALLEE && call.status().isBeforeAnswer();
        return rings ? ring(session, line) : CompletableFuture.completedFuture(null);
    }

    /// A call's device is back. Nobody knows what its last socket still carried to it: the caller's gets the answer
    /// again, before what was kept for it.
    private CompletionStage<Void> returns(Session session, Line line, Role role) {
        return answer(line, role)
                .whenComplete((answer, fault) -> {
                    if (fault != null && isHere(session)) {
                        timers.after(TRY_AGAIN, () -> returns(session, line, role));
                    }
                })
                .thenAccept(answer -> back(line, session, role, answer));
    }

    private CompletionStage<Optional<Json>> answer(Line line, Role role) {
        Call call = line.call().orElseThrow();
        if (role == Role.CALLEE || call.answeredAt().isEmpty() || line.hasCallerAnswer()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return store.description(call.facts().logId(), Role.CALLEE).thenApply(kept -> kept.map(Json::new));
    }

    /// The ring goes on for what remains of it.
    private CompletionStage<Void> ring(Session session, Line line) {
        return offer(line)
                .whenComplete((offer, fault) -> {
                    if (fault != null && isHere(session)) {
                        timers.after(TRY_AGAIN, () -> ring(session, line));
                    }
                })
                .thenAccept(offer -> line.enter(() -> {
                    Call call = line.call().orElseThrow();
                    if (call.status().isBeforeAnswer() && isHere(session)) {
                        telling.ring(session, line, call, offer);
                        reached(line, call);
                    }
                }));
    }

    private CompletionStage<Json> offer(Line line) {
        return line.offer()
                .<CompletionStage<Json>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> store.description(
                                line.call().orElseThrow().facts().logId(), Role.CALLER)
                        .thenApply(kept -> kept.map(Json::new).orElse(Json.NULL)));
    }

    /// Noted even where the call says so already: that may be an older reading, before it was taken back.
    private void reached(Line line, Call call) {
        if (call.status() == Status.INITIATED) {
            line.is(call.reached());
            store.markReached(call.facts().logId());
        }
    }

    private void back(Line line, Session session, Role role, Optional<Json> answer) {
        line.enter(() -> {
            if (!isHere(session)) {
                return; // its next socket finds all that is kept
            }
            Call call = line.call().orElseThrow();
            boolean elsewhere = call.leg(role)
                    .seat()
                    .filter(seat -> seat.node().equals(node))
                    .isEmpty();
            if (call.isLive() && (elsewhere || call.leg(role).lost().isPresent())) {
                line.hold();
                store.markBack(call.facts().logId(), role, session.device(), node)
                        .whenComplete((marked, fault) -> isBack(line, role, marked, fault));
            }
            List<Line.Kept> kept = line.takeKept(role);
            if (call.isLive()) { // it may have ended while this waited, and nothing comes after the end
                answer.filter(it -> kept.stream().noneMatch(Line.Kept::isAnswer))
                        .ifPresent(it -> telling.answerAgain(session, call, it));
                telling.deliverKept(session, call, role, kept);
            }
        });
    }

    private void isBack(Line line, Role role, Optional<Call> marked, @Nullable Throwable fault) {
        if (fault == null && marked.isEmpty()) {
            readAgain(line);
            return;
        }
        if (fault == null) {
            steps.seen(line, marked.get());
            telling.tell(line, marked.get(), CallNotices.resumed(marked.get(), role), Optional.empty());
        }
        line.release();
    }

    /// The row had no mark to take back: what is known here is an earlier reading. It would hide the next loss.
    private void readAgain(Line line) {
        store.load(line.call().orElseThrow().id()).whenComplete((row, fault) -> {
            if (fault == null) {
                row.ifPresent(call -> steps.seen(line, call));
            }
            line.release();
        });
    }

    /// Marks the side of a device that is gone, once; tries again while the database is away and nobody came back. What
    /// else may fail is left to [#compare].
    private void lost(Line line, UserId user, DeviceId device, Instant proofOfLife) {
        line.enter(() -> {
            Optional<Call> call = line.call().filter(Call::isLive);
            Optional<Role> role = call.flatMap(it -> it.role(user))
                    .filter(it -> call.get().leg(it).is(Optional.of(device)));
            if (role.isEmpty() || switchboard.find(user, device).isPresent()) {
                return;
            }
            if (call.get().leg(role.get()).lost().isPresent()) {
                return; // told already, by this way or the other
            }
            line.hold();
            store.markLost(call.get().facts().logId(), role.get(), device, node, proofOfLife, clock.instant())
                    .whenComplete((marked, fault) -> {
                        if (fault != null && Replies.isOfTheWorld(fault)) {
                            timers.after(TRY_AGAIN, () -> lost(line, user, device, proofOfLife));
                        }
                        isLost(line, role.get(), marked, fault);
                    });
        });
    }

    private void isLost(Line line, Role role, Optional<Call> marked, @Nullable Throwable fault) {
        if (fault == null && marked.isPresent()) {
            steps.seen(line, marked.get());
            telling.tell(line, marked.get(), CallNotices.lost(marked.get(), role), Optional.empty());
        }
        line.release();
    }

    /// Sets the marks right that no coming or going has set: of a device that went before its invitation or answer was
    /// committed, or that came back while no mark could be written, or whose node was thought to be silent.
    void compare() {
        for (Line line : lines.all()) {
            line.call().filter(Call::isLive).ifPresent(call -> {
                for (Role role : Role.values()) {
                    call.leg(role).seat().ifPresent(seat -> compare(line, call, role, seat));
                }
            });
        }
    }

    private void compare(Line line, Call call, Role role, Actor.Seat seat) {
        UserId user = call.facts().party(role).userId();
        Optional<Session> here = switchboard.find(user, seat.device());
        boolean lost = call.leg(role).lost().isPresent();
        if (lost && here.isPresent()) {
            back(line, here.get(), role, Optional.empty());
        } else if (!lost && here.isEmpty() && seat.node().equals(node)) {
            Instant proofOfLife = gone.get(new Place(user, seat.device()));
            lost(line, user, seat.device(), proofOfLife == null ? clock.instant() : proofOfLife);
        }
    }

    private CompletionStage<?> missed(Session session) {
        return missedCalls.unseen(session.user()).whenComplete((unseen, fault) -> {
            if (fault != null && Replies.isOfTheWorld(fault) && isHere(session)) {
                timers.after(TRY_AGAIN, () -> snapshots.enter(() -> missed(session)));
            } else if (fault == null && isHere(session)) {
                if (unseen.count() > 0) {
                    session.send(new ServerMessage.MissedCalls(session.user(), unseen.count(), unseen.calls()));
                }
                presence.tellTo(session);
            }
        });
    }

    private boolean isHere(Session session) {
        return switchboard.find(session.user(), session.device()).equals(Optional.of(session));
    }

    /// The calls of nodes that fell silent: both sides may be marked, each other side is told.
    void nodesLost(List<Call> marked) {
        for (Call call : marked) {
            Line line = lines.of(call);
            line.enter(() -> {
                Call before = line.call().orElse(call);
                steps.seen(line, call.version() >= before.version() ? call : before);
                for (Role role : Role.values()) {
                    if (call.leg(role).lost().isPresent()
                            && before.leg(role).lost().isEmpty()) {
                        telling.tell(line, call, CallNotices.lost(call, role), Optional.empty());
                    }
                }
            });
        }
    }
}
