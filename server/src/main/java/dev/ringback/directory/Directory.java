package dev.ringback.directory;

import dev.ringback.core.call.Party;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// Who is in which conversation, as the call service asks it. Every stage is completed on the call loop; a database
/// that is away completes it with an exception, never with an empty answer.
public interface Directory {

    /// A conversation with its people, or empty when there is none.
    CompletionStage<Optional<Conversation>> conversation(ConversationId id);

    /// Everybody who shares a conversation with a person, without that person.
    CompletionStage<Set<UserId>> peers(UserId user);

    /// A conversation.
    ///
    /// @param direct whether it is of two people by its kind; only such a one can carry a call
    /// @param people its participants with names and profiles
    record Conversation(ConversationId id, boolean direct, List<Party> people) {

        /// The participant with this id.
        public Optional<Party> person(UserId user) {
            return people.stream().filter(party -> party.userId().equals(user)).findFirst();
        }

        /// The other one of exactly two; empty when the conversation cannot carry a call.
        public Optional<Party> other(UserId user) {
            return direct && people.size() == 2
                    ? people.stream()
                            .filter(party -> !party.userId().equals(user))
                            .findFirst()
                    : Optional.empty();
        }
    }
}
