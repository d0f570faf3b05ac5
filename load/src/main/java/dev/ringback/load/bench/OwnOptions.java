package dev.ringback.load.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// What every benchmark is told, and where it leaves its figures.
final class OwnOptions {
    @Option(names = "--server-command", hidden = true, required = true, description = "one word a line")
    private String serverCommand = "";

    @Option(
            names = "--folder",
            defaultValue = "load/target/bench",
            description = "gets the server's data and log, and the figures (load/target/bench)")
    private Path folder = Path.of("load/target/bench");

    /// What starts the packaged server in the foreground.
    List<String> serverCommand() {
        return serverCommand.lines().toList();
    }

    Path folder() {
        return folder.toAbsolutePath();
    }

    /// What every report begins with.
    Map<String, Object> report(String benchmark) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("benchmark", benchmark);
        report.put("at", Instant.now().toString());
        report.put("machine", Machine.describe());
        return report;
    }

    /// Writes the figures beside the log, and prints them as the last line.
    void finish(String benchmark, Map<String, Object> report) {
        String json = Figures.json(report);
        try {
            Files.createDirectories(folder());
            Files.writeString(folder().resolve(benchmark + ".json"), json + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        System.out.println(json);
    }
}
