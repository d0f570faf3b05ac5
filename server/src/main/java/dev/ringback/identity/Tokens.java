package dev.ringback.identity;

import java.util.Optional;

/// Checks tokens. Never blocks, asks nobody, and may be called from any thread.
public interface Tokens {

    /// The person a token stands for; empty when it is malformed, foreign, over, not yet valid, or of a service.
    Optional<Identity> verify(String token);
}
