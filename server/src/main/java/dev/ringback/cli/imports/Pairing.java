package dev.ringback.cli.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the two rows that the seed's front end wrote for one call: the caller's, when it invited, and the callee's,
/// when it was invited, each under its own name as the caller.
///
/// Two rows are one call when they are of one conversation and one type, by different people, begin within the window,
/// and the second begins before the first has ended. The earlier one is the true caller's (the lower number, when they
/// begin at once), except where the words prove otherwise: `missed` is what a callee writes when the caller gave up, so
/// beside `cancelled` or `no_answer` it is the callee's, whatever the two clocks say.
final class Pairing {

    private static final Comparator<SourceRow> EARLIER =
            Comparator.comparing(SourceRow::started).thenComparingLong(SourceRow::id);
    private static final Set<String> CALLER_GAVE_UP = Set.of("cancelled", "no_answer");

    private final Duration window;

    Pairing(Duration window) {
        this.window = window;
    }

    /// One call.
    ///
    /// @param caller the true caller's row
    /// @param callee the other side's, where there is one
    record Group(SourceRow caller, Optional<SourceRow> callee) {
        List<SourceRow> rows() {
            List<SourceRow> rows = new ArrayList<>(List.of(caller));
            callee.ifPresent(rows::add);
            return rows;
        }
    }

    /// @param rows of one conversation, each of a known person
    /// @return each row in exactly one group, in the order of their beginnings
    List<Group> groups(List<SourceRow> rows) {
        List<SourceRow> sorted = rows.stream().sorted(EARLIER).toList();
        Set<Long> taken = new HashSet<>();
        List<Group> groups = new ArrayList<>();
        for (int at = 0; at < sorted.size(); at++) {
            SourceRow row = sorted.get(at);
            if (taken.add(row.id())) {
                Optional<SourceRow> other = sorted.subList(at + 1, sorted.size()).stream()
                        .filter(later -> !taken.contains(later.id()) && isOneCall(row, later))
                        .findFirst();
                other.ifPresent(it -> taken.add(it.id()));
                groups.add(other.map(it -> ordered(row, it)).orElseGet(() -> new Group(row, Optional.empty())));
            }
        }
        return groups;
    }

    /// Whether two rows that follow each other may belong to one call: otherwise what comes before and after them can
    /// be looked at apart.
    boolean isNear(Instant one, Instant later) {
        return !later.isAfter(one.plus(window));
    }

    private boolean isOneCall(SourceRow first, SourceRow second) {
        return !first.author().equals(second.author())
                && first.callType().equals(second.callType())
                && isNear(first.started(), second.started())
                && first.endedAt().map(end -> !second.started().isAfter(end)).orElse(true);
    }

    private static Group ordered(SourceRow earlier, SourceRow later) {
        boolean callees = earlier.status().equals("missed") && CALLER_GAVE_UP.contains(later.status());
        return callees ? new Group(later, Optional.of(earlier)) : new Group(earlier, Optional.of(later));
    }
}
