package dev.ringback.load.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `script/chaos`: one fault run. Ends with a summary and one line of JSON; exit code 1 when a check failed.
@Command(
        name = "chaos",
        description = "Makes calls while processes are killed and connections cut, then compares screens and rows.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
public final class ChaosCommand implements Callable<Integer> {
    private static final int SHOWN_MAX = 20;

    @Option(names = "--seconds", defaultValue = "300", description = "the storm lasts so long at least (300)")
    private int seconds;

    @Option(names = "--kills", defaultValue = "20", description = "how often the server is killed with SIGKILL (20)")
    private int kills;

    @Option(names = "--postgres-restarts", defaultValue = "5", description = "how often PostgreSQL crashes (5)")
    private int postgresRestarts;

    @Option(names = "--rate", defaultValue = "60", description = "calls a second while the server is there (60)")
    private int rate;

    @Option(names = "--seed", defaultValue = "1", description = "decides what people do and which faults come (1)")
    private long seed;

    @Option(names = "--jar", defaultValue = "server/target/quarkus-app/quarkus-run.jar", hidden = true)
    private Path jar;

    @Option(
            names = "--folder",
            defaultValue = "load/target/chaos",
            description = "gets transcripts and logs; emptied first (load/target/chaos)")
    private Path folder;

    /// @param arguments see `--help`
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ChaosCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws SQLException, JsonProcessingException {
        Terms terms =
                new Terms(seconds, kills, postgresRestarts, rate, seed, jar.toAbsolutePath(), folder.toAbsolutePath());
        Outcome outcome = new ChaosRun(terms, System.out).run();
        print(outcome);
        return outcome.isWell() ? 0 : 1;
    }

    static void print(Outcome outcome) throws JsonProcessingException {
        outcome.findings().stream()
                .limit(SHOWN_MAX)
                .forEach(finding -> System.out.println(finding.check() + ": " + finding.sentence()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seed", outcome.terms().seed());
        json.put("rate", outcome.terms().rate());
        json.putAll(outcome.figures());
        json.put("converged_ms", outcome.convergence().toMillis());
        outcome.byCheck().forEach((check, count) -> json.put(check.name().toLowerCase(Locale.ROOT), count));
        json.put("well", outcome.isWell());
        json.forEach((name, value) -> System.out.printf("%-28s %s%n", name.replace('_', ' '), value));
        System.out.println(new ObjectMapper().writeValueAsString(json));
    }
}
