package dev.ringback.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Turns raw text into typed values and collects what is wrong instead of stopping at the first mistake. After a
/// mistake it answers with the setting's own default, so that the rest can be checked too.
///
/// Used by one thread.
final class SettingsReader {
    private static final Duration DURATION_MIN = Duration.ofSeconds(1);
    private static final Duration DURATION_MAX = Duration.ofHours(24);

    private final SettingSource source;
    private final List<ConfigProblem> problems = new ArrayList<>();

    SettingsReader(SettingSource source) {
        this.source = source;
    }

    void problem(Setting setting, String message) {
        problems.add(new ConfigProblem(setting, message));
    }

    List<ConfigProblem> problems() {
        return List.copyOf(problems);
    }

    Optional<String> optional(Setting setting) {
        return source.raw(setting.property()).or(setting::fallback);
    }

    String text(Setting setting) {
        return optional(setting).orElseThrow(() -> new IllegalStateException(setting + " has no default"));
    }

    List<String> list(Setting setting) {
        return optional(setting).stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    int number(Setting setting, int min, int max) {
        String text = text(setting);
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // told below, as what is out of range
        }
        problem(setting, "'%s' is not a whole number from %d to %d".formatted(text, min, max));
        return Integer.parseInt(setting.fallback().orElseThrow());
    }

    /// From 1 s to 24 h.
    Duration duration(Setting setting) {
        return duration(setting, DURATION_MIN, DURATION_MAX);
    }

    Duration duration(Setting setting, Duration min, Duration max) {
        String text = text(setting);
        Optional<Duration> duration =
                TimeText.parse(text).filter(it -> it.compareTo(min) >= 0 && it.compareTo(max) <= 0);
        if (duration.isPresent()) {
            return duration.get();
        }
        problem(
                setting,
                "'%s' is not a time from %s to %s: write seconds (45) or ISO-8601 (PT45S)"
                        .formatted(text, words(min), words(max)));
        return setting.fallback().flatMap(TimeText::parse).orElseThrow();
    }

    Optional<Boolean> flag(Setting setting) {
        Optional<String> text = optional(setting);
        if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
            problem(setting, "'%s' is neither true nor false".formatted(text.get()));
            return Optional.empty();
        }
        return text.map(Boolean::parseBoolean);
    }

    Optional<Secret> secret(Setting setting) {
        Optional<String> value = source.raw(setting.property());
        Optional<String> file = source.raw(setting.property() + "-file");
        if (value.isPresent() && file.isPresent()) {
            problem(setting, "set either this or %s_FILE".formatted(setting.variable()));
        }
        return value.map(Secret::new).or(() -> file.flatMap(name -> secretIn(setting, name)));
    }

    private Optional<Secret> secretIn(Setting setting, String file) {
        try {
            String content = Files.readString(Path.of(file)).strip();
            if (!content.isEmpty()) {
                return Optional.of(new Secret(content));
            }
            problem(setting, "the file '%s' of %s_FILE is empty".formatted(file, setting.variable()));
        } catch (IOException | IllegalArgumentException unreadable) {
            problem(setting, "the file '%s' of %s_FILE can't be read".formatted(file, setting.variable()));
        }
        return Optional.empty();
    }

    private static String words(Duration bound) {
        return bound.toHours() > 0 ? bound.toHours() + " h" : bound.toSeconds() + " s";
    }
}
