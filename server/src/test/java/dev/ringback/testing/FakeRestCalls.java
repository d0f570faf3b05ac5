package dev.ringback.testing;

import dev.ringback.call.RestCalls;
import dev.ringback.core.call.CallType;
import dev.ringback.core.call.RestStatus;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A call service that answers what a test tells it to, and notes what it was asked.
@Alternative
@Singleton
public class FakeRestCalls implements RestCalls {
    private final List<String> asked = new ArrayList<>();
    private @Nullable Supplier<Object> answer;

    /// What the next questions are answered with; an exception is thrown or fails the stage.
    public synchronized void answers(Supplier<Object> next) {
        asked.clear();
        answer = next;
    }

    /// What was asked since then.
    public synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public synchronized CompletionStage<LogAnswer> log(UserId user, ConversationId conversation, CallType type) {
        asked.add("%s logs %s in %s".formatted(user, type.wire(), conversation));
        return answered(LogAnswer.class);
    }

    @Override
    public synchronized CompletionStage<ClaimAnswer> claim(UserId user, CallLogId call, RestStatus claim) {
        asked.add("%s claims %s%s of %s"
                .formatted(user, claim.status().wire(), claim.noAnswer() ? " (no_answer)" : "", call));
        return answered(ClaimAnswer.class);
    }

    private <T> CompletionStage<T> answered(Class<T> type) {
        if (answer == null) {
            throw new IllegalStateException("the test says no answer");
        }
        Object said = answer.get();
        return said instanceof RuntimeException failure
                ? CompletableFuture.failedFuture(failure)
                : CompletableFuture.completedFuture(type.cast(said));
    }
}
