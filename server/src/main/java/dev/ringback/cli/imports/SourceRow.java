package dev.ringback.cli.imports;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// A row of the log that is imported, as it stands there.
///
/// @param id its number there
/// @param author who wrote it: `caller_user_id`, or the person of the caller's profile; empty when nobody is known
/// @param profile of the author
/// @param status a word; `initiated` where there is none
/// @param duration in whatever sense its writer meant
record SourceRow(
        long id,
        long conversation,
        Optional<Long> author,
        Profile profile,
        String callType,
        String status,
        Optional<Instant> startedAt,
        Optional<Instant> answeredAt,
        Optional<Instant> endedAt,
        Optional<Long> duration,
        Optional<Instant> createdAt) {

    /// The seed's acting profile.
    record Profile(long id, String type) {}

    /// When it began.
    ///
    /// @throws java.util.NoSuchElementException when nothing says so; [Fitness] has told that
    Instant started() {
        return startedAt.or(() -> createdAt).orElseThrow();
    }

    /// When it was made: not before it began.
    Instant created() {
        return createdAt.orElseGet(this::started);
    }

    /// The last time that it knows.
    Instant lastKnown() {
        return Stream.of(Optional.of(started()), answeredAt, endedAt)
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    SourceRow by(Optional<Long> user) {
        return new SourceRow(
                id, conversation, user, profile, callType, status, startedAt, answeredAt, endedAt, duration, createdAt);
    }
}
