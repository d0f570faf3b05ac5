package dev.ringback.directory;

import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Takes what the host application says of people and conversations: commits it, then lets the cache forget. Blocks.
@ApplicationScoped
public class DirectoryPushes {

    private final DirectoryPushStore store;
    private final CachedDirectory cache;

    /// Of a node.
    public DirectoryPushes(DirectoryPushStore store, CachedDirectory cache) {
        this.store = store;
        this.cache = cache;
    }

    /// One line of an import, or one push.
    public sealed interface Push {

        /// A person.
        record OfUser(KnownUser user) implements Push {}

        /// A conversation.
        record OfConversation(KnownConversation conversation) implements Push {}
    }

    /// Takes all of them or none, in their order.
    ///
    /// @throws ProfileTakenException when a profile is another person's
    public void take(List<Push> pushes) {
        Set<ConversationId> changed = new HashSet<>();
        Set<UserId> concerned = new HashSet<>();
        store.together(batch -> {
            changed.clear();
            concerned.clear();
            for (Push push : pushes) {
                switch (push) {
                    case Push.OfUser it -> changed.addAll(batch.user(it.user()));
                    case Push.OfConversation it -> {
                        changed.add(it.conversation().id());
                        concerned.addAll(batch.conversation(it.conversation()));
                    }
                }
            }
            return true;
        });
        cache.forget(changed, concerned);
    }
}
