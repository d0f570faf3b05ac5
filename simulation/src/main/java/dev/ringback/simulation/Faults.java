package dev.ringback.simulation;

import java.util.Arrays;
import java.util.stream.Collectors;

/// How often each [Fault] happened, in one run or in many.
final class Faults {

    private final long[] counts = new long[Fault.values().length];

    void add(Fault fault) {
        counts[fault.ordinal()]++;
    }

    void addAll(Faults others) {
        Arrays.setAll(counts, i -> counts[i] + others.counts[i]);
    }

    long of(Fault fault) {
        return counts[fault.ordinal()];
    }

    /// One line a fault.
    @Override
    public String toString() {
        return Arrays.stream(Fault.values())
                .map(fault -> "%,12d  %s".formatted(of(fault), fault.words()))
                .collect(Collectors.joining("\n"));
    }
}
