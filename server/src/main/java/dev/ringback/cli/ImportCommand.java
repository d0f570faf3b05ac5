package dev.ringback.cli;

import dev.ringback.cli.imports.ImportOrder;
import dev.ringback.cli.imports.ImportStore;
import dev.ringback.cli.imports.ImportText;
import dev.ringback.cli.imports.Totals;
import dev.ringback.config.DatabaseAddress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `ringback import`: takes over the call log of another system, repairs what is stuck, and makes one call of the two
/// rows that both sides wrote. Every row is accounted for, and a second run imports nothing twice.
@Command(
        name = "import",
        description = "Takes over another system's call log; --dry-run says what it would do.",
        usageHelpAutoWidth = true)
final class ImportCommand implements Callable<Integer> {
    private static final Pattern TABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z_][A-Za-z0-9_]*)?");
    private static final Duration WINDOW_MAX = Duration.ofMinutes(1);

    @Spec
    CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    Mode mode;

    @Option(
            names = "--from",
            paramLabel = "<address>",
            description = "the database of the old log: jdbc:postgresql://… or postgresql://…; without it, our own")
    Optional<String> from;

    @Option(names = "--table", description = "the old log's table (call_logs)")
    Optional<String> table;

    @Option(
            names = "--zone",
            description = "of times without a zone, as UTC or Africa/Addis_Ababa (${DEFAULT-VALUE})",
            defaultValue = "UTC")
    ZoneId zone;

    @Option(
            names = "--pair-window",
            description = "between the two rows of one call, at most; seconds or ISO-8601, to 1 min (${DEFAULT-VALUE})",
            defaultValue = "PT5S")
    Duration window;

    @Option(
            names = "--participants",
            paramLabel = "<file>",
            description = "people and conversations, one JSON object a line, as POST /api/directory/import takes them")
    Optional<Path> people;

    @Option(
            names = "--source",
            paramLabel = "<name>",
            description = "what the old log is remembered as; otherwise its database, schema and table")
    Optional<String> source;

    @Option(names = "--json", description = "for programs: a line for every row, then one with the counts")
    boolean json;

    /// One of them must be said.
    static final class Mode {
        @Option(names = "--dry-run", required = true, description = "says what it would do, and writes nothing")
        boolean dryRun;

        @Option(names = "--apply", required = true, description = "does it")
        boolean apply;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        Totals totals = ImportStore.run(
                order(),
                fate -> {
                    if (json) {
                        out.println(ImportText.json(fate));
                    }
                },
                done -> progress.at(() -> String.format(Locale.ROOT, "%,d rows …", done.rows())));
        out.println(json ? ImportText.json(totals, mode.apply) : ImportText.table(totals, mode.apply));
        out.flush();
        return 0;
    }

    private ImportOrder order() {
        if (from.isEmpty() && table.isEmpty()) {
            throw mistake("say where the old log is: --from, or --table in our own database");
        }
        String name = table.orElse("call_logs");
        if (!TABLE.matcher(name).matches()) {
            throw mistake("--table is a name, or a schema and a name");
        }
        if (window.isNegative() || window.compareTo(WINDOW_MAX) > 0) {
            throw mistake("--pair-window is at most 1 min");
        }
        DatabaseAddress into = CommandDatabase.find();
        return new ImportOrder(
                from.map(this::address).orElse(into), name, into, mode.apply, zone, window, people, source);
    }

    private DatabaseAddress address(String text) {
        try {
            return DatabaseAddress.parse(text, Optional.empty(), Optional.empty());
        } catch (IllegalArgumentException malformed) {
            throw mistake("--from " + malformed.getMessage());
        }
    }

    private ParameterException mistake(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
