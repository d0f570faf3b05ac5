package dev.ringback.call;

import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallCommand;
import dev.ringback.core.call.CallEvent;
import dev.ringback.core.call.CallRules;
import dev.ringback.core.call.Decision;
import dev.ringback.core.call.Progress;
import dev.ringback.problem.ProblemType;
import dev.ringback.protocol.Address;
import dev.ringback.protocol.ClientMessage;
import dev.ringback.protocol.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Messages about a call that is there: find it, decide, commit, tell, answer. On the call loop only.
final class Asking {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final CallStore store;
    private final Lines lines;
    private final Steps steps;
    private final Relaying relaying;
    private final CallRules rules;
    private final InstantSource clock;
    private final Timers timers;
    private final CallWatch watch;

    Asking(
            CallStore store,
            Lines lines,
            Steps steps,
            Relaying relaying,
            CallRules rules,
            Steps.Ports ports,
            CallWatch watch) {
        this.store = store;
        this.lines = lines;
        this.steps = steps;
        this.relaying = relaying;
        this.rules = rules;
        this.clock = ports.clock();
        this.timers = ports.timers();
        this.watch = watch;
    }

    /// Handles a message. The next one of the same session is looked at once this one stands in its call's line.
    void handle(Session session, ClientMessage.AboutCall message) {
        session.enqueue(message.id(), () -> {
            if (isOfNoCall(session, message)) {
                Replies.notFound(session, message.id());
                session.resolved();
            } else {
                lookUp(session, message);
            }
        });
    }

    /// The candidates of an invitation that was just turned away come right behind it. Where many are turned away, to
    /// look for the call of each would cost more than the calls themselves. A cancel is worth the look: it counts
    /// for an invitation that comes again.
    private boolean isOfNoCall(Session session, ClientMessage.AboutCall message) {
        return message instanceof ClientMessage.Candidate
                && message.address() instanceof Address.ByCall it
                && session.wasTurnedAway(it.call())
                && lines.known(it.call()).isEmpty();
    }

    private void lookUp(Session session, ClientMessage.AboutCall message) {
        lines.find(session.user(), message.address()).whenComplete((line, fault) -> {
            try {
                found(session, message, line, fault);
            } finally {
                session.resolved();
            }
        });
    }

    private void found(
            Session session, ClientMessage.AboutCall message, Optional<Line> line, @Nullable Throwable fault) {
        if (fault != null) {
            Replies.fault(session, message.id(), fault);
        } else {
            line.ifPresentOrElse(it -> enter(session, message, it), () -> unknown(session, message));
        }
    }

    private void enter(Session session, ClientMessage.AboutCall message, Line line) {
        if (!line.enter(() -> apply(session, message, line))) {
            Replies.error(session, message.id(), ProblemType.UNAVAILABLE, "too many messages wait for this call");
        }
    }

    private void apply(Session session, ClientMessage.AboutCall message, Line line) {
        if (line.call().isEmpty()) {
            handle(session, message); // its invitation was refused while this waited: what it means is looked up anew
            return;
        }
        var command = new CallCommand.Person(message.ask(), session.actor(), detail(message));
        steps.run(
                line,
                call -> rules.decide(call, command, clock.instant()),
                description(message),
                done -> answer(session, message, line, done));
    }

    private void answer(Session session, ClientMessage.AboutCall message, Line line, Steps.Done done) {
        switch (done) {
            case Steps.Done.Moved it -> moved(session, message, line, it);
            case Steps.Done.Settled it -> settled(session, message, line, it);
            case Steps.Done.Failed it -> Replies.fault(session, message.id(), it.fault());
        }
    }

    private void moved(Session session, ClientMessage.AboutCall message, Line line, Steps.Done.Moved moved) {
        switch (moved.event()) {
            case CallEvent.CallAnswered it -> relaying.releaseHeld(line, moved.after());
            case CallEvent.TakenOver it -> relaying.relay(session, message, line, moved.after());
            case CallEvent.Adopted it -> {}
            case CallEvent.RingStarted it -> {}
            case CallEvent.ModeSwitched it -> {}
            case CallEvent.CallClosed it -> {}
        }
        session.understood(moved.after());
        Replies.ack(session, message.id(), moved.after());
    }

    private void settled(Session session, ClientMessage.AboutCall message, Line line, Steps.Done.Settled settled) {
        Call call = settled.call();
        switch (settled.decision()) {
            case Decision.Moves it -> throw new IllegalStateException("a move is not settled");
            case Decision.Refused it ->
                Replies.refused(
                        session, message.id(), it.verdict(), call, message.ask().wire());
            case Decision.Stays it -> stays(session, message, line, call, it);
        }
    }

    private void stays(
            Session session, ClientMessage.AboutCall message, Line line, Call call, Decision.Stays decision) {
        switch (decision.verdict()) {
            case RELAY, HOLD -> {
                relaying.relay(session, message, line, call);
                Replies.ack(session, message.id(), call);
            }
            case NOTE -> note(session, message, call);
            case ACK -> Replies.ack(session, message.id(), call);
            case RING,
                    ANSWER,
                    DECLINE,
                    CANCEL,
                    GIVE_UP,
                    HANG_UP,
                    SWITCH_MODE,
                    TAKE_OVER,
                    RESEND,
                    WRONG_STATE,
                    CALL_OVER,
                    ID_TAKEN,
                    NOT_FOUND -> throw new IllegalStateException(decision.verdict() + " does not stay");
        }
    }

    /// `call_quality` and `call_ring_stopped`: beside the row, never in it.
    private void note(Session session, ClientMessage.AboutCall message, Call call) {
        if (!(message instanceof ClientMessage.Quality quality)) {
            ringStopped(session, call);
            Replies.ack(session, message.id(), call);
            return;
        }
        Instant now = clock.instant();
        if (!call.isLive() && call.changedAt().plus(Lines.LATE_MESSAGE).isBefore(now)) {
            Replies.error(session, message.id(), ProblemType.CALL_OVER, "the call ended over a minute ago", call);
            return;
        }
        store.noteQuality(
                        call.facts().logId(),
                        new CallStore.Quality(
                                session.user(),
                                session.device(),
                                now,
                                quality.roundTripMillis(),
                                quality.jitterMillis(),
                                quality.lossRatio(),
                                quality.bitrateKbps(),
                                quality.relay()))
                .whenComplete((noted, fault) -> {
                    if (fault != null) {
                        Replies.fault(session, message.id(), fault);
                    } else if (noted) {
                        Replies.ack(session, message.id(), call);
                    } else {
                        Replies.error(
                                session, message.id(), ProblemType.RATE_LIMITED, "quality is told every 10 s at most");
                    }
                });
    }

    /// How long a device rang on after the end of its ring, told once and in time: no client makes the figures say what
    /// it likes. Whoever ended it themselves did not wait for the news.
    private void ringStopped(Session session, Call call) {
        boolean own = call.callee().is(Optional.of(session.device()))
                || call.closed()
                        .flatMap(Progress.Closed::by)
                        .filter(by -> by.device().equals(Optional.of(session.device())))
                        .isPresent();
        Optional<Instant> ended =
                call.answeredAt().or(() -> call.status().isFinal() ? Optional.of(call.changedAt()) : Optional.empty());
        if (!own) {
            ended.map(at -> Duration.between(at, clock.instant()))
                    .filter(after -> !after.isNegative() && after.compareTo(Lines.LATE_MESSAGE) <= 0)
                    .filter(after -> session.stopsRinging(call.id()))
                    .ifPresent(watch::ringStopped);
        }
    }

    /// No such call. A cancel may have overtaken its invitation, and is remembered; one whose invitation was committed
    /// while it was being written down is an ordinary one.
    private void unknown(Session session, ClientMessage.AboutCall message) {
        if (message instanceof ClientMessage.Cancelled && message.address() instanceof Address.ByCall it) {
            store.rememberCancel(it.call(), session.actor(), clock.instant()).whenComplete((done, fault) -> {
                if (fault != null) {
                    Replies.fault(session, message.id(), fault);
                } else {
                    remembered(session, message);
                }
            });
        } else {
            Replies.notFound(session, message.id());
        }
    }

    /// From here on it counts, so it is no longer called `unavailable`: its answer waits for the database.
    private void remembered(Session session, ClientMessage.AboutCall message) {
        lines.find(session.user(), message.address()).whenComplete((line, fault) -> {
            if (fault != null && Replies.isOfTheWorld(fault)) {
                timers.after(TRY_AGAIN, () -> remembered(session, message));
            } else if (fault != null) {
                Replies.fault(session, message.id(), fault);
            } else {
                line.ifPresentOrElse(
                        found -> enter(session, message, found), () -> Replies.notFound(session, message.id()));
            }
        });
    }

    private static CallCommand.Detail detail(ClientMessage.AboutCall message) {
        return switch (message) {
            case ClientMessage.ModeSwitched it -> new CallCommand.Detail.Mode(it.mode());
            case ClientMessage.Ended it ->
                it.mediaFailed() ? CallCommand.Detail.MediaFailed.MEDIA_FAILED : CallCommand.Detail.None.NONE;
            case ClientMessage.Ringing it -> CallCommand.Detail.None.NONE;
            case ClientMessage.Answer it -> CallCommand.Detail.None.NONE;
            case ClientMessage.Declined it -> CallCommand.Detail.None.NONE;
            case ClientMessage.Cancelled it -> CallCommand.Detail.None.NONE;
            case ClientMessage.Candidate it -> CallCommand.Detail.None.NONE;
            case ClientMessage.OfferAgain it -> CallCommand.Detail.None.NONE;
            case ClientMessage.AnswerAgain it -> CallCommand.Detail.None.NONE;
            case ClientMessage.Media it -> CallCommand.Detail.None.NONE;
            case ClientMessage.RingStopped it -> CallCommand.Detail.None.NONE;
            case ClientMessage.Quality it -> CallCommand.Detail.None.NONE;
        };
    }

    private static Optional<Json> description(ClientMessage.AboutCall message) {
        return message instanceof ClientMessage.Answer it ? Optional.of(it.answer()) : Optional.empty();
    }
}
