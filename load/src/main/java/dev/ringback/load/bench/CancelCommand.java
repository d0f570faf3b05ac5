package dev.ringback.load.bench;

import dev.ringback.load.calls.Mix;
import dev.ringback.load.calls.RowCheckStore.Verdict;
import dev.ringback.load.calls.Settings;
import dev.ringback.load.calls.Tally.Wait;
import dev.ringback.load.calls.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `script/bench cancel`: from the moment at which a caller gives up to the callee's socket, the commit included.
@Command(
        name = "cancel",
        description = "From the caller's cancel to the callee's socket, commit included, beside the machine's floors.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class CancelCommand implements Callable<Integer> {
    private static final int LOW_RATE = 50;
    /// At 50 calls a second it would take minutes until the server's code is compiled.
    private static final int WARM_UP_RATE = 400;

    private static final int WARM_UP_SECONDS = 20;
    private static final int PAIRS = 400;
    private static final int FLOOR_COMMITS = 1_500;
    private static final int FLOOR_MESSAGES = 3_000;
    private static final int FLOOR_RATE = 1_000;
    private static final int SLOW_FLOOR_COMMITS = 150;
    private static final Map<String, String> VARIABLES = Map.of("RINGBACK_INVITES_PER_MINUTE", "0");

    @Mixin
    private OwnOptions own = new OwnOptions();

    @Option(names = "--high-rate", description = "calls a second of the second part, 5 %% of them cancelled (600)")
    private int highRate = 600;

    @Option(names = "--seconds", description = "how long a step lasts (15)")
    private int seconds = 15;

    @Option(names = "--runs", description = "how often each step is played (3)")
    private int runs = 3;

    @Override
    public Integer call() throws SQLException {
        Map<String, Object> report = own.report("cancel");
        report.put("server_settings", VARIABLES);
        boolean well;
        try (OwnServer server = OwnServer.startNew(own.serverCommand(), own.folder(), VARIABLES)) {
            Target people = server.target();
            Part low = new Part("at_50_per_second", "cancelled=100", LOW_RATE, true);
            well = low.play(server, people, report);
            floors(server, report);
            Part high = new Part("under_load", "answered=95,cancelled=5", highRate, false);
            well &= high.play(server, people.after(PAIRS), report);
            ratio(low, report);
        }
        own.finish("cancel", report);
        return well ? 0 : 1;
    }

    /// Steps of one mix at one rate.
    private final class Part {
        private final String name;
        private final Settings settings;
        private final int rate;
        private final boolean exact;
        private double medianMillis;

        Part(String name, String mix, int rate, boolean exact) {
            this.name = name;
            this.settings = Settings.standard(Mix.parse(mix));
            this.rate = rate;
            this.exact = exact;
        }

        boolean play(OwnServer server, Target people, Map<String, Object> report) throws SQLException {
            try (Stage stage = new Stage(settings, server::usage, System.out)) {
                stage.gather(people, exact ? PAIRS : PAIRS * 2);
                System.out.println("warm-up  "
                        + stage.play(Math.max(rate, WARM_UP_RATE), WARM_UP_SECONDS)
                                .line());
                if (exact) {
                    stage.exact();
                }
                List<CallStep> steps = new ArrayList<>();
                for (int run = 0; run < runs; run++) {
                    CallStep step = stage.play(rate, seconds);
                    System.out.println(
                            name + "  " + Figures.percentiles(step.tally().of(Wait.CANCEL)) + "  " + step.line());
                    steps.add(step);
                }
                Verdict verdict = stage.check(server::connect);
                Map<String, Object> figures = new LinkedHashMap<>();
                figures.put("rate", rate);
                figures.put("mix", settings.mix().toString());
                figures.put("p50_ms", spread(steps, 50));
                figures.put("p99_ms", spread(steps, 99));
                figures.put("p999_ms", spread(steps, 99.9));
                figures.put(
                        "runs",
                        steps.stream()
                                .map(step -> Figures.percentiles(step.tally().of(Wait.CANCEL)))
                                .toList());
                figures.put(
                        "failed",
                        steps.stream().mapToLong(step -> step.tally().failed()).sum());
                figures.put("rows", Rows.json(stage, verdict, System.out));
                report.put(name, figures);
                medianMillis = Figures.median(
                        steps.stream().map(step -> percentile(step, 50)).toList());
                return verdict.isWell();
            }
        }
    }

    private void floors(OwnServer server, Map<String, Object> report) throws SQLException {
        Map<String, Object> floors = new LinkedHashMap<>();
        Optional<RelayFloor> relay = RelayFloor.compile(own.folder());
        try (Connection connection = server.connect()) {
            CommitFloorStore commits = new CommitFloorStore(connection);
            floors.put("commit", commits.measure(FLOOR_COMMITS, 0));
            floors.put("commit_at_50_per_second", commits.measure(SLOW_FLOOR_COMMITS, LOW_RATE));
        }
        relay.ifPresent(it -> {
            floors.put("relay_in_c", it.measure(FLOOR_MESSAGES, FLOOR_RATE));
            floors.put("relay_in_c_at_50_per_second", it.measure(SLOW_FLOOR_COMMITS, LOW_RATE));
        });
        floors.put(
                "relay_on_vertx_at_50_per_second",
                SocketFloor.measure(own.serverCommand(), SLOW_FLOOR_COMMITS, LOW_RATE));
        floors.forEach((name, figures) -> System.out.println("floor    " + name + " " + figures));
        report.put("floors", floors);
    }

    /// How many times the floor: of both kinds, one message after the other, and at the same slow rate.
    private static void ratio(Part low, Map<String, Object> report) {
        if (report.get("floors") instanceof Map<?, ?> floors && floors.containsKey("relay_in_c")) {
            report.put(
                    "p50_to_floor",
                    Figures.round(low.medianMillis / (p50(floors, "commit") + p50(floors, "relay_in_c"))));
            report.put(
                    "p50_to_floor_at_50_per_second",
                    Figures.round(low.medianMillis
                            / (p50(floors, "commit_at_50_per_second") + p50(floors, "relay_in_c_at_50_per_second"))));
        } else {
            System.out.println("no C compiler is here: the ratio to the relay floor is not known");
        }
    }

    private static double p50(Map<?, ?> floors, String name) {
        return floors.get(name) instanceof Map<?, ?> figures && figures.get("p50_ms") instanceof Number millis
                ? millis.doubleValue()
                : Double.NaN;
    }

    private static Map<String, Object> spread(List<CallStep> steps, double percentile) {
        return Figures.spread(
                steps.stream().map(step -> percentile(step, percentile)).toList());
    }

    private static double percentile(CallStep step, double percentile) {
        return step.tally().of(Wait.CANCEL).getValueAtPercentile(percentile) / 1e3;
    }
}
