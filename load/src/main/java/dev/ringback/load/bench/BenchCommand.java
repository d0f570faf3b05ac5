package dev.ringback.load.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `script/bench`. Exit code 1 when a call left a wrong row, or a benchmark could not be made.
@Command(
        name = "bench",
        description = "Measures the packaged server, or the one at --url.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        subcommands = {
            CallsCommand.class,
            CancelCommand.class,
            IdleCommand.class,
            StartCommand.class,
            OverloadCommand.class
        })
public final class BenchCommand {

    private BenchCommand() {}

    /// @param arguments see `--help`
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchCommand()).execute(arguments));
    }
}
