package dev.ringback.load.bench;

import dev.ringback.load.calls.Mix;
import dev.ringback.load.calls.RowCheckStore.Verdict;
import dev.ringback.load.calls.Settings;
import dev.ringback.load.calls.Tally.Wait;
import dev.ringback.load.calls.Target;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `script/bench overload`: what becomes of calls when twice as many come as the server can carry, and what the worst
/// neighbours do to the others.
@Command(
        name = "overload",
        description = "Twice the capacity, and bad neighbours: what becomes of the others' calls.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class OverloadCommand implements Callable<Integer> {
    private static final String MIX = "answered=90,cancelled=10";
    private static final Map<String, String> VARIABLES = Map.of("RINGBACK_INVITES_PER_MINUTE", "0");
    private static final int PAIRS = 1_500;
    private static final int NEIGHBOUR_PAIRS = 600;
    private static final double QUIET = 0.4;
    /// One processor compiles the server's code and runs it meanwhile.
    private static final int WARM_UP_SECONDS = 40;

    @Mixin
    private OwnOptions own = new OwnOptions();

    @Option(names = "--from", description = "calls a second of the search for the capacity: first step (500)")
    private int from = 500;

    @Option(names = "--by", description = "how much more each next step is (150)")
    private int by = 150;

    @Option(names = "--seconds", description = "how long a step lasts (8)")
    private int seconds = 8;

    @Option(names = "--runs", description = "how often the overload and each neighbour are tried (3)")
    private int runs = 3;

    @Option(names = "--neighbour-rate", description = "calls a second beside which the neighbours are tried (100)")
    private int neighbourRate = 100;

    @Option(
            names = "--only",
            description = "overload, neighbours, or one neighbour by its name: slow_readers, flood, crowd (all)")
    private String only = "";

    @Override
    public Integer call() throws SQLException {
        Map<String, Object> report = own.report("overload");
        report.put("server_settings", VARIABLES);
        boolean well = true;
        if (only.isEmpty() || only.equals("overload")) {
            try (OwnServer server = OwnServer.startNew(own.serverCommand(), own.folder(), VARIABLES)) {
                well = overload(server, report);
            }
        }
        if (!only.equals("overload")) {
            try (OwnServer server = OwnServer.startNew(own.serverCommand(), own.folder(), VARIABLES)) {
                well &= neighbours(server, report);
            }
        }
        own.finish("overload", report);
        return well ? 0 : 1;
    }

    private boolean overload(OwnServer server, Map<String, Object> report) throws SQLException {
        Confinement.divide(server);
        report.put("confinement", Confinement.describe());
        try (Stage stage = stage(server, server.target(), PAIRS)) {
            double capacity = capacity(stage);
            List<Map<String, Object>> tries = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                CallStep before = told("before", stage.play(capacity * QUIET, seconds));
                CallStep peak = told("capacity", stage.play(capacity, seconds));
                CallStep over = told("twice", stage.play(capacity * 2, seconds));
                CallStep after = told("after", stage.play(capacity * QUIET, seconds));
                Map<String, Object> figures = new LinkedHashMap<>();
                figures.put("capacity_complete_per_second", Figures.round(peak.perSecond()));
                figures.put("overload_complete_per_second", Figures.round(over.perSecond()));
                figures.put("overload_to_capacity", Figures.round(over.perSecond() / peak.perSecond()));
                figures.put("refused_or_failed", over.tally().failures());
                figures.put(
                        "cancel_at_overload", Figures.percentiles(over.tally().of(Wait.CANCEL)));
                figures.put("cancel_before", Figures.percentiles(before.tally().of(Wait.CANCEL)));
                figures.put("cancel_after", Figures.percentiles(after.tally().of(Wait.CANCEL)));
                figures.put(
                        "invitation_before", Figures.percentiles(before.tally().of(Wait.INVITATION)));
                figures.put(
                        "invitation_after", Figures.percentiles(after.tally().of(Wait.INVITATION)));
                tries.add(figures);
            }
            report.put("capacity_per_second", capacity);
            report.put("overload", tries);
            Verdict verdict = stage.check(server::connect);
            report.put("overload_rows", Rows.json(stage, verdict, System.out));
            return verdict.isWell();
        }
    }

    /// The highest rate that is sustained.
    private double capacity(Stage stage) {
        told("warm-up", stage.play(from, WARM_UP_SECONDS));
        double capacity = from;
        while (true) {
            CallStep step = told("search", stage.play(capacity, seconds));
            if (!step.isSustained()) {
                return Math.max(from, capacity - by);
            }
            capacity += by;
        }
    }

    private boolean neighbours(OwnServer server, Map<String, Object> report) throws SQLException {
        Target target = server.target();
        Target others = target.after(PAIRS);
        try (Stage stage = stage(server, target, NEIGHBOUR_PAIRS)) {
            told("warm-up", stage.play(Math.max(neighbourRate, from), WARM_UP_SECONDS));
            Map<String, List<Double>> ratios = new LinkedHashMap<>();
            Map<String, List<Double>> p99 = new LinkedHashMap<>();
            for (int run = 0; run < runs; run++) {
                double idle = p99(told("alone", stage.play(neighbourRate, seconds)));
                Target theirs = others.after(run * NEIGHBOUR_PAIRS);
                theirs.push(NEIGHBOUR_PAIRS);
                p99.computeIfAbsent("alone", any -> new ArrayList<>()).add(idle);
                for (Neighbour.Kind kind : Neighbour.Kind.values()) {
                    String name = kind.name().toLowerCase(Locale.ROOT);
                    if (isLeftOut(name)) {
                        continue;
                    }
                    try (Neighbour neighbour = new Neighbour(kind, theirs)) {
                        neighbour.begin();
                        double beside = p99(told(name, stage.play(neighbourRate, seconds)));
                        p99.computeIfAbsent(name, any -> new ArrayList<>()).add(beside);
                        ratios.computeIfAbsent(name, any -> new ArrayList<>()).add(beside / idle);
                    }
                }
            }
            report.put("neighbour_rate", neighbourRate);
            report.put("others_p99_ms", spreads(p99));
            report.put("others_p99_to_alone", spreads(ratios));
            Verdict verdict = stage.check(server::connect);
            report.put("neighbour_rows", Rows.json(stage, verdict, System.out));
            return verdict.isWell();
        }
    }

    private boolean isLeftOut(String neighbour) {
        return !only.isEmpty() && !only.equals("neighbours") && !only.equals(neighbour);
    }

    /// Of whatever the others wait for: the invitation, the answer and the end of a call.
    private static double p99(CallStep step) {
        return Figures.p99(
                step.tally().of(Wait.INVITATION),
                step.tally().of(Wait.ANSWER),
                step.tally().of(Wait.END));
    }

    private Stage stage(OwnServer server, Target target, int pairs) {
        Settings settings = Settings.standard(Mix.parse(MIX));
        return new Stage(settings, server::usage, System.out).gather(target, pairs);
    }

    private static CallStep told(String name, CallStep step) {
        System.out.printf(
                "%-13s cancel %s %s%n", name, Figures.percentiles(step.tally().of(Wait.CANCEL)), step.line());
        return step;
    }

    private static Map<String, Object> spreads(Map<String, List<Double>> runs) {
        Map<String, Object> spreads = new LinkedHashMap<>();
        runs.forEach((name, values) -> spreads.put(name, Figures.spread(values)));
        return spreads;
    }
}
