package dev.ringback.call;

import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallCommand;
import dev.ringback.core.call.CallEvent;
import dev.ringback.core.call.CallNotices;
import dev.ringback.core.call.CallRules;
import dev.ringback.core.call.Decision;
import dev.ringback.core.call.Invitation;
import dev.ringback.core.call.Party;
import dev.ringback.core.call.Progress;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Verdict;
import dev.ringback.core.id.CallId;
import dev.ringback.directory.Directory;
import dev.ringback.problem.MinuteLimit;
import dev.ringback.problem.ProblemType;
import dev.ringback.protocol.ClientMessage;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// An invitation: may this person call there, does the database let the call be, ring (protocol §2, "Races"). On the
/// call loop only.
final class Inviting {

    private static final Logger LOG = Logger.getLogger(Inviting.class);
    private static final String TOO_MANY = "too many messages wait for this call";

    private final CallStore store;
    private final Directory directory;
    private final Lines lines;
    private final Steps steps;
    private final Telling telling;
    private final Switchboard switchboard;
    private final CallRules rules;
    private final MinuteLimit limit;
    private final InviteLane lane;
    private final Steps.Ports ports;
    private final boolean hasOthers;
    private final CallWatch watch;
    private final Consumer<Call> whenCommitted;

    Inviting(
            CallStore store,
            Directory directory,
            Lines lines,
            Steps steps,
            Telling telling,
            Switchboard switchboard,
            CallRules rules,
            MinuteLimit limit,
            InviteLane lane,
            Steps.Ports ports,
            boolean hasOthers,
            CallWatch watch,
            Consumer<Call> whenCommitted) {
        this.store = store;
        this.directory = directory;
        this.lines = lines;
        this.steps = steps;
        this.telling = telling;
        this.switchboard = switchboard;
        this.rules = rules;
        this.limit = limit;
        this.lane = lane;
        this.ports = ports;
        this.hasOthers = hasOthers;
        this.watch = watch;
        this.whenCommitted = whenCommitted;
    }

    /// Handles a `call_invitation`.
    void handle(Session session, ClientMessage.Invite message) {
        session.enqueue(message.id(), () -> {
            Optional<Line> known = message.callId().flatMap(lines::known);
            if (known.isPresent()) {
                enterAgain(session, message, known.get());
                session.resolved();
            } else {
                session.turnedAway(Optional.empty());
                if (!lane.enter(() -> begin(session, message))) {
                    session.turnedAway(message.callId());
                    tooMany(session, message);
                    session.resolved();
                }
            }
        });
    }

    /// Its turn has come; a bug in it makes no device deaf.
    private void begin(Session session, ClientMessage.Invite message) {
        try {
            admit(session, message);
        } catch (RuntimeException bug) {
            Replies.fault(session, message.id(), bug);
            session.resolved();
        }
    }

    private void admit(Session session, ClientMessage.Invite message) {
        directory.conversation(message.conversation()).whenComplete((conversation, fault) -> {
            try {
                if (fault != null) {
                    Replies.fault(session, message.id(), fault);
                } else {
                    conversation
                            .filter(it -> it.person(session.user()).isPresent())
                            .ifPresentOrElse(it -> admit(session, message, it), () -> notParticipant(session, message));
                }
            } finally {
                session.resolved();
            }
        });
    }

    private void admit(Session session, ClientMessage.Invite message, Directory.Conversation conversation) {
        Optional<Party> callee = conversation.other(session.user());
        if (message.toUser().equals(Optional.of(session.user()))) {
            Replies.badField(session, message.id(), "to_user_id", "is yourself");
        } else if (callee.isEmpty()) {
            Replies.error(
                    session, message.id(), ProblemType.NOT_SUPPORTED, "calls are for conversations of two people");
        } else if (message.toUser()
                .filter(it -> !it.equals(callee.get().userId()))
                .isPresent()) {
            Replies.badField(session, message.id(), "to_user_id", "is not in this conversation");
        } else if (limit.take(session.user()).isPresent()) {
            session.turnedAway(message.callId());
            Replies.error(session, message.id(), ProblemType.RATE_LIMITED, "too many invitations in a minute");
        } else {
            Party caller = conversation.person(session.user()).orElseThrow();
            invite(session, message, invitation(session, message, caller, callee.get()));
        }
    }

    private Invitation invitation(Session session, ClientMessage.Invite message, Party caller, Party callee) {
        Instant now = ports.clock().instant();
        return new Invitation(
                message.callId().orElseGet(() -> new CallId(ports.eventIds().get())),
                message.callId().isPresent(),
                message.conversation(),
                message.type(),
                caller,
                callee,
                session.actor(),
                now,
                rules.ringUntil(now),
                willBeReached(callee));
    }

    /// Saves a write for almost every call. Other nodes note for themselves whom they have told, and what they note
    /// must not be taken back: beside them nothing is believed beforehand.
    private boolean willBeReached(Party callee) {
        return !hasOthers && switchboard.online(callee.userId());
    }

    private void invite(Session session, ClientMessage.Invite message, Invitation invitation) {
        Optional<Line> meanwhile = lines.known(invitation.id());
        if (meanwhile.isPresent()) { // it came by another device while the conversation was looked up
            enterAgain(session, message, meanwhile.get());
            return;
        }
        Line line = lines.pending(invitation);
        line.offer(message.offer());
        line.hold();
        commit(session, message, line, invitation, Optional.empty());
    }

    private void commit(
            Session session,
            ClientMessage.Invite message,
            Line line,
            Invitation invitation,
            Optional<CallEvent.CallClosed> closed) {
        UUID first = ports.eventIds().get();
        var offer = closed.isPresent()
                ? Optional.<String>empty()
                : Optional.of(message.offer().text());
        store.invite(new CallStore.NewCall(
                        invitation, closed, offer, first, ports.eventIds().get()))
                .whenComplete((result, fault) -> {
                    if (fault != null) {
                        refuse(line);
                        Replies.fault(session, message.id(), fault);
                    } else {
                        became(session, message, line, invitation, result);
                    }
                });
    }

    private void became(
            Session session,
            ClientMessage.Invite message,
            Line line,
            Invitation invitation,
            CallStore.InviteResult result) {
        switch (result) {
            case CallStore.InviteResult.Committed it -> committed(session, message, line, it.call());
            case CallStore.InviteResult.CalleeBusy it ->
                commit(session, message, line, invitation, Optional.of(invitation.busy()));
            case CallStore.InviteResult.Overtaken it -> {
                var closer = new Progress.Closer(session.user(), it.device(), Ask.CANCEL);
                commit(session, message, line, invitation, Optional.of(invitation.overtaken(closer)));
            }
            case CallStore.InviteResult.InProgress it -> {
                refuse(line);
                String sentence = "a call is under way in " + invitation.conversation();
                Replies.error(session, message.id(), ProblemType.CALL_IN_PROGRESS, sentence, it.call());
            }
            case CallStore.InviteResult.CallerBusy it -> {
                refuse(line);
                Replies.error(session, message.id(), ProblemType.BUSY, "you are in another call", it.call());
            }
            case CallStore.InviteResult.IdTaken it -> {
                refuse(line);
                enterAgain(session, message, lines.of(it.call()));
            }
        }
    }

    private void committed(Session session, ClientMessage.Invite message, Line line, Call call) {
        try {
            Steps.count(() -> watch.began(call));
            steps.seen(line, call);
            Replies.ack(session, message.id(), call);
            telling.tell(line, call, CallNotices.begun(call), Optional.of(message.offer()));
            noteWhetherReached(line, call);
        } catch (RuntimeException bug) {
            LOG.errorf(bug, "call %s began, and not everybody was told", call.id());
        } finally {
            line.release();
        }
        whenCommitted.accept(call);
    }

    /// What was believed when the invitation was built is set right by what was told: a socket of the callee may have
    /// come or gone while it was being committed.
    private void noteWhetherReached(Line line, Call call) {
        boolean told = switchboard.online(call.facts().callee().userId());
        if (told && !call.equals(call.reached())) {
            line.is(call.reached());
            store.markReached(call.facts().logId());
        } else if (!told && !call.equals(call.unreached())) {
            line.is(call.unreached());
            store.markUnreached(call.facts().logId());
        }
    }

    private void refuse(Line line) {
        lines.forget(line);
        line.release();
    }

    private void enterAgain(Session session, ClientMessage.Invite message, Line line) {
        if (!line.enter(() -> again(session, message, line))) {
            Replies.error(session, message.id(), ProblemType.UNAVAILABLE, TOO_MANY);
        }
    }

    /// An invitation under an id that is there: the same one again, or somebody else's id.
    private void again(Session session, ClientMessage.Invite message, Line line) {
        if (line.call().isEmpty()) {
            handle(session, message);
            return;
        }
        boolean elsewhere = !line.isIn(message.conversation());
        var command = new CallCommand.Person(Ask.INVITE, session.actor());
        steps.run(
                line,
                call -> elsewhere
                        ? new Decision.Refused(Verdict.ID_TAKEN)
                        : rules.decide(call, command, ports.clock().instant()),
                Optional.empty(),
                done -> answerAgain(session, message, line, done));
    }

    private void answerAgain(Session session, ClientMessage.Invite message, Line line, Steps.Done done) {
        switch (done) {
            case Steps.Done.Failed it -> Replies.fault(session, message.id(), it.fault());
            case Steps.Done.Moved it -> throw new IllegalStateException("a repeated invitation moves nothing");
            case Steps.Done.Settled it -> {
                switch (it.decision()) {
                    case Decision.Refused refused ->
                        Replies.refused(session, message.id(), refused.verdict(), it.call(), Ask.INVITE.wire());
                    case Decision.Stays stays -> {
                        if (stays.verdict() == Verdict.RESEND) {
                            resend(session, message, line, it.call());
                        } else {
                            Replies.ack(session, message.id(), it.call());
                        }
                    }
                    case Decision.Moves moves -> throw new IllegalStateException("a move is not settled");
                }
            }
        }
    }

    /// The offer once more, for devices that lost it; the newest is the one that is kept. As ever: written down, then
    /// told.
    private void resend(Session session, ClientMessage.Invite message, Line line, Call call) {
        store.keepDescription(call.facts().logId(), Role.CALLER, message.offer().text())
                .whenComplete((done, fault) -> {
                    if (fault != null) {
                        Replies.fault(session, message.id(), fault);
                    } else if (!line.enter(() -> resent(session, message, line))) {
                        Replies.error(session, message.id(), ProblemType.UNAVAILABLE, TOO_MANY);
                    }
                });
    }

    private void resent(Session session, ClientMessage.Invite message, Line line) {
        Call call = line.call().orElseThrow();
        if (call.status().isBeforeAnswer()) {
            line.offer(message.offer());
            telling.tell(line, call, CallNotices.invitation(call), Optional.of(message.offer()));
        }
        Replies.ack(session, message.id(), call);
    }

    private static void tooMany(Session session, ClientMessage.Invite message) {
        Replies.error(
                session, message.id(), ProblemType.UNAVAILABLE, "too many calls begin at this moment: try again soon");
    }

    private static void notParticipant(Session session, ClientMessage.Invite message) {
        Replies.error(session, message.id(), ProblemType.NOT_PARTICIPANT, "you are not in " + message.conversation());
    }
}
