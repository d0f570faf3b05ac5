package dev.ringback.history;

import dev.ringback.core.id.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/// Reads missed calls on a virtual thread, for the call loop.
@ApplicationScoped
public class StoredMissedCalls implements MissedCalls {

    private final MissedCallStore store;
    private final Executor loop;

    /// @param loop where stages are completed
    @Inject
    public StoredMissedCalls(MissedCallStore store, @Named("loop") Executor loop) {
        this.store = store;
        this.loop = loop;
    }

    @Override
    public CompletionStage<Unseen> unseen(UserId user) {
        CompletableFuture<Unseen> answer = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                Unseen unseen = store.unseen(user);
                loop.execute(() -> answer.complete(unseen));
            } catch (RuntimeException | Error failed) {
                loop.execute(() -> answer.completeExceptionally(failed));
            }
        });
        return answer;
    }
}
