package dev.ringback.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;

/// Where the process starts. The command line is read before the framework: only `serve` starts it.
@QuarkusMain
public final class Main {
    Main() {}

    /// @param args the command line, see [RingbackCommand]
    public static void main(String[] args) {
        CommandLine commands = RingbackCommand.commandLine();
        System.exit(commands.execute(args));
    }
}
