package dev.ringback.load.bench;

import dev.ringback.load.calls.Mix;
import dev.ringback.load.calls.Scenario;
import dev.ringback.load.calls.Settings;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `script/bench calls`: complete calls at a rate, or at rising rates until calls fail; then every call's row.
@Command(
        name = "calls",
        description = "Complete calls by an open-loop clock, and the check that each left one right row.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class CallsCommand implements Callable<Integer> {
    private static final int SHORT_RING_SECONDS = 2;

    @Mixin
    private OwnOptions own = new OwnOptions();

    @Mixin
    private Driven.Options other = new Driven.Options();

    @Mixin
    private CallsRun.Plan.Options plan = new CallsRun.Plan.Options();

    @Option(
            names = "--mix",
            description = "of answered, devices, cancelled, declined and missed, in per cent (answered=100)")
    private String mix = "answered=100";

    @Option(names = "--candidates", description = "ICE candidates of each side of an answered call (2)")
    private int candidates = 2;

    @Option(names = "--sdp-bytes", description = "size of offer and answer (2048)")
    private int sdpBytes = 2_048;

    @Option(names = "--ring-seconds", description = "RINGBACK_RING_TIMEOUT of the server at --url (45)")
    private int ringSeconds = 45;

    @Override
    public Integer call() throws SQLException, IOException {
        Optional<Driven> theirs = other.theirs();
        if (theirs.isPresent()) {
            return run(theirs.get(), settings(ringSeconds));
        }
        Settings settings = settings(SHORT_RING_SECONDS);
        Map<String, String> variables = variables(settings);
        try (OwnServer server = OwnServer.startNew(own.serverCommand(), own.folder(), variables)) {
            return run(Driven.own(server, variables), settings);
        }
    }

    private Settings settings(int ringSeconds) {
        return Settings.of(Mix.parse(mix), candidates, sdpBytes, Duration.ofSeconds(ringSeconds));
    }

    private int run(Driven driven, Settings settings) throws SQLException {
        Map<String, Object> report = own.report("calls");
        boolean well = new CallsRun(driven, settings, plan.plan(), System.out).into(report);
        own.finish("calls", report);
        return well ? 0 : 1;
    }

    /// What the server is told, beside its defaults: its limits are for people, and here one person calls many times a
    /// minute.
    private static Map<String, String> variables(Settings settings) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("RINGBACK_INVITES_PER_MINUTE", "0");
        if (settings.mix().has(Scenario.MISSED)) {
            variables.put("RINGBACK_RING_TIMEOUT", Integer.toString(SHORT_RING_SECONDS));
        }
        return variables;
    }
}
