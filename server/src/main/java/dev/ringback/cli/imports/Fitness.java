package dev.ringback.cli.imports;

import dev.ringback.core.call.CallType;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Whether a row, by itself, can become a call or a half of one.
final class Fitness {

    /// The words of protocol §1, and the seed's front end's own `no_answer`.
    static final Set<String> STATUSES = Set.of(
            "initiated", "ringing", "answered", "ended", "cancelled", "declined", "missed", "failed", "no_answer");

    private Fitness() {}

    /// @param now a row that begins later is not believed
    /// @return the row's fate, when it is out already
    static Optional<Fate> unfit(SourceRow row, Instant now) {
        if (row.conversation() < 1) {
            return Optional.of(Fate.skipped(row, Skipped.PEOPLE_UNKNOWN, "it names none"));
        }
        if (!STATUSES.contains(row.status())) {
            return Optional.of(Fate.skipped(row, Skipped.STATUS_UNKNOWN, row.status()));
        }
        if (CallType.parse(row.callType()).isEmpty()) {
            return Optional.of(Fate.skipped(row, Skipped.TYPE_UNKNOWN, row.callType()));
        }
        if (row.startedAt().or(row::createdAt).isEmpty()) {
            return Optional.of(Fate.skipped(row, Skipped.NO_START, ""));
        }
        if (row.lastKnown().isAfter(now)) {
            return Optional.of(Fate.skipped(row, Skipped.FUTURE, row.lastKnown().toString()));
        }
        if (row.author().filter(user -> user >= 1).isEmpty()) {
            return Optional.of(Fate.skipped(
                    row,
                    Skipped.CALLER_UNKNOWN,
                    row.profile().type() + " " + row.profile().id()));
        }
        return Optional.empty();
    }
}
