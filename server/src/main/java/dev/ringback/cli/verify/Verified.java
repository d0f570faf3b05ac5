package dev.ringback.cli.verify;

import java.time.Instant;
import java.util.List;

/// What a verification found.
///
/// @param at when it began, by the database's clock
/// @param calls how many calls were looked at
/// @param events how many events were folded
/// @param findings what is wrong, by call; the first thousand at most
/// @param findingCount how many those are in all
public record Verified(Instant at, long calls, long events, List<Finding> findings, long findingCount) {

    /// @return whether all is well
    public boolean holds() {
        return findingCount == 0;
    }
}
