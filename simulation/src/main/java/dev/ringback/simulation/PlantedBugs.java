package dev.ringback.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// The check of the checker: each [PlantedBug] must be found within its bound of seeds, from 1 on, by a run that breaks
/// no promise without it.
final class PlantedBugs {

    private PlantedBugs() {}

    /// How a bug was found.
    ///
    /// @param seed the first seed that finds it, which is also the number of seeds needed; empty when none does
    /// @param rule the promise that it broke
    record Finding(PlantedBug bug, OptionalLong seed, String rule) {}

    /// Looks for all of them, on all cores.
    static List<Finding> find() {
        return Arrays.stream(PlantedBug.values())
                .parallel()
                .map(PlantedBugs::find)
                .toList();
    }

    /// Looks for one.
    static Finding find(PlantedBug bug) {
        for (long seed = 1; seed <= bug.seedsMax(); seed++) {
            Optional<Violation> violation = Run.of(seed, bug.plant().get()).violation();
            if (violation.isPresent() && Run.of(seed, new Plant()).violation().isEmpty()) {
                return new Finding(bug, OptionalLong.of(seed), violation.get().rule());
            }
        }
        return new Finding(bug, OptionalLong.empty(), "-");
    }

    /// The findings as a table of Markdown.
    static String table(List<Finding> findings) {
        return "| bug | seeds needed | bound | broken promise |\n| --- | ---: | ---: | --- |\n"
                + findings.stream().map(PlantedBugs::row).collect(Collectors.joining());
    }

    private static String row(Finding it) {
        String needed = it.seed().isPresent() ? Long.toString(it.seed().getAsLong()) : "not found";
        return "| %s | %s | %d | `%s` |%n"
                .formatted(it.bug().words(), needed, it.bug().seedsMax(), it.rule());
    }
}
