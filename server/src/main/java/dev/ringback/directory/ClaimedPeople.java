package dev.ringback.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ringback.call.StoreUnavailable;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import dev.ringback.identity.Identity;
import dev.ringback.identity.IdentityListener;
import dev.ringback.identity.OwnProfiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/// Learns people's names, pictures and profiles from their tokens (design §6). The last that was told wins, token or
/// push. A token that says what this node has already heard costs nothing; one that says what the table has, no write.
@ApplicationScoped
public class ClaimedPeople implements IdentityListener, OwnProfiles {

    private static final Logger LOG = Logger.getLogger(ClaimedPeople.class);
    private static final int HEARD_MAX = 100_000;

    private final DirectoryPushStore store;
    private final DirectoryStore directory;
    private final CachedDirectory cache;
    private final Cache<UserId, Claims> heard =
            Caffeine.newBuilder().maximumSize(HEARD_MAX).build();

    /// Of a node.
    public ClaimedPeople(DirectoryPushStore store, DirectoryStore directory, CachedDirectory cache) {
        this.store = store;
        this.directory = directory;
        this.cache = cache;
    }

    private record Claims(
            Optional<String> name, Optional<String> picture, Optional<Long> profileId, Optional<String> profileType) {

        static Claims of(Identity identity) {
            return new Claims(identity.name(), identity.picture(), identity.profileId(), identity.profileType());
        }
    }

    @Override
    public void seen(Identity identity) {
        Claims claims = Claims.of(identity);
        if (claims.equals(heard.asMap().put(identity.user(), claims))) {
            return;
        }
        Thread.startVirtualThread(() -> learn(identity));
    }

    @Override
    public boolean owns(UserId user, Optional<Long> profileId, Optional<String> profileType) {
        return directory.owns(user, profileId, profileType);
    }

    private void learn(Identity identity) {
        try {
            Set<ConversationId> changed = store.together(batch -> batch.claims(identity));
            cache.forget(changed, List.of());
        } catch (StoreUnavailable away) {
            heard.invalidate(identity.user());
            LOG.debugf(away, "the claims of %s are not kept yet", identity.user());
        } catch (RuntimeException failed) {
            heard.invalidate(identity.user());
            LOG.errorf(failed, "the claims of %s could not be kept", identity.user());
        }
    }
}
