package dev.ringback.core.id;

/// One life of one server process: a restarted node has a new id, so that what the old life carried can be told apart.
///
/// @param value not blank, at most 64 characters
public record NodeId(String value) {

    public NodeId {
        if (value.isBlank() || value.length() > 64) {
            throw new IllegalArgumentException("a node id is 1 to 64 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
