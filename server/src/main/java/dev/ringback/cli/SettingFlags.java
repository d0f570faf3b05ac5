package dev.ringback.cli;

import dev.ringback.config.Setting;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// Gives a command a flag for each setting it heeds. A flag wins over a property and over the environment: what was
/// given becomes the property.
final class SettingFlags {
    private SettingFlags() {}

    static CommandLine add(CommandLine command, Setting... settings) {
        for (Setting setting : settings) {
            String fallback =
                    setting.fallback().map(value -> " (" + value + ")").orElse("");
            addFlag(command, setting.key(), setting.description() + fallback);
            if (setting.secret()) {
                addFlag(command, setting.key() + "-file", "a file that holds the " + setting.key());
            }
        }
        return command;
    }

    /// Call it once, after the command line was read and before any setting is.
    static void publish(ParseResult parsed) {
        Set<String> keys = keys();
        parsed.asCommandLineList().stream()
                .flatMap(command -> command.getParseResult().matchedOptions().stream())
                .filter(option -> keys.contains(keyOf(option)))
                .forEach(option -> System.setProperty("ringback." + keyOf(option), option.getValue()));
    }

    private static void addFlag(CommandLine command, String key, String description) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder(names(key))
                        .type(String.class)
                        .paramLabel("<value>")
                        .description(description)
                        .build());
    }

    /// `--database` is what one writes; the setting's whole name goes too.
    private static String[] names(String key) {
        String name = "--" + key;
        return key.equals(Setting.DATABASE_URL.key()) ? new String[] {"--database", name} : new String[] {name};
    }

    private static Set<String> keys() {
        Set<String> keys = new HashSet<>();
        Stream.of(Setting.values()).forEach(setting -> {
            keys.add(setting.key());
            keys.add(setting.key() + "-file");
        });
        return keys;
    }

    private static String keyOf(OptionSpec option) {
        return option.longestName().substring(2);
    }
}
