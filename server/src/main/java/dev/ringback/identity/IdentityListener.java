package dev.ringback.identity;

/// Is told of every person who shows a valid token, by HTTP or by opening a socket: their claims are one of the three
/// doors by which the directory learns names (design §6).
@FunctionalInterface
public interface IdentityListener {

    /// Returns at once, never fails, and may be called from any thread.
    void seen(Identity identity);
}
