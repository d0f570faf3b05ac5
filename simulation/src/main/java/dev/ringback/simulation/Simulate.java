package dev.ringback.simulation;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `script/simulate`: plays seeds, and says which broke a promise and by which few events. The last line sums up.
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Plays the call service over a simulated network, clock and database.",
            "Exit code 1 when a promise was broken."
        })
public final class Simulate implements Callable<Integer> {

    private static final int RUNS = 1_000;
    private static final int SHRUNK_MAX = 3;

    @Option(names = "--seed", description = "the first seed; alone, the only one")
    private Long seed;

    @Option(names = "--runs", description = "how many seeds, one after the other (1000)")
    private Integer runs;

    @Option(names = "--planted", description = "looks for every planted bug instead, and prints the table")
    private boolean planted;

    @Option(names = "--transcript", description = "prints everything that happens")
    private boolean transcript;

    private final PrintStream out = System.out;

    /// The command.
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Simulate()).execute(arguments));
    }

    @Override
    public Integer call() {
        long first = seed == null ? 1 : seed;
        int count = runs != null ? runs : seed == null ? RUNS : 1;
        if (planted) {
            return findPlanted();
        }
        if (transcript) {
            print(first);
        }
        Campaign.Outcome outcome = Campaign.run(
                first,
                count,
                Plant::new,
                (made, violations) -> System.err.printf("%d of %d runs, violations: %d%n", made, count, violations));
        for (int i = 0; i < outcome.failed().size(); i++) {
            tell(outcome.failed().get(i), i < SHRUNK_MAX);
        }
        if (count > 1) {
            out.println("what went wrong in them:");
            out.println(outcome.faults());
        }
        out.println(outcome);
        return outcome.failed().isEmpty() ? 0 : 1;
    }

    private int findPlanted() {
        List<PlantedBugs.Finding> findings = PlantedBugs.find();
        out.print(PlantedBugs.table(findings));
        long missed = findings.stream().filter(it -> it.seed().isEmpty()).count();
        out.println("planted bugs: " + findings.size() + ", found within their bounds: " + (findings.size() - missed));
        return missed == 0 ? 0 : 1;
    }

    private void tell(Run.Result failed, boolean shrunk) {
        Violation violation = failed.violation().orElseThrow();
        out.println("seed " + failed.seed() + ": " + violation);
        if (shrunk) {
            Script script = Shrinker.shrink(failed.seed(), Plant::new, Run.script(failed.seed()), violation);
            out.println("  replay: script/simulate --seed " + failed.seed() + " --transcript");
            out.println("  " + script.steps().size() + " of " + failed.steps() + " events are enough:");
            script.steps().forEach(step -> out.println("  " + step));
        }
    }

    private void print(long first) {
        Transcript written = new Transcript();
        Run.of(first, Run.script(first), new Plant(), written);
        written.lines().forEach(out::println);
    }
}
