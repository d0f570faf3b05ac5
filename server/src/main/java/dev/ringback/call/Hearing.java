package dev.ringback.call;

import dev.ringback.cluster.BusMessage;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallNotices;
import dev.ringback.core.call.Notice;
import dev.ringback.core.call.Notice.News;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Status;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.NodeId;
import dev.ringback.core.id.UserId;
import dev.ringback.protocol.CloseCode;
import dev.ringback.protocol.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What other nodes say, and what this node finds out by itself when they say nothing: the row is read, and the devices
/// of this node that do not know its version are told (design §2.10). On the call loop only.
final class Hearing {

    /// Two sockets that were opened on two nodes within that time: which one is the newer is not certain.
    private static final Duration CLOCKS_APART = Duration.ofSeconds(5);

    private final CallStore store;
    private final Lines lines;
    private final Steps steps;
    private final Telling telling;
    private final Switchboard switchboard;
    private final NodeId node;
    private final InstantSource clock;

    Hearing(
            CallStore store,
            Lines lines,
            Steps steps,
            Telling telling,
            Switchboard switchboard,
            NodeId node,
            InstantSource clock) {
        this.store = store;
        this.lines = lines;
        this.steps = steps;
        this.telling = telling;
        this.switchboard = switchboard;
        this.node = node;
        this.clock = clock;
    }

    /// A message of another node; lost, doubled, late or out of order, it does no harm.
    void hear(BusMessage message) {
        switch (message) {
            case BusMessage.Moved it -> moved(it);
            case BusMessage.Relayed it -> relayed(it);
            case BusMessage.Opened it -> opened(it);
        }
    }

    /// Compares what the devices here know with the table: a lost message is heard within one round.
    void compare() {
        store.live().whenComplete((live, fault) -> {
            if (fault == null) {
                live.stream().filter(this::concernsUs).forEach(this::catchUp);
                Set<CallId> over = believedLive();
                live.forEach(call -> over.remove(call.id()));
                over.forEach(id -> store.load(id)
                        .thenAccept(call -> call.filter(it -> !it.isLive()).ifPresent(this::catchUp)));
            }
        });
    }

    /// What this node's memory or one of its devices takes for a live call.
    private Set<CallId> believedLive() {
        Set<CallId> believed = new LinkedHashSet<>();
        lines.all().forEach(line -> believed.add(line.id()));
        switchboard.all().forEach(session -> believed.addAll(session.believedLive()));
        return believed;
    }

    private void moved(BusMessage.Moved message) {
        store.load(message.call())
                .thenAccept(found -> found.filter(call ->
                                concernsUs(call) || lines.known(call.id()).isPresent())
                        .ifPresent(call -> {
                            boolean exact = call.version() == message.version() && call.isLive();
                            catchUp(call, exact ? message.notices() : List.of());
                        }));
    }

    private void catchUp(Call call) {
        catchUp(call, List.of());
    }

    /// Those who missed more than this one transition are told how the call stands, then of the transition.
    private void catchUp(Call call, List<Notice> transition) {
        Line line = lines.of(call);
        line.enter(() -> {
            Call known = line.call().orElseThrow();
            if (known.version() > call.version()) {
                return; // this node moved it meanwhile, and told its devices
            }
            steps.seen(line, call);
            List<Notice> notices = new ArrayList<>(CallNotices.standing(call));
            notices.addAll(transition);
            List<Told> told = missing(call, notices);
            if (!told.isEmpty()) {
                line.hold();
                description(line, call).whenComplete((description, fault) -> {
                    if (fault == null) {
                        told.forEach(it -> tell(it, call, description));
                        reached(line, call, told);
                    }
                    line.release();
                });
            }
            bringBack(call);
        });
    }

    /// A device that answered and was replaced by its own next socket meanwhile cannot be told: that one has to come
    /// back and read.
    private void bringBack(Call call) {
        if (call.status() == Status.ANSWERED) {
            call.callee()
                    .device()
                    .flatMap(device -> switchboard.find(call.facts().callee().userId(), device))
                    .filter(session -> !session.knowsAnswer(call.id()))
                    .ifPresent(session -> session.close(CloseCode.RESTART));
        }
    }

    private record Told(Session session, Notice notice) {}

    private List<Told> missing(Call call, List<Notice> notices) {
        List<Told> missing = new ArrayList<>();
        for (Notice notice : notices) {
            for (Session session : switchboard.of(notice.audience())) {
                if (!session.knows(call.id(), call.version())
                        && missing.stream()
                                .noneMatch(it -> it.session() == session
                                        && it.notice().news().equals(notice.news()))) {
                    missing.add(new Told(session, notice));
                }
            }
        }
        return missing;
    }

    private static void tell(Told told, Call call, Optional<Json> description) {
        Role reader = call.role(told.session().user()).orElseThrow();
        told.session().send(Messages.of(call, reader, told.notice().news(), description));
    }

    private void reached(Line line, Call call, List<Told> told) {
        boolean rang = told.stream().anyMatch(it -> it.notice().news() == News.Invitation.INVITATION);
        if (rang && !call.reached().equals(call)) {
            line.is(call.reached());
            store.markReached(call.facts().logId());
        }
    }

    private CompletionStage<Optional<Json>> description(Line line, Call call) {
        Role whose = call.status().isBeforeAnswer() ? Role.CALLER : Role.CALLEE;
        if (!call.isLive()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return line.offer()
                .filter(offer -> whose == Role.CALLER)
                .<CompletionStage<Optional<Json>>>map(offer -> CompletableFuture.completedFuture(Optional.of(offer)))
                .orElseGet(() -> store.description(call.facts().logId(), whose).thenApply(kept -> kept.map(Json::new)));
    }

    private void relayed(BusMessage.Relayed message) {
        CompletionStage<Optional<Call>> call = lines.known(message.call())
                .flatMap(Line::call)
                .filter(it -> message.device().isEmpty() || !it.status().isBeforeAnswer())
                .<CompletionStage<Optional<Call>>>map(it -> CompletableFuture.completedFuture(Optional.of(it)))
                .orElseGet(() -> store.load(message.call()));
        call.thenAccept(found -> found.filter(Call::isLive).ifPresent(it -> pass(message, lines.of(it), it)));
    }

    private void pass(BusMessage.Relayed message, Line line, Call call) {
        if (message.device().isEmpty()) {
            if (message.relay() instanceof BusMessage.Relay.Candidate it
                    && call.status().isBeforeAnswer()) {
                line.keepCallersCandidate(it.candidate());
                telling.relayToAllHere(call, message.to(), clock.instant(), it);
            }
            return;
        }
        UserId user = call.facts().party(message.to()).userId();
        Optional<Session> session = switchboard.find(user, message.device().get());
        if (session.isPresent()) {
            session.get().send(Messages.relayed(call, message.to(), clock.instant(), message.relay()));
        } else if (call.leg(message.to())
                .seat()
                .filter(seat -> seat.node().equals(node))
                .isPresent()) {
            line.keepForReturn(message.to(), new Line.Kept.Relayed(message.relay()));
        }
    }

    /// The device is on another node now: its old socket here goes, and what was kept for it follows it.
    private void opened(BusMessage.Opened message) {
        UserId user = message.user();
        DeviceId device = message.device();
        Optional<Session> here = switchboard.find(user, device);
        if (here.filter(session -> !session.openedAt().isBefore(message.at())).isPresent()) {
            return; // the message is late: the device has come back here since
        }
        here.flatMap(switchboard::heir)
                .filter(heir -> heir.openedAt().isBefore(message.at()))
                .ifPresent(heir -> heir.close(replaced(heir, message)));
        here.ifPresent(session -> session.close(replaced(session, message)));
        lines.ofPerson(user)
                .ifPresent(line -> line.call()
                        .ifPresent(call -> call.role(user)
                                .filter(role -> call.leg(role).is(Optional.of(device)))
                                .ifPresent(role -> telling.forward(line, call, role, line.takeKept(role)))));
    }

    /// Where clocks cannot tell which socket is the newer, the one that is closed may be the living one: it comes back.
    private static CloseCode replaced(Session older, BusMessage.Opened newer) {
        return older.openedAt().plus(CLOCKS_APART).isBefore(newer.at()) ? CloseCode.POLICY : CloseCode.RESTART;
    }

    private boolean concernsUs(Call call) {
        return switchboard.online(call.facts().caller().userId())
                || switchboard.online(call.facts().callee().userId());
    }
}
