package dev.ringback.call.store;

import java.time.Duration;

/// The bounds of [GroupCommit].
///
/// @param queueMax writes that may wait; one more is refused at once
/// @param invitationsMax an invitation is refused when that many writes wait: the rest is kept for moves
/// @param batchMax writes in one transaction
/// @param linger how long a batch waits for company, when the one before it had some
/// @param attemptsMax how often a write is tried whose row another node holds
/// @param backOffMax the longest pause between two attempts to connect
public record WriterLimits(
        int queueMax, int invitationsMax, int batchMax, Duration linger, int attemptsMax, Duration backOffMax) {

    /// For two cores that the node shares with its database (`docs/decisions/0003-group-commit.md`).
    public static final WriterLimits STANDARD =
            new WriterLimits(4_096, 1_024, 256, Duration.ofNanos(500_000), 1_000, Duration.ofSeconds(1));
}
