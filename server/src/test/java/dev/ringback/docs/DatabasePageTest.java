package dev.ringback.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/reference/database.md` names every table of the migrations with every column, and no other.
class DatabasePageTest {

    private static final Pattern TABLE =
            Pattern.compile("CREATE (?:UNLOGGED )?TABLE (\\w+) \\((.*?)\\n\\)", Pattern.DOTALL);
    private static final Pattern COLUMN = Pattern.compile("(?m)^ {4}([a-z_]+) +[a-z]");
    private static final Pattern ADDED = Pattern.compile("ALTER TABLE (\\w+) ADD COLUMN (\\w+)");
    private static final Pattern SECTION = Pattern.compile("(?m)^### `(\\w+)`$");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(\\w+)`");

    @Test
    void thePageNamesEveryTableAndColumn() throws IOException {
        assertThat(documented()).isEqualTo(migrated());
    }

    private static Map<String, List<String>> migrated() throws IOException {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        for (Path migration : migrations()) {
            String sql = Files.readString(migration);
            TABLE.matcher(sql)
                    .results()
                    .forEach(table -> tables.put(
                            table.group(1),
                            COLUMN.matcher(table.group(2))
                                    .results()
                                    .map(column -> column.group(1))
                                    .toList()));
            ADDED.matcher(sql)
                    .results()
                    .forEach(added -> tables.computeIfPresent(
                            added.group(1),
                            (any, columns) -> Stream.concat(columns.stream(), Stream.of(added.group(2)))
                                    .toList()));
        }
        return tables;
    }

    private static Map<String, List<String>> documented() {
        String page = Page.at("reference/database.md").text();
        Map<String, List<String>> tables = new LinkedHashMap<>();
        List<String> sections =
                SECTION.matcher(page).results().map(it -> it.group(1)).toList();
        String[] bodies = SECTION.split(page);
        for (int i = 0; i < sections.size(); i++) {
            tables.put(
                    sections.get(i),
                    DOCUMENTED
                            .matcher(bodies[i + 1])
                            .results()
                            .map(it -> it.group(1))
                            .toList());
        }
        return tables;
    }

    private static List<Path> migrations() throws IOException {
        try (Stream<Path> files = Files.list(Page.root().resolve("server/src/main/resources/db/migration"))) {
            return files.sorted().toList();
        }
    }
}
