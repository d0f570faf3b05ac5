package dev.ringback.protocol;

import dev.ringback.core.id.CallId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;

/// Which call a message means (protocol §2 "Addressing").
public sealed interface Address {

    /// The call of an id.
    record ByCall(CallId call) implements Address {}

    /// The sender's live call in a conversation, or the last one there.
    record ByConversation(ConversationId conversation) implements Address {}

    /// The sender's live call with a person, or the last one with them.
    record ByPerson(UserId person) implements Address {}
}
