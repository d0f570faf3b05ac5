package dev.ringback.identity;

import dev.ringback.core.id.UserId;
import java.util.Optional;

/// What the directory knows of people's profiles, for tokens that name none.
@FunctionalInterface
public interface OwnProfiles {

    /// Whether one of a person's profiles has this id and this type, as far as each is given. Blocks.
    boolean owns(UserId user, Optional<Long> profileId, Optional<String> profileType);
}
