package dev.ringback.cli.imports;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Counts of what became of the rows, and the first of them. Used by one thread.
public final class Totals {
    private static final int FIRST_MAX = 20;

    private final Map<Became, Long> counts = new EnumMap<>(Became.class);
    private final Map<Skipped, Long> reasons = new EnumMap<>(Skipped.class);
    private final List<Fate> first = new ArrayList<>();

    void add(Fate fate) {
        counts.merge(fate.became(), 1L, Long::sum);
        fate.why().ifPresent(why -> reasons.merge(why, 1L, Long::sum));
        if (first.size() < FIRST_MAX) {
            first.add(fate);
        }
    }

    /// @return how many rows were read
    public long rows() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    long count(Became became) {
        return counts.getOrDefault(became, 0L);
    }

    Map<Skipped, Long> reasons() {
        return Collections.unmodifiableMap(reasons);
    }

    List<Fate> first() {
        return Collections.unmodifiableList(first);
    }
}
