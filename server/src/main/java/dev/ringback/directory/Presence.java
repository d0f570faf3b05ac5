package dev.ringback.directory;

import dev.ringback.core.id.UserId;

/// Who is connected. May be wrong for a moment: nothing is decided by it.
public interface Presence {

    /// Whether a person has a socket; from any thread.
    boolean online(UserId user);
}
