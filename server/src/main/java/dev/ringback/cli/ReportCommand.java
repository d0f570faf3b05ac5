package dev.ringback.cli;

import dev.ringback.cli.report.Report;
import dev.ringback.cli.report.ReportJson;
import dev.ringback.cli.report.ReportStore;
import dev.ringback.cli.report.ReportTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ringback report`: what the call log holds, and whether it can be believed. It reads the database of the server that
/// runs on the data folder, or any other that is named, and starts nothing.
///
/// Exit code 3 when a check fails.
@Command(
        name = "report",
        description = "Prints the call log's totals, its last calls and its checks; exit code 3 when a check fails.",
        usageHelpAutoWidth = true)
final class ReportCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(names = "--json", description = "for programs instead of people")
    boolean json;

    @Override
    public Integer call() {
        Report report = ReportStore.read(CommandDatabase.find());
        spec.commandLine().getOut().println(json ? ReportJson.of(report) : ReportTable.of(report));
        return report.holds() ? 0 : RingbackCommand.CHECK_FAILED;
    }
}
