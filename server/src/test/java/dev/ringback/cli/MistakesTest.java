package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// What somebody reads who typed something wrong.
class MistakesTest {
    private final StringWriter printed = new StringWriter();

    @AfterEach
    void forgetFlags() {
        System.clearProperty("ringback.data-dir");
        System.clearProperty("ringback.jwt-secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "serve --nonsense | '--nonsense' | ringback serve --help",
                "token --user x | 'x' is no whole number | ringback token --help",
                "token --user 1 --ttl 1h | '1h' is no time: write seconds (45) | ringback token --help",
                "token | --service | ringback token --help",
                "import --dry-run --zone Nowhere | 'Nowhere' is no time zone | ringback import --help",
                "import --dry-run --pair-window 5m | '5m' is no time | ringback import --help"
            })
    void aMistakeIsToldInTwoLinesOfPlainWords(String line, String what, String help) {
        assertThat(run(line.split(" "))).isEqualTo(2);

        assertThat(printed.toString().lines())
                .as(printed.toString())
                .hasSize(2)
                .anyMatch(it -> it.contains(what))
                .anyMatch(it -> it.startsWith(help))
                .noneMatch(it -> it.contains("java."));
    }

    @Test
    void aTimeMayBeWrittenInSecondsAsInTheSettings() {
        assertThat(run("token", "--user", "1", "--ttl", "3600", "--jwt-secret", "a-secret-of-at-least-32-bytes-here"))
                .as(printed.toString())
                .isZero();
    }

    @Test
    void aDataFolderThatIsAFileIsToldInOneLine(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("data"));

        assertThat(run("serve", "--data-dir", file.toString())).isEqualTo(1);
        assertThat(printed.toString().lines())
                .containsExactly("RINGBACK_DATA_DIR: the folder " + file + " can't be used: it is a file");
    }

    @Test
    void noKeyCanBeKeptInAFile(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("data"));

        assertThat(run("token", "--user", "1", "--data-dir", file.toString())).isEqualTo(1);
        assertThat(printed.toString().lines()).hasSize(1).first().asString().startsWith("RINGBACK_DATA_DIR: ");
    }

    private int run(String... arguments) {
        CommandLine commands = RingbackCommand.commandLine()
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(printed, true));
        return commands.execute(arguments);
    }
}
