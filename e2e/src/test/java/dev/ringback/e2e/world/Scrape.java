package dev.ringback.e2e.world;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `GET /q/metrics` told at one moment.
///
/// @param series every line
public record Scrape(List<Series> series) {
    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    /// One line.
    public record Series(String name, Map<String, String> labels, double value) {}

    /// Asks a server.
    public static Scrape of(URI base) {
        return new Scrape(new Rest(base, null)
                .get("/q/metrics")
                .response()
                .body()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Scrape::series)
                .toList());
    }

    /// The sum of all series of a name that have these labels.
    ///
    /// @param labels name, value, name, value, …
    public double value(String name, String... labels) {
        Map<String, String> wanted = new HashMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        List<Series> found = series.stream()
                .filter(it -> it.name().equals(name))
                .filter(it -> it.labels().entrySet().containsAll(wanted.entrySet()))
                .toList();
        if (found.isEmpty()) {
            throw new AssertionError("no " + name + wanted + " is told");
        }
        return found.stream().mapToDouble(Series::value).sum();
    }

    private static Series series(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new AssertionError("not a line of metrics: " + line);
        }
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(parts.group(2) == null ? "" : parts.group(2));
        while (label.find()) {
            labels.put(label.group(1), label.group(2));
        }
        return new Series(parts.group(1), labels, Double.parseDouble(parts.group(3)));
    }
}
