package dev.ringback.config;

import java.util.List;
import java.util.stream.Collectors;

/// The settings hold mistakes; all of them are listed. The process ends with code 2.
public final class InvalidConfigException extends RuntimeException {
    private final transient List<ConfigProblem> problems;

    /// @param problems at least one
    public InvalidConfigException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /// @return every mistake found, in the order of [Setting]
    public List<ConfigProblem> problems() {
        return problems;
    }
}
