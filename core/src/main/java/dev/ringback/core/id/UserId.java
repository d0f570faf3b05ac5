package dev.ringback.core.id;

/// A person, by the host application's own number (the `sub` claim of a token).
///
/// @param value 1 or more
public record UserId(long value) implements Comparable<UserId> {

    public UserId {
        if (value < 1) {
            throw new IllegalArgumentException("user id " + value + " is not 1 or more");
        }
    }

    /// Numeric order: the order in which rows of two people are locked.
    @Override
    public int compareTo(UserId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return "user " + value;
    }
}
