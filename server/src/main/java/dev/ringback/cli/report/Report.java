package dev.ringback.cli.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The call log at one moment. All figures come from one snapshot of the database, so they agree with each other.
///
/// @param at that moment, by the database's clock
/// @param recent the newest calls, newest first, ten at most
/// @param byStatus how many calls stand at each status; every status that occurs, in the order of a call's life
/// @param answered how many were ever answered, whatever came after
/// @param checks what must hold, in the order in which it is told
public record Report(Instant at, List<Line> recent, Map<String, Long> byStatus, long answered, List<Check> checks) {

    /// @return how many calls there are
    public long total() {
        return byStatus.values().stream().mapToLong(Long::longValue).sum();
    }

    /// @param status a word of `call_logs.status`
    /// @return how many calls stand at it
    public long count(String status) {
        return byStatus.getOrDefault(status, 0L);
    }

    /// @return whether every check holds
    public boolean holds() {
        return checks.stream().allMatch(Check::holds);
    }

    /// One call.
    ///
    /// @param id `call_logs.id`
    /// @param caller the name, or `user 7` for somebody without one
    /// @param callee the same
    /// @param callType `voice` or `video`
    /// @param endReason empty while it lives
    /// @param durationSeconds talk time; empty while it lives
    public record Line(
            long id,
            long conversationId,
            String caller,
            String callee,
            String callType,
            String status,
            Optional<String> endReason,
            Instant startedAt,
            Optional<Integer> durationSeconds) {}

    /// Something that must be so for every call.
    ///
    /// @param name a sentence that says what
    /// @param checked how many calls were looked at
    /// @param broken ids of those for which it is not so, the first ten at most
    /// @param brokenCount how many those are in all
    public record Check(String name, long checked, List<Long> broken, long brokenCount) {
        /// @return whether it is so for all
        public boolean holds() {
            return brokenCount == 0;
        }
    }
}
