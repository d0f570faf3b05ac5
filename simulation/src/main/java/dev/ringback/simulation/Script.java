package dev.ringback.simulation;

import java.util.List;
import java.util.stream.Collectors;

/// What happens in a run, from outside: steps in order of time.
///
/// @param steps 30 to 200 as they are made, fewer after shrinking
record Script(List<Step> steps) {

    /// One event.
    ///
    /// @param at microseconds since the beginning
    record Step(long at, Action action) {
        @Override
        public String toString() {
            return "%10.4f s  %s".formatted(at / 1e6, action);
        }
    }

    /// When the last step happens.
    long end() {
        return steps.isEmpty() ? 0 : steps.getLast().at();
    }

    @Override
    public String toString() {
        return steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
    }
}
