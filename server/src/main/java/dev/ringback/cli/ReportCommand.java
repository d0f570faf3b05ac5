package dev.ringback.cli;

import dev.ringback.cli.report.Report;
import dev.ringback.cli.report.ReportJson;
import dev.ringback.cli.report.ReportStore;
import dev.ringback.cli.report.ReportTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ringback report`: what the call log holds, and whether it can be believed. It reads the database of the server that
/// runs on the data folder, or any other that is named, and starts nothing.
///
/// Exit code 3 when a check fails.
@Command(
        name = "report",
        description = "Prints the call log's totals, its last calls and its checks; exit code 3 when a check fails.",
        usageHelpAutoWidth = true)
final class ReportCommand implements Callable<Integer> {
    @Mixin
    Findings findings;

    @Override
    public Integer call() {
        Report report = ReportStore.read(CommandDatabase.find());
        return findings.print(() -> ReportJson.of(report), () -> ReportTable.of(report), report.holds());
    }
}
