package dev.ringback.e2e.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Json;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Every query of the dashboard and every alert finds what it is about, in a real Prometheus that watches a real
/// server.
class DashboardTest {
    private static final Path DASHBOARD = Path.of("../dashboards/ringback.json");
    private static final Path ALERTS = Path.of("../dashboards/alerts.yml");
    private static final Path GUIDE = Path.of("../docs/guides/operate.md");
    private static final Path METRICS = Path.of("../docs/reference/metrics.md");
    private static final Pattern SELECTOR =
            Pattern.compile("\\b(?:ringback|process|system|jvm)_\\w+(?:\\{[^}]*})?|\\bup\\{[^}]*}");
    private static final Pattern NAME = Pattern.compile("\\bringback_\\w+");
    private static final Pattern BY = Pattern.compile("\\bby \\(([^)]*)\\)");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern HISTOGRAM_PART = Pattern.compile("_(bucket|count|sum|max)$");

    @RegisterExtension
    final World world = World.on(Server.usual());

    @TempDir
    Path folder;

    private record Query(String panel, String expression, String legend) {}

    @Test
    void everyQueryAndEveryAlertFindsWhatItIsAbout() throws IOException {
        Scene scene = world.scene();
        String call = scene.talking();
        scene.alice().hangsUp(call);

        try (Prometheus prometheus = new Prometheus(world.server().base(), ALERTS, folder)) {
            for (Query query : queries()) {
                check(prometheus, query);
            }
            for (JsonNode alert : prometheus.alerts()) {
                check(prometheus, alert);
            }
        }
    }

    private void check(Prometheus prometheus, Query query) {
        JsonNode found = prometheus.query(query.expression());
        assertThat(found.size())
                .as("series of '%s': %s", query.panel(), query.expression())
                .isPositive();
        Stream.concat(grouped(query.expression()), labels(query.legend()))
                .forEach(label ->
                        found.forEach(series -> assertThat(series.path("metric").has(label))
                                .as("label %s of '%s': %s", label, query.panel(), query.expression())
                                .isTrue()));
    }

    /// What it compares is there, whether it fires or not; and nothing fires at a server that is well.
    private void check(Prometheus prometheus, JsonNode alert) throws IOException {
        String name = alert.path("name").asText();
        String expression = alert.path("query").asText();
        assertThat(alert.path("health").asText()).as("health of %s", name).isEqualTo("ok");
        assertThat(alert.path("state").asText()).as("state of %s", name).isEqualTo("inactive");
        List<String> selectors = found(SELECTOR, expression);
        assertThat(selectors).as(expression).isNotEmpty();
        for (String selector : selectors) {
            assertThat(prometheus.query(selector).size())
                    .as("series of %s: %s", name, selector)
                    .isPositive();
        }
        assertThat(Files.readString(GUIDE)).as("the guide explains %s", name).contains("`" + name + "`");
    }

    @Test
    void everyMetricOfOursHasItsPlaceOnTheDashboard() throws IOException {
        Set<String> shown = queries().stream()
                .flatMap(query -> found(NAME, query.expression()).stream())
                .map(name -> HISTOGRAM_PART.matcher(name).replaceFirst(""))
                .collect(Collectors.toSet());
        assertThat(shown)
                .contains("ringback_line_queue")
                .containsAll(Pattern.compile("(?m)^\\| `(ringback_\\w+)` \\|")
                        .matcher(Files.readString(METRICS))
                        .results()
                        .map(row -> HISTOGRAM_PART.matcher(row.group(1)).replaceFirst(""))
                        .toList());
    }

    private static List<Query> queries() throws IOException {
        List<Query> queries = new ArrayList<>();
        for (JsonNode panel : Json.read(Files.readString(DASHBOARD)).path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                queries.add(new Query(
                        panel.path("title").asText(),
                        target.path("expr").asText().replace("$__rate_interval", "1m"),
                        target.path("legendFormat").asText()));
            }
        }
        assertThat(queries).hasSizeGreaterThan(30);
        return queries;
    }

    /// What an expression is grouped by stays a label, but for a histogram's `le`.
    private static Stream<String> grouped(String expression) {
        return BY.matcher(expression)
                .results()
                .flatMap(by -> Stream.of(by.group(1).split(",")))
                .map(String::strip)
                .filter(label -> !label.equals("le"));
    }

    private static Stream<String> labels(String legend) {
        return LEGEND.matcher(legend).results().map(label -> label.group(1));
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(it -> it.group()).toList();
    }
}
