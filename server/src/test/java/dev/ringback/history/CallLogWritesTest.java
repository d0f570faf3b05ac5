package dev.ringback.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.call.RestCalls;
import dev.ringback.call.StoreUnavailable;
import dev.ringback.core.call.CallType;
import dev.ringback.core.call.RestStatus;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class CallLogWritesTest {

    @Test
    void whoWaitsNoLongerDoesNotSayThatNothingWasDone() {
        CallLogWrites writes = new CallLogWrites(answering(new CompletableFuture<>()), Duration.ofMillis(10));

        assertThatThrownBy(() -> log(writes)).isInstanceOfSatisfying(StoreUnavailable.class, late -> {
            assertThat(late.isInDoubt()).isTrue();
            assertThat(late.sentence()).contains("not known");
        });
    }

    @Test
    void whatTheStoreSaysIsPassedOn() {
        StoreUnavailable away = new StoreUnavailable("the queue before the database is full");
        CallLogWrites writes = new CallLogWrites(answering(CompletableFuture.failedFuture(away)));

        assertThatThrownBy(() -> log(writes)).isSameAs(away);
    }

    private static void log(CallLogWrites writes) {
        writes.log(new UserId(1), new ConversationId(1), CallType.VOICE);
    }

    private static RestCalls answering(CompletableFuture<RestCalls.LogAnswer> answer) {
        return new RestCalls() {
            @Override
            public CompletionStage<LogAnswer> log(UserId user, ConversationId conversation, CallType type) {
                return answer;
            }

            @Override
            public CompletionStage<ClaimAnswer> claim(UserId user, CallLogId call, RestStatus claim) {
                throw new AssertionError("nobody claims here");
            }
        };
    }
}
