package dev.ringback.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/// Where raw values come from. Blank text counts as not set.
@FunctionalInterface
public interface SettingSource {
    /// @param property a full name, such as `ringback.ring-timeout` or `ringback.jwt-secret-file`
    /// @return the value as it was written, or nothing
    Optional<String> raw(String property);

    /// @return the process's own settings: system properties, where the command line puts its flags, then the
    /// environment
    static SettingSource ofProcess() {
        return property -> first(System.getProperty(property), System.getenv(variable(property)));
    }

    /// @return names in the environment that look like settings and are none: a slip of the pen, or another program's
    static List<String> unknownVariables() {
        return System.getenv().keySet().stream()
                .filter(name -> name.startsWith("RINGBACK_") && !Setting.isVariable(name))
                .sorted()
                .toList();
    }

    /// @param config the framework's view of the same settings, with what a test adds to them
    /// @return a source that takes values as they are written: `${…}` in a password means nothing
    static SettingSource of(Config config) {
        return property -> first(config.getConfigValue(property).getRawValue());
    }

    /// @param values properties by their full names
    /// @return a source of just these
    static SettingSource of(Map<String, String> values) {
        return property -> first(values.get(property));
    }

    private static Optional<String> first(@Nullable String... candidates) {
        return Stream.of(candidates)
                .filter(Objects::nonNull)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
