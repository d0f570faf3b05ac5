package dev.ringback.simulation;

import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.Progress;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Status;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.UserId;
import dev.ringback.problem.ProblemType;
import dev.ringback.protocol.ServerMessage;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What must hold for every message that a node sends: it says only what is committed, to those whom it concerns, in
/// order, once, and nothing of the callee's before the answer.
final class SendRules {

    private static final Pattern MARK = Pattern.compile("mark u(\\d+)\\.(\\w+) ");

    private static final long STORE_PATIENCE = 5 * Agenda.SECOND;

    private final World world;
    private final Facts facts;

    SendRules(World world, Facts facts) {
        this.world = world;
        this.facts = facts;
    }

    void sending(Gateway gateway, ServerMessage message, String text) {
        greeting(gateway, message);
        UserId user = gateway.place().user();
        switch (message) {
            case ServerMessage.Connection it -> {}
            case ServerMessage.ActiveCalls it -> it.calls().forEach(call -> snapshot(gateway, call));
            case ServerMessage.MissedCalls it -> it.calls().forEach(call -> told(user, call, "missed calls"));
            case ServerMessage.Ack it -> ack(gateway, it);
            case ServerMessage.Error it -> error(gateway, it);
            case ServerMessage.LogUpdated it -> told(user, it.call(), "log update");
            case ServerMessage.AboutCall it -> aboutCall(gateway, it, text);
            case ServerMessage.Pong it -> {}
            case ServerMessage.Presence it ->
                demand(world.town().peers(user).contains(it.user()), "leak", gateway, "presence of " + it.user());
            case ServerMessage.Draining it -> {}
        }
    }

    /// Somebody is told a call: exactly as it was committed, and it is theirs.
    void told(UserId user, Call call, String by) {
        if (call.role(user).isEmpty()) {
            world.violate("leak", user + " is told another's call " + call.id() + " by " + by);
        }
        Optional<Call> committed = facts.version(call.facts().logId(), call.version());
        if (committed.filter(it -> isSame(it, call)).isEmpty()) {
            world.violate(
                    "not-committed",
                    "%s is told by %s: call %s v%d %s, committed is %s"
                            .formatted(
                                    user,
                                    by,
                                    call.id(),
                                    call.version(),
                                    call.progress(),
                                    committed.map(Call::progress)));
        }
    }

    /// Whether two calls say the same, marks aside.
    static boolean isSame(Call one, Call other) {
        return one.version() == other.version()
                && one.facts().equals(other.facts())
                && unmarked(one.progress()).equals(unmarked(other.progress()))
                && one.mode() == other.mode()
                && one.changedAt().equals(other.changedAt());
    }

    private static Progress unmarked(Progress progress) {
        return progress instanceof Progress.Initiated it
                ? new Progress.Initiated(it.since(), it.ringUntil(), false)
                : progress;
    }

    private void greeting(Gateway gateway, ServerMessage message) {
        int place = gateway.sent().nextFrame();
        boolean right = place == 1
                ? message instanceof ServerMessage.Connection
                : place > 2
                        || message instanceof ServerMessage.ActiveCalls
                        || message instanceof ServerMessage.Draining
                        || world.agenda().now() < world.troubleUntil() + STORE_PATIENCE;
        demand(
                right,
                "greeting",
                gateway,
                "frame " + place + " is " + message.getClass().getSimpleName());
    }

    private void snapshot(Gateway gateway, Call call) {
        told(gateway.place().user(), call, "snapshot");
        gateway.sent().told(call.facts().logId(), call.version());
    }

    private void ack(Gateway gateway, ServerMessage.Ack ack) {
        answered(gateway, ack.id()).flatMap(SentLog.Asked::ask).ifPresent(ask -> committed(gateway, ask, ack));
        ack.call().ifPresent(call -> {
            told(gateway.place().user(), call, "ack");
            gateway.sent().told(call.facts().logId(), call.version());
        });
    }

    /// An `ack` comes after the commit of what it acknowledges.
    private void committed(Gateway gateway, Ask ask, ServerMessage.Ack ack) {
        Optional<Status> row = ack.call()
                .flatMap(call -> world.table().load(call.facts().logId()))
                .map(Call::status);
        boolean done = row.isPresent()
                && switch (ask) {
                    case RING -> row.get() != Status.INITIATED;
                    case ANSWER -> !row.get().isBeforeAnswer();
                    case DECLINE, CANCEL, END, GIVE_UP -> row.get().isFinal();
                    case INVITE,
                            CANDIDATE,
                            OFFER_AGAIN,
                            ANSWER_AGAIN,
                            SWITCH_MODE,
                            TELL_MEDIA,
                            RING_STOPPED,
                            TELL_QUALITY -> true;
                };
        demand(done, "ack-before-commit", gateway, ask + " is acknowledged, and the row is " + row);
    }

    private void error(Gateway gateway, ServerMessage.Error error) {
        demand(error.problem() != ProblemType.INTERNAL, "internal", gateway, error.message());
        error.call().ifPresent(call -> told(gateway.place().user(), call, "error"));
        Optional<SentLog.Asked> asked = error.id().flatMap(id -> answered(gateway, id));
        if (error.problem() == ProblemType.NOT_FOUND) {
            asked.filter(it -> it.ask().equals(Optional.of(Ask.CANCEL)))
                    .flatMap(SentLog.Asked::call)
                    .ifPresent(call -> facts.cancelRemembered(
                            call, gateway.place().user(), world.agenda().now()));
        }
        if (error.problem() == ProblemType.UNAVAILABLE) {
            asked.filter(it -> it.times() == 1 && it.ask().isPresent()).ifPresent(it -> nothingDone(gateway, it));
        }
    }

    private Optional<SentLog.Asked> answered(Gateway gateway, String id) {
        Optional<SentLog.Asked> asked = gateway.sent().answered(id);
        demand(asked.isPresent(), "answered-twice", gateway, "nothing waits for an answer with id " + id);
        return asked;
    }

    /// `unavailable` says that nothing was committed.
    private void nothingDone(Gateway gateway, SentLog.Asked asked) {
        Ask ask = asked.ask().orElseThrow();
        boolean alone = facts.asks(gateway.place(), ask).size() == 1;
        boolean done = facts.done().stream()
                .anyMatch(it ->
                        it.at() >= asked.at() && it.ask() == ask && it.by().equals(gateway.place()));
        demand(!alone || !done, "done-and-denied", gateway, ask + " was committed, and called unavailable");
    }

    private void aboutCall(Gateway gateway, ServerMessage.AboutCall message, String text) {
        Call call = message.header().call();
        UserId user = gateway.place().user();
        told(user, call, message.getClass().getSimpleName());
        demand(
                call.role(user).equals(Optional.of(message.header().reader())),
                "leak",
                gateway,
                "told as the other side");
        if (message.announces()) {
            int newest = gateway.sent().told(call.facts().logId(), call.version());
            demand(
                    call.version() >= newest,
                    "order",
                    gateway,
                    "v" + call.version() + " after v" + newest + " of call " + call.id());
        }
        demand(fits(message, call), "wrong-news", gateway, text);
        if (message instanceof ServerMessage.Invitation) {
            facts.shown(call.facts().logId(), world.agenda().now());
        }
        Matcher marks = MARK.matcher(text);
        while (marks.find()) {
            var from = new Town.Place(new UserId(Long.parseLong(marks.group(1))), new DeviceId(marks.group(2)));
            payload(gateway, call, from);
        }
    }

    /// What is announced is what the row says.
    private static boolean fits(ServerMessage.AboutCall message, Call call) {
        boolean caller = message.header().reader() == Role.CALLER;
        return switch (message) {
            case ServerMessage.Invitation it -> !caller && call.status().isBeforeAnswer();
            case ServerMessage.Ringing it -> caller && call.status() == Status.RINGING;
            case ServerMessage.Answer it -> caller && call.status() == Status.ANSWERED;
            case ServerMessage.Taken it ->
                it.status() == Status.DECLINED ? call.status() == Status.DECLINED : call.status() == Status.ANSWERED;
            case ServerMessage.Final it -> !call.isLive();
            case ServerMessage.ModeSwitched it -> call.isLive();
            case ServerMessage.Candidate it -> call.isLive();
            case ServerMessage.OfferAgain it -> call.status() == Status.ANSWERED;
            case ServerMessage.AnswerAgain it -> call.status() == Status.ANSWERED;
            case ServerMessage.Media it -> call.status() == Status.ANSWERED;
            case ServerMessage.Peer it -> call.status() == Status.ANSWERED;
        };
    }

    /// SDP and candidates go from one side to the other, and the callee's only after its own answer, from the device
    /// that answered.
    private void payload(Gateway gateway, Call call, Town.Place from) {
        Optional<Role> side = call.role(from.user());
        Role reader = call.role(gateway.place().user()).orElse(null);
        demand(side.isPresent() && side.get() != reader, "leak", gateway, "media data of " + from);
        if (side.equals(Optional.of(Role.CALLEE))) {
            boolean answered = facts.wasLeg(call.facts().logId(), Role.CALLEE, from.device());
            demand(answered, "consent", gateway, from + " never answered call " + call.id());
            boolean asked = facts.wasLeg(
                    call.facts().logId(), Role.CALLER, gateway.place().device());
            demand(asked, "leak", gateway, "media data for another device of the caller");
        } else if (side.isPresent()) {
            boolean calling = facts.wasLeg(call.facts().logId(), Role.CALLER, from.device());
            demand(calling, "leak", gateway, from + " is not the calling device");
        }
    }

    private void demand(boolean holds, String rule, Gateway gateway, String otherwise) {
        if (!holds) {
            world.violate(rule, gateway + ": " + otherwise);
        }
    }
}
