package dev.ringback.e2e.observe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Await;
import dev.ringback.e2e.world.OtherProgram;
import dev.ringback.e2e.world.Rest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A real Prometheus that watches one server, with our alerts; `script/setup` installs it. It asks every half second.
final class Prometheus implements AutoCloseable {
    private final Process process;
    private final Rest api;

    /// Starts it, and waits until it has looked often enough to know rates.
    ///
    /// @param server `http://host:port`
    /// @param alerts the file of rules
    /// @param folder for its data and what it prints
    Prometheus(URI server, Path alerts, Path folder) {
        try {
            int port = OtherProgram.freePort();
            Path settings = folder.resolve("prometheus.yml");
            Files.writeString(settings, """
                    global: {scrape_interval: 500ms, evaluation_interval: 500ms}
                    rule_files: ["%s"]
                    scrape_configs:
                      - job_name: ringback
                        metrics_path: /q/metrics
                        static_configs: [{targets: ["%s"]}]
                    """.formatted(alerts.toAbsolutePath().normalize(), server.getAuthority()));
            process = new ProcessBuilder(
                            "prometheus",
                            "--config.file=" + settings,
                            "--storage.tsdb.path=" + folder.resolve("data"),
                            "--web.listen-address=127.0.0.1:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("prometheus.log").toFile())
                    .start();
            api = new Rest(URI.create("http://127.0.0.1:" + port), null);
        } catch (IOException failed) {
            throw new UncheckedIOException("no prometheus: run script/setup", failed);
        }
        Await.until("Prometheus has looked at the server, see " + folder, () -> process.isAlive() && hasLooked());
    }

    private boolean hasLooked() {
        try {
            if (api.get("/-/ready").status() != 200) {
                return false; // it reads its own data first, and says so without JSON
            }
            JsonNode looks = query("count_over_time(up{job=\"ringback\"}[1m])");
            return looks.size() == 1 && looks.get(0).path("value").get(1).asInt() >= 4;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /// What an expression finds now.
    ///
    /// @return series, each with `metric` and `value`
    JsonNode query(String expression) {
        JsonNode answer = get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        if (!answer.path("status").asText().equals("success")) {
            throw new AssertionError(expression + " is no query: " + answer);
        }
        return answer.path("data").path("result");
    }

    /// The alerts, each with `name`, `query`, `health` and `state`.
    JsonNode alerts() {
        return get("/api/v1/rules").path("data").path("groups").get(0).path("rules");
    }

    private JsonNode get(String path) {
        return api.get(path).json();
    }

    @Override
    public void close() {
        OtherProgram.end(process);
    }
}
