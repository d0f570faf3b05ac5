package dev.ringback.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Holds `docs/reference/ux.md` against the tests: whoever shows a row says so in front of the test's name, as in
/// "1.7.1, D5: …". With `-Dringback.docs.update=true` the page is written anew.
class ExpectationsPageTest {
    private static final Path PAGE = Path.of("../docs/reference/ux.md");
    private static final Path JAVA = Path.of("target/test-classes");
    private static final Path WEB = Path.of("../web/src/app");
    private static final String BEGIN = "<!-- made: expectations -->";
    private static final String END = "<!-- end -->";
    private static final Pattern ROWS = Pattern.compile("((?:D?\\d+(?:\\.\\d+)*)(?:, D?\\d+(?:\\.\\d+)*)*): .*");
    private static final Pattern WEB_TEST =
            Pattern.compile("\\b(?:it|describe)(?:\\.each[^\\n]*)?\\(['\"](" + ROWS + ")");

    @Test
    void everyExpectationHasItsTests() throws IOException {
        Map<String, String> expectations = expectations();
        Map<String, Set<String>> tests = new TreeMap<>();
        javaTests(tests);
        webTests(tests);

        assertThat(tests.keySet()).as("rows that tests name").isSubsetOf(expectations.keySet());
        String table = table(expectations, tests);
        if (Boolean.getBoolean("ringback.docs.update")) {
            Files.writeString(PAGE, replaced(Files.readString(PAGE), table));
        }
        assertThat(tests.keySet()).as("rows with a test").containsAll(expectations.keySet());
        assertThat(Files.readString(PAGE))
                .as("%s (write it anew with -Dringback.docs.update=true)", PAGE)
                .contains(table);
    }

    private static Map<String, String> expectations() {
        return Scripts.read("expectations.txt")
                .lines()
                .map(line -> line.split(" \\| ", 2))
                .collect(Collectors.toMap(cells -> cells[0], cells -> cells[1], (a, b) -> a, LinkedHashMap::new));
    }

    private static void javaTests(Map<String, Set<String>> tests) throws IOException {
        try (Stream<Path> files = Files.walk(JAVA)) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith("Test.class")).toList()) {
                String name = JAVA.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                for (Method method : load(name).getDeclaredMethods()) {
                    Optional.ofNullable(method.getAnnotation(DisplayName.class))
                            .ifPresent(shown -> note(
                                    tests,
                                    shown.value(),
                                    "`" + method.getDeclaringClass().getSimpleName() + "." + method.getName() + "`"));
                }
            }
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ExpectationsPageTest.class.getClassLoader());
        } catch (ClassNotFoundException gone) {
            throw new AssertionError(gone);
        }
    }

    private static void webTests(Map<String, Set<String>> tests) throws IOException {
        try (Stream<Path> files = Files.walk(WEB)) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith(".test.ts")).toList()) {
                Matcher test = WEB_TEST.matcher(Files.readString(file));
                while (test.find()) {
                    note(tests, test.group(1), "`web/" + file.getFileName() + "`");
                }
            }
        }
    }

    private static void note(Map<String, Set<String>> tests, String title, String test) {
        Matcher rows = ROWS.matcher(title);
        if (rows.matches()) {
            for (String row : rows.group(1).split(", ")) {
                tests.computeIfAbsent(row, any -> new TreeSet<>()).add(test);
            }
        }
    }

    private static String table(Map<String, String> expectations, Map<String, Set<String>> tests) {
        return expectations.entrySet().stream()
                .map(row -> "| %s | %s | %s |"
                        .formatted(
                                row.getKey(),
                                row.getValue(),
                                String.join(", ", tests.getOrDefault(row.getKey(), Set.of()))))
                .collect(Collectors.joining(
                        "\n", BEGIN + "\n| row | what a person expects | tests |\n| --- | --- | --- |\n", "\n" + END));
    }

    private static String replaced(String page, String table) {
        return page.substring(0, page.indexOf(BEGIN)) + table + page.substring(page.indexOf(END) + END.length());
    }
}
