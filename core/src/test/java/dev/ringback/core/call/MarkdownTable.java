package dev.ringback.core.call;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// A table of expectations in a Markdown file beside the tests: people read it, tests walk it.
///
/// @param header the names of the columns
/// @param rows the cells below
record MarkdownTable(List<String> header, List<List<String>> rows) {

    /// A table of a file, counted from 0.
    static MarkdownTable read(String file, int number) {
        List<MarkdownTable> tables = new ArrayList<>();
        List<List<String>> lines = new ArrayList<>();
        for (String line : text(file).lines().toList()) {
            if (line.startsWith("|")) {
                lines.add(cells(line));
            } else if (!lines.isEmpty()) {
                tables.add(table(lines));
                lines = new ArrayList<>();
            }
        }
        if (!lines.isEmpty()) {
            tables.add(table(lines));
        }
        return tables.get(number);
    }

    private static MarkdownTable table(List<List<String>> lines) {
        return new MarkdownTable(lines.getFirst(), List.copyOf(lines.subList(2, lines.size())));
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|"))
                .map(String::strip)
                .toList();
    }

    private static String text(String file) {
        try (InputStream in = MarkdownTable.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
