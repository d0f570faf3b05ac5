package dev.ringback.core.id;

/// A conversation of the host application. A call happens inside one of exactly two people.
///
/// @param value 1 or more
public record ConversationId(long value) {

    public ConversationId {
        if (value < 1) {
            throw new IllegalArgumentException("conversation id " + value + " is not 1 or more");
        }
    }

    @Override
    public String toString() {
        return "conversation " + value;
    }
}
