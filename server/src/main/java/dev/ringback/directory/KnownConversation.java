package dev.ringback.directory;

import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import java.util.List;
import java.util.Optional;

/// A conversation as the host application describes it.
///
/// @param id the host's number
/// @param direct whether it is of two people by its kind
/// @param name what a group is called
/// @param participants everybody in it, each once
public record KnownConversation(
        ConversationId id, boolean direct, Optional<String> name, List<Participant> participants) {

    /// One of its people.
    ///
    /// @param profile as whom; empty: their first profile, or the user id as `user`
    public record Participant(UserId user, Optional<Profile> profile) {}
}
