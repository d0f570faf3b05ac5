package dev.ringback.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    private static final Path PAGE = Path.of("../docs/reference/configuration.md");

    @Test
    void pageListsEverySettingAsItIs() throws IOException {
        String wanted =
                Arrays.stream(Setting.values()).map(ConfigurationPageTest::row).collect(Collectors.joining("\n"));

        String table = Files.readString(PAGE)
                .lines()
                .filter(line -> line.startsWith("| `RINGBACK_"))
                .collect(Collectors.joining("\n"));

        assertThat(table).as("the table of " + PAGE).isEqualTo(wanted);
    }

    private static String row(Setting setting) {
        String fallback = setting.fallback().map(value -> "`" + value + "`").orElse("");
        String file = setting.secret() ? " (or `…_FILE`)" : "";
        return "| `%s`%s | `--%s` | %s | %s |"
                .formatted(setting.variable(), file, setting.key(), fallback, setting.description())
                .replace("|  |", "| |");
    }
}
