package dev.ringback.cli;

import dev.ringback.cli.verify.Verified;
import dev.ringback.cli.verify.VerifiedText;
import dev.ringback.cli.verify.VerifyStore;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `ringback verify`: makes every call again from its events, compares it with its row, and checks every invariant. It
/// writes nothing, and works while servers run.
///
/// Exit code 3 when something is wrong.
@Command(
        name = "verify",
        description = "Proves every call from its events and checks every invariant; exit code 3 when one is broken.",
        usageHelpAutoWidth = true)
final class VerifyCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    Findings findings;

    @Override
    public Integer call() {
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        Verified verified = VerifyStore.verify(
                CommandDatabase.find(),
                done -> progress.at(() -> String.format(
                        Locale.ROOT,
                        "verified %,d calls (%.1f %% of the ids), %,d findings so far …",
                        done.calls(),
                        done.permille() / 10.0,
                        done.findings())));
        return findings.print(() -> VerifiedText.json(verified), () -> VerifiedText.table(verified), verified.holds());
    }
}
