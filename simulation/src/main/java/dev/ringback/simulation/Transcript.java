package dev.ringback.simulation;

import java.util.ArrayList;
import java.util.List;

/// Everything that happened in a run, in order, for whoever looks for a cause.
final class Transcript {

    private final List<String> lines = new ArrayList<>();

    void add(long at, String line) {
        lines.add("%12.6f  %s".formatted(at / 1e6, line));
    }

    List<String> lines() {
        return lines;
    }
}
