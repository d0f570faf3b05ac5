package dev.ringback.history;

import dev.ringback.core.call.CallType;
import dev.ringback.core.call.Outcome;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Status;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Which of a person's calls. An empty set lets everything through; the parts hold together with "and".
///
/// @param types voice, video
/// @param statuses of the row
/// @param outcomes as the person reads them; a live call has none
/// @param roles the person's side
/// @param with ids of the other person
/// @param from the earliest start, inclusive
/// @param to the latest start, exclusive
/// @param name part of the other's name, any case
public record CallFilter(
        Set<CallType> types,
        Set<Status> statuses,
        Set<Outcome> outcomes,
        Set<Role> roles,
        Set<Long> with,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> name) {

    /// Everything.
    public static final CallFilter ALL = new CallFilter(
            Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty());
}
