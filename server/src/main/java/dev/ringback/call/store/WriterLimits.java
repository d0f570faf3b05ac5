package dev.ringback.call.store;

import java.time.Duration;

/// The bounds of [GroupCommit].
///
/// @param queueMax writes that may wait; one more is refused at once
/// @param invitationsMax an invitation is refused when that many writes wait: the rest is kept for moves
/// @param batchMax writes in one transaction
/// @param pace the least time from one batch to the next, where there is much to do
/// @param attemptsMax how often a write is tried whose row another node holds
/// @param backOffMax the longest pause between two attempts to connect
public record WriterLimits(
        int queueMax, int invitationsMax, int batchMax, Duration pace, int attemptsMax, Duration backOffMax) {

    /// For two cores that the node shares with its database (`docs/decisions/0010-a-pace-for-batches.md`).
    public static final WriterLimits STANDARD =
            new WriterLimits(4_096, 1_024, 256, Duration.ofMillis(4), 1_000, Duration.ofSeconds(1));

    /// These bounds without a pace: nothing waits for company.
    WriterLimits atOnce() {
        return new WriterLimits(queueMax, invitationsMax, batchMax, Duration.ZERO, attemptsMax, backOffMax);
    }
}
