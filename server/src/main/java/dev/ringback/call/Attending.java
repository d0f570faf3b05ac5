package dev.ringback.call;

import dev.ringback.cluster.Bus;
import dev.ringback.cluster.BusMessage;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Status;
import dev.ringback.directory.Directory;
import dev.ringback.history.MissedCalls;
import dev.ringback.protocol.CloseCode;
import dev.ringback.protocol.Json;
import dev.ringback.protocol.ServerMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/// Devices that come and go: the snapshot of a new socket, the ring that goes on (design §2.11). The mark of a side
/// whose device went is a matter of [LostSides]. On the call loop only.
final class Attending {

    private static final Logger LOG = Logger.getLogger(Attending.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final Duration TRY_AGAIN_AFTER_A_BUG = Duration.ofSeconds(30);
    /// After so many readings, one a second, that all say the same, the database is right and the device is not.
    private static final int READINGS_BELIEVED = 5;
    /// More than these few leave no room for others at the database when a crowd comes back.
    private static final int SNAPSHOTS_AT_A_TIME = 4;
    /// A new socket keeps silent no longer than that, though it waits for its snapshot still.
    private static final Duration SILENT_MAX = Duration.ofSeconds(2);

    private final CallStore store;
    private final MissedCalls missedCalls;
    private final Lines lines;
    private final LostSides sides;
    private final Telling telling;
    private final Switchboard switchboard;
    private final Bus bus;
    private final int socketsPerUser;
    private final InstantSource clock;
    private final Timers timers;
    private final Presence presence;
    private final Turnstile snapshots = new Turnstile(SNAPSHOTS_AT_A_TIME);

    Attending(
            CallStore store,
            Directory directory,
            MissedCalls missedCalls,
            Lines lines,
            LostSides sides,
            Telling telling,
            Switchboard switchboard,
            Bus bus,
            int socketsPerUser,
            Steps.Ports ports) {
        this.store = store;
        this.missedCalls = missedCalls;
        this.lines = lines;
        this.sides = sides;
        this.telling = telling;
        this.switchboard = switchboard;
        this.bus = bus;
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
        timers.after(SILENT_MAX, () -> talk(session));
        snapshot(session, Reading.NONE);
    }

    private void talk(Session session) {
        if (switchboard.isHere(session)) {
            session.withoutSnapshot();
        }
    }

    /// Something came in: the device is really there, and its older socket goes.
    void alive(Session session) {
        if (switchboard.waits(session)) {
            takePlace(session);
        }
        if (switchboard.isHere(session)) {
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
        if (heir.isPresent() && switchboard.isHere(session)) {
            sides.lived(session.user(), session.device(), proofOfLife); // its heir may never have lived
            switchboard.remove(session);
            takePlace(heir.get());
            return;
        }
        if (!switchboard.remove(session)) {
            return;
        }
        sides.went(session.user(), session.device(), proofOfLife);
        if (!switchboard.online(session.user())) {
            presence.tell(session, false);
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
                    .ifPresent(this::closeAsTooMany);
        }
    }

    /// What a device's live calls were read to be, and how often in a row.
    private record Reading(Optional<Call> live, int times) {

        static final Reading NONE = new Reading(Optional.empty(), 0);

        Reading next(Optional<Call> read) {
            return new Reading(read, read.equals(live) ? times + 1 : 1);
        }
    }

    /// It counts no more, however long its client takes to go. Who waits for its place goes too, else it would have it.
    private void closeAsTooMany(Session session) {
        switchboard.heir(session).ifPresent(heir -> {
            switchboard.stopWaiting(heir);
            heir.close(CloseCode.TOO_MANY_SOCKETS);
        });
        session.close(CloseCode.TOO_MANY_SOCKETS);
        closed(session, clock.instant());
    }

    private void snapshot(Session session, Reading before) {
        snapshots.enter(() ->
                switchboard.isHere(session) ? readLive(session, before) : CompletableFuture.completedFuture(null));
    }

    private CompletionStage<?> readLive(Session session, Reading before) {
        return store.liveCallOf(session.user()).whenComplete((call, fault) -> {
            if (!switchboard.isHere(session)) {
                return;
            }
            if (fault != null) {
                session.withoutSnapshot();
                tryAgain(session, "snapshot", fault, () -> snapshot(session, before));
                return;
            }
            Reading reading = before.next(call);
            if (session.knowsMoreThan(call) && reading.times() < READINGS_BELIEVED) {
                // news passed while the database was slow: this would take them back
                timers.after(TRY_AGAIN, () -> snapshot(session, reading));
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
                    if (fault != null && switchboard.isHere(session)) {
                        tryAgain(session, "answer", fault, () -> returns(session, line, role));
                    }
                })
                .thenAccept(answer -> sides.back(line, session, role, answer));
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
                    if (fault != null && switchboard.isHere(session)) {
                        tryAgain(session, "offer", fault, () -> ring(session, line));
                    }
                })
                .thenAccept(offer -> line.enter(() -> {
                    Call call = line.call().orElseThrow();
                    if (call.status().isBeforeAnswer() && switchboard.isHere(session)) {
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

    private CompletionStage<?> missed(Session session) {
        return missedCalls.unseen(session.user()).whenComplete((unseen, fault) -> {
            if (!switchboard.isHere(session)) {
                return;
            }
            if (fault != null) {
                tryAgain(session, "missed calls", fault, () -> snapshots.enter(() -> missed(session)));
            } else {
                if (unseen.count() > 0) {
                    session.send(new ServerMessage.MissedCalls(session.user(), unseen.count(), unseen.calls()));
                }
                presence.tellTo(session);
            }
        });
    }

    /// Soon, when the world is at fault; a bug is in the log, and has to wait for better luck.
    private void tryAgain(Session session, String what, Throwable fault, Runnable step) {
        if (Replies.isOfTheWorld(fault)) {
            LOG.debugf("no %s for %s yet", what, session.user());
            timers.after(TRY_AGAIN, step);
        } else {
            LOG.errorf(Replies.cause(fault), "the %s for %s cannot be read", what, session.user());
            timers.after(TRY_AGAIN_AFTER_A_BUG, step);
        }
    }
}
