package dev.ringback.history;

import dev.ringback.call.RestCalls;
import dev.ringback.call.StoreUnavailable;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallType;
import dev.ringback.core.call.RestStatus;
import dev.ringback.core.call.Role;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import dev.ringback.problem.ProblemException;
import dev.ringback.problem.ProblemType;
import dev.ringback.protocol.CallRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Hands the seed's POST and PUT to the call service and waits for what becomes of them, for a bounded time. Blocks.
@ApplicationScoped
public class CallLogWrites {

    private static final Duration WAIT_MAX = Duration.ofSeconds(10);

    private final RestCalls calls;
    private final Duration waitMax;

    /// Of a call service.
    @Inject
    public CallLogWrites(RestCalls calls) {
        this(calls, WAIT_MAX);
    }

    CallLogWrites(RestCalls calls, Duration waitMax) {
        this.calls = calls;
        this.waitMax = waitMax;
    }

    /// The row that a POST means.
    Call log(UserId user, ConversationId conversation, CallType type) {
        return switch (await(calls.log(user, conversation, type))) {
            case RestCalls.LogAnswer.Logged it -> it.call();
            case RestCalls.LogAnswer.NotParticipant it -> throw notParticipant(conversation);
            case RestCalls.LogAnswer.NotSupported it ->
                throw ProblemException.of(ProblemType.NOT_SUPPORTED, conversation + " is not one of exactly two people")
                        .with("field", "conversation_id");
        };
    }

    /// Lets a status be claimed.
    void claim(UserId user, CallLogId call, RestStatus claim) {
        switch (await(calls.claim(user, call, claim))) {
            case RestCalls.ClaimAnswer.Updated it -> {}
            case RestCalls.ClaimAnswer.NotFound it ->
                throw ProblemException.of(ProblemType.NOT_FOUND, "there is no " + call + " of yours");
            case RestCalls.ClaimAnswer.Contradiction it -> throw contradiction(it.call(), user);
        }
    }

    static ProblemException notParticipant(ConversationId conversation) {
        return ProblemException.of(ProblemType.NOT_PARTICIPANT, "you are not in " + conversation)
                .with("field", "conversation_id");
    }

    private static ProblemException contradiction(Call call, UserId user) {
        Role role = call.role(user).orElse(Role.CALLER);
        return ProblemException.of(
                        ProblemType.WRONG_STATE,
                        "%s is %s and cannot become that"
                                .formatted(call.facts().logId(), call.status().wire()))
                .with("field", "status")
                .with("call", CallRow.of(call, role));
    }

    private <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(waitMax.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw StoreUnavailable.inDoubt("no answer of the call service within " + waitMax);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw StoreUnavailable.inDoubt("the node stops");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof StoreUnavailable away) {
                throw away;
            }
            throw new IllegalStateException("the call service failed", failed.getCause());
        }
    }
}
