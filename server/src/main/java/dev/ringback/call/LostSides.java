package dev.ringback.call;

import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallNotices;
import dev.ringback.core.call.Role;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.NodeId;
import dev.ringback.core.id.UserId;
import dev.ringback.protocol.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The marks of sides whose device is lost: set when it goes, taken back when it returns, and compared at each beat
/// with who is there (design §2.9). On the call loop only.
final class LostSides {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final int GONE_REMEMBERED = 10_000;

    private final CallStore store;
    private final Lines lines;
    private final Steps steps;
    private final Telling telling;
    private final Switchboard switchboard;
    private final NodeId node;
    private final InstantSource clock;
    private final Timers timers;
    /// The last proofs of life of devices that went, the newest last.
    private final Map<Place, Instant> gone = new LinkedHashMap<>();

    private record Place(UserId user, DeviceId device) {}

    LostSides(
            CallStore store,
            Lines lines,
            Steps steps,
            Telling telling,
            Switchboard switchboard,
            NodeId node,
            Steps.Ports ports) {
        this.store = store;
        this.lines = lines;
        this.steps = steps;
        this.telling = telling;
        this.switchboard = switchboard;
        this.node = node;
        this.clock = ports.clock();
        this.timers = ports.timers();
    }

    /// A device is gone: its side of its person's call is lost.
    ///
    /// @param proofOfLife the later of its last frame and the moment its transport was seen to close (protocol §1)
    void went(UserId user, DeviceId device, Instant proofOfLife) {
        Instant last = lived(user, device, proofOfLife);
        lines.ofPerson(user).ifPresent(line -> lost(line, user, device, last));
    }

    /// One of a device's sockets is gone; another one may be there.
    ///
    /// @return the last proof of life of all of them
    Instant lived(UserId user, DeviceId device, Instant proofOfLife) {
        Place place = new Place(user, device);
        Instant earlier = gone.remove(place);
        Instant last = earlier == null || earlier.isBefore(proofOfLife) ? proofOfLife : earlier;
        gone.put(place, last);
        if (gone.size() > GONE_REMEMBERED) {
            gone.remove(gone.keySet().iterator().next());
        }
        return last;
    }

    /// A call's device is back: its mark goes, and what was kept for it is delivered.
    ///
    /// @param answer what the calling device may have missed
    void back(Line line, Session session, Role role, Optional<Json> answer) {
        line.enter(() -> {
            if (!switchboard.isHere(session)) {
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
