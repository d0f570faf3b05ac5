package dev.ringback.load.bench;

import dev.ringback.load.calls.RowCheckStore;
import dev.ringback.load.calls.RowCheckStore.Verdict;
import dev.ringback.load.calls.Settings;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The steps of `script/bench calls` on a server that runs, and the check of the rows.
final class CallsRun {
    private final Driven driven;
    private final Settings settings;
    private final Plan plan;
    private final PrintStream out;

    CallsRun(Driven driven, Settings settings, Plan plan, PrintStream out) {
        this.driven = driven;
        this.settings = settings;
        this.plan = plan;
        this.out = out;
    }

    /// Which steps.
    ///
    /// @param pairs of people
    /// @param rates one after the other, as long as they are sustained
    /// @param seconds of each step
    /// @param warmUp seconds at the first rate, not counted
    record Plan(int pairs, List<Double> rates, int seconds, int warmUp) {

        /// How it is told.
        static final class Options {
            @Option(names = "--pairs", description = "pairs of people, each in one call at a time (1000)")
            private int pairs = 1_000;

            @Option(names = "--rate", description = "calls a second (200)")
            private double rate = 200;

            @Option(names = "--seconds", description = "how long a step lasts (10)")
            private int seconds = 10;

            @Option(names = "--runs", description = "how often the step is played (1)")
            private int runs = 1;

            @Option(
                    names = "--ramp",
                    description = "from:to:by, as 400:3000:200: rising rates, as long as they are sustained")
            private @Nullable String ramp;

            @Option(names = "--warm-up", description = "seconds at the first rate that are not counted (10)")
            private int warmUp = 10;

            Plan plan() {
                return new Plan(pairs, ramp == null ? Collections.nCopies(runs, rate) : rising(ramp), seconds, warmUp);
            }

            private static List<Double> rising(String ramp) {
                if (!ramp.matches("\\d+:\\d+:[1-9]\\d*")) {
                    throw new IllegalArgumentException("a ramp is written as 400:3000:200, not " + ramp);
                }
                String[] parts = ramp.split(":");
                List<Double> rates = new ArrayList<>();
                for (int rate = Integer.parseInt(parts[0]);
                        rate <= Integer.parseInt(parts[1]);
                        rate += Integer.parseInt(parts[2])) {
                    rates.add((double) rate);
                }
                return rates;
            }
        }
    }

    /// @return whether every row is right
    boolean into(Map<String, Object> report) throws SQLException {
        describe(report);
        try (Stage stage = new Stage(settings, driven.meter(), out)) {
            stage.gather(driven.target(), plan.pairs());
            List<CallStep> steps = play(stage);
            report.put("steps", steps.stream().map(CallStep::json).toList());
            summary(steps, report);
            return check(stage, report);
        }
    }

    private void describe(Map<String, Object> report) throws SQLException {
        report.put("pairs", plan.pairs());
        report.put("mix", settings.mix().toString());
        report.put("candidates_each", settings.candidates());
        report.put("sdp_bytes", settings.sdpBytes());
        report.put("server_settings", driven.settings());
        if (driven.database().isPresent()) {
            try (Connection connection = driven.database().get().connect()) {
                Map<String, String> durability = new RowCheckStore(connection).durability();
                report.put("postgresql", durability);
                if (!durability.get("fsync").equals("on")
                        || !durability.get("synchronous_commit").equals("on")) {
                    throw new IllegalStateException("PostgreSQL does not write what it commits: " + durability);
                }
            }
        }
        report.forEach((name, value) -> out.printf("%-18s %s%n", name, value));
    }

    private List<CallStep> play(Stage stage) {
        if (plan.warmUp() > 0) {
            out.println("warm-up  "
                    + stage.play(plan.rates().getFirst(), plan.warmUp()).line());
        }
        List<CallStep> steps = new ArrayList<>();
        for (double rate : plan.rates()) {
            CallStep step = stage.play(rate, plan.seconds());
            steps.add(step);
            out.println("step     " + step.line());
            if (!step.isSustained()) {
                break;
            }
        }
        return steps;
    }

    private static void summary(List<CallStep> steps, Map<String, Object> report) {
        report.put(
                "highest_sustained_per_second",
                steps.stream()
                        .filter(CallStep::isSustained)
                        .mapToDouble(CallStep::rate)
                        .max()
                        .orElse(0));
        if (steps.getFirst().usage().isOfServer()) {
            report.put(
                    "server_and_postgresql_cpu_s_per_1000",
                    Figures.spread(steps.stream().map(CallStep::cost).toList()));
        }
        report.put(
                "generator_cpu_s_per_1000",
                Figures.spread(steps.stream()
                        .map(step -> step.usage()
                                .perThousand(step.tally().completed())
                                .generator())
                        .toList()));
    }

    private boolean check(Stage stage, Map<String, Object> report) throws SQLException {
        if (driven.database().isEmpty()) {
            out.println("the rows are not checked: --database-url names no database");
            report.put("rows", "not checked");
            return true;
        }
        Verdict verdict = stage.check(driven.database().get());
        report.put("rows", Rows.json(stage, verdict, out));
        return verdict.isWell();
    }
}
