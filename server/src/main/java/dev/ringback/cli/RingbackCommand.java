package dev.ringback.cli;

import dev.ringback.cli.node.CannotStartException;
import dev.ringback.config.InvalidConfigException;
import dev.ringback.config.Setting;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/// `ringback`: without a subcommand it serves.
///
/// Exit codes: 0 done; 1 it failed; 2 a mistake in the command line or the settings; 3 a check of `report` or `verify`
/// failed.
@Command(
        name = "ringback",
        description = "A calling server whose log is always right. Without a command it serves.",
        usageHelpAutoWidth = true)
final class RingbackCommand implements Callable<Integer> {
    static final int FAILED = 1;
    static final int MISTAKE = 2;
    static final int CHECK_FAILED = 3;

    private static final Setting[] DATABASE = {
        Setting.DATA_DIR, Setting.DATABASE_URL, Setting.DATABASE_USER, Setting.DATABASE_PASSWORD
    };

    static CommandLine commandLine() {
        CommandLine serve = SettingFlags.add(new CommandLine(new ServeCommand()), Setting.values());
        CommandLine report = SettingFlags.add(new CommandLine(new ReportCommand()), DATABASE);
        CommandLine verify = SettingFlags.add(new CommandLine(new VerifyCommand()), DATABASE);
        CommandLine importing = SettingFlags.add(new CommandLine(new ImportCommand()), DATABASE);
        CommandLine token = SettingFlags.add(new CommandLine(new TokenCommand()), Setting.DATA_DIR, Setting.JWT_SECRET);
        CommandLine root = SettingFlags.add(new CommandLine(new RingbackCommand()), Setting.values())
                .addSubcommand(serve)
                .addSubcommand(report)
                .addSubcommand(verify)
                .addSubcommand(importing)
                .addSubcommand(token);
        Stream.concat(Stream.of(root), root.getSubcommands().values().stream()).forEach(RingbackCommand::addHelp);
        return Mistakes.tellIn(root)
                .setExecutionStrategy(parsed -> {
                    SettingFlags.publish(parsed);
                    return new CommandLine.RunLast().execute(parsed);
                })
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> report(failure, commandLine));
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("shows this and ends")
                        .build());
    }

    @Override
    public Integer call() {
        return new ServeCommand().call();
    }

    private static int report(Exception failure, CommandLine commandLine) throws Exception {
        switch (failure) {
            case InvalidConfigException invalid -> {
                invalid.problems().forEach(problem -> commandLine.getErr().println(problem));
                return MISTAKE;
            }
            case CannotStartException told -> {
                commandLine.getErr().println(told.getMessage());
                return FAILED;
            }
            default -> throw failure;
        }
    }
}
