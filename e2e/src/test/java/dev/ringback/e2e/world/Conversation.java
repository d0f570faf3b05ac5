package dev.ringback.e2e.world;

/// A conversation of two.
///
/// @param id its id in the host application
/// @param one a participant
/// @param two the other
public record Conversation(long id, Person one, Person two) {

    /// @return the other participant
    public Person other(Person person) {
        return person.equals(one) ? two : one;
    }
}
