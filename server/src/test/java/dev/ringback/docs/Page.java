package dev.ringback.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A page of `docs/`. Some of its parts are made from the code; each stands between two comments:
/// `<!-- made: name -->` and `<!-- end -->`.
final class Page {

    private static final boolean UPDATE = Boolean.getBoolean("ringback.docs.update");

    private final Path file;

    private Page(Path file) {
        this.file = file;
    }

    /// @param path below `docs/`
    static Page at(String path) {
        return new Page(root().resolve("docs").resolve(path));
    }

    /// The project's folder: the one with `mvnw`, from wherever the tests run.
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Checks that a made part is what the code says, or makes it so when that is asked for.
    void holds(String part, String made) {
        String begin = "<!-- made: " + part + " -->\n";
        String text = text();
        int from = text.indexOf(begin);
        assertThat(from).as("%s has the part '%s'", file.getFileName(), part).isNotNegative();
        from += begin.length();
        int to = text.indexOf("<!-- end -->", from);
        if (UPDATE) {
            write(text.substring(0, from) + made + text.substring(to));
        } else {
            assertThat(text.substring(from, to))
                    .as("'%s' of docs/…/%s (write it anew with -Dringback.docs.update=true)", part, file.getFileName())
                    .isEqualTo(made);
        }
    }

    /// A Markdown table.
    static String table(List<String> header, Stream<List<String>> rows) {
        Stream<List<String>> rule = Stream.of(header.stream().map(any -> "---").toList());
        return Stream.of(Stream.of(header), rule, rows)
                .flatMap(lines -> lines)
                .map(cells -> "| " + String.join(" | ", cells) + " |\n")
                .collect(Collectors.joining());
    }

    static String code(String word) {
        return "`" + word + "`";
    }

    private void write(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
