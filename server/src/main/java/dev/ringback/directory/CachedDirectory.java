package dev.ringback.directory;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// The directory as the call loop asks it: from memory where it can, read on a virtual thread where it must.
///
/// A push on this node is seen by the next question: what is forgotten while it is being read is read again, because
/// the unfinished read itself is the cache's entry. A push on another node is seen after ten seconds at the latest.
/// That a conversation does not exist is never remembered.
@ApplicationScoped
public class CachedDirectory implements Directory {

    private static final Duration STALE_MAX = Duration.ofSeconds(10);
    private static final int CONVERSATIONS_MAX = 100_000;
    /// In people, over all entries.
    private static final int PEERS_MAX = 2_000_000;

    private final DirectoryStore store;
    private final Executor loop;
    private final AsyncCache<ConversationId, Optional<Conversation>> conversations = Caffeine.newBuilder()
            .maximumSize(CONVERSATIONS_MAX)
            .expireAfterWrite(STALE_MAX)
            .executor(Thread::startVirtualThread)
            .buildAsync();
    private final AsyncCache<UserId, Set<UserId>> peers = Caffeine.newBuilder()
            .maximumWeight(PEERS_MAX)
            .weigher((UserId user, Set<UserId> others) -> 1 + others.size())
            .expireAfterWrite(STALE_MAX)
            .executor(Thread::startVirtualThread)
            .buildAsync();

    /// @param loop where stages are completed
    @Inject
    public CachedDirectory(DirectoryStore store, @Named("loop") Executor loop) {
        this.store = store;
        this.loop = loop;
    }

    @Override
    public CompletionStage<Optional<Conversation>> conversation(ConversationId id) {
        CompletableFuture<Optional<Conversation>> read = conversations.get(id, store::conversation);
        read.thenAccept(found -> {
            if (found.isEmpty()) {
                conversations.asMap().remove(id, read);
            }
        });
        return onLoop(read);
    }

    @Override
    public CompletionStage<Set<UserId>> peers(UserId user) {
        return onLoop(peers.get(user, store::peers));
    }

    /// Forgets what has changed, after its commit.
    ///
    /// @param changed conversations whose people or names are others now
    /// @param concerned people who share a conversation with others now
    void forget(Collection<ConversationId> changed, Collection<UserId> concerned) {
        conversations.synchronous().invalidateAll(changed);
        peers.synchronous().invalidateAll(concerned);
    }

    private <T> CompletionStage<T> onLoop(CompletableFuture<T> read) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        read.whenComplete((value, failure) -> {
            try {
                loop.execute(() -> settle(answer, value, failure));
            } catch (RejectedExecutionException stopping) {
                answer.completeExceptionally(stopping);
            }
        });
        return answer;
    }

    private static <T> void settle(CompletableFuture<T> answer, T value, @Nullable Throwable failure) {
        if (failure == null) {
            answer.complete(value);
        } else {
            Throwable cause = failure.getCause();
            answer.completeExceptionally(failure instanceof CompletionException && cause != null ? cause : failure);
        }
    }
}
