package dev.ringback.call;

import dev.ringback.core.call.Call;
import dev.ringback.core.call.Verdict;
import dev.ringback.problem.ProblemType;
import dev.ringback.protocol.ServerMessage;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/// The one answer to a message: `ack` after the commit, or `error` (protocol §2 "Answers").
final class Replies {

    private static final Logger LOG = Logger.getLogger(Replies.class);

    private Replies() {}

    /// `ack`, when the message had an id. Strangers never get this far: the call is the session's own.
    static void ack(Session session, Optional<String> id, Call call) {
        id.ifPresent(it -> session.send(new ServerMessage.Ack(it, session.user(), Optional.of(call))));
    }

    static void error(Session session, Optional<String> id, ProblemType problem, String message) {
        session.send(new ServerMessage.Error(id, problem, message, Optional.empty(), session.user(), Optional.empty()));
    }

    static void error(Session session, Optional<String> id, ProblemType problem, String message, Call call) {
        Optional<Call> own =
                Optional.of(call).filter(it -> it.role(session.user()).isPresent());
        session.send(new ServerMessage.Error(id, problem, message, Optional.empty(), session.user(), own));
    }

    static void badField(Session session, Optional<String> id, String field, String wrong) {
        session.send(new ServerMessage.Error(
                id,
                ProblemType.BAD_MESSAGE,
                field + " " + wrong,
                Optional.of(field),
                session.user(),
                Optional.empty()));
    }

    /// What the rules refused.
    static void refused(Session session, Optional<String> id, Verdict verdict, Call call, String ask) {
        String sentence =
                "call %s is %s: no %s here".formatted(call.id(), call.status().wire(), ask);
        switch (verdict) {
            case WRONG_STATE -> error(session, id, ProblemType.WRONG_STATE, sentence, call);
            case CALL_OVER -> error(session, id, ProblemType.CALL_OVER, sentence, call);
            case ID_TAKEN -> badField(session, id, "call_id", "is that of another call");
            case NOT_FOUND -> notFound(session, id);
            case RING,
                    ANSWER,
                    DECLINE,
                    CANCEL,
                    GIVE_UP,
                    HANG_UP,
                    SWITCH_MODE,
                    TAKE_OVER,
                    RELAY,
                    HOLD,
                    RESEND,
                    NOTE,
                    ACK -> throw new IllegalStateException(verdict + " is no refusal");
        }
    }

    static void notFound(Session session, Optional<String> id) {
        error(session, id, ProblemType.NOT_FOUND, "you have no such call");
    }

    /// A fault of the world (`unavailable`: nothing was committed, or nobody knows) or a bug (`internal`).
    static void fault(Session session, Optional<String> id, Throwable fault) {
        if (cause(fault) instanceof StoreUnavailable away) {
            error(session, id, ProblemType.UNAVAILABLE, away.sentence());
        } else {
            LOG.errorf(cause(fault), "a message of %s failed", session.user());
            error(session, id, ProblemType.INTERNAL, "the server failed: this is its fault");
        }
    }

    static boolean isOfTheWorld(Throwable fault) {
        return cause(fault) instanceof StoreUnavailable;
    }

    static Throwable cause(Throwable fault) {
        return fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    }
}
