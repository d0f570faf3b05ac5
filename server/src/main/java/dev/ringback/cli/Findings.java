package dev.ringback.cli;

import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// How a command that checks something prints what it found, and how it ends. For commands to mix in.
final class Findings {
    @Spec(Spec.Target.MIXEE)
    CommandSpec command;

    @Option(names = "--json", description = "for programs instead of people")
    boolean json;

    /// @return the exit code
    int print(Supplier<String> forPrograms, Supplier<String> forPeople, boolean holds) {
        command.commandLine().getOut().println(json ? forPrograms.get() : forPeople.get());
        return holds ? 0 : RingbackCommand.CHECK_FAILED;
    }
}
