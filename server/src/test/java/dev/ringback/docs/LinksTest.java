package dev.ringback.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the pages point at is there: other pages, pictures, and files of the code that they name.
class LinksTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern SOURCE_FILE = Pattern.compile("`([A-Za-z0-9_./-]+/[A-Za-z0-9_.-]+\\.(java|sql|md))`");
    private static final List<String> ROOTS = List.of(
            "",
            "docs",
            "core/src/main/java/dev/ringback/core",
            "server/src/main/java/dev/ringback",
            "server/src/main/resources",
            "server/src/test/java/dev/ringback",
            "core/src/test/resources/dev/ringback/core",
            "core/src/test/java/dev/ringback/core",
            "e2e/src/test/java/dev/ringback/e2e");

    @Test
    void everyLinkLeadsSomewhere() {
        for (Path page : pages()) {
            links(page, LINK)
                    .forEach(target -> assertThat(page.resolveSibling(target))
                            .as("a link of %s", page)
                            .exists());
        }
    }

    @Test
    void everyFileThatIsNamedExists() {
        for (Path page : pages()) {
            links(page, SOURCE_FILE)
                    .forEach(name -> assertThat(ROOTS.stream()
                                    .map(root -> Page.root().resolve(root).resolve(name)))
                            .as("`%s` in %s", name, page)
                            .anyMatch(Files::exists));
        }
    }

    @Test
    void everyPageIsInTheListOfPages() throws IOException {
        Path docs = Page.root().resolve("docs");
        String list = Files.readString(docs.resolve("README.md"));
        for (Path page : pages()) {
            if (page.startsWith(docs) && !page.endsWith("docs/README.md")) {
                assertThat(list).contains("(" + docs.relativize(page) + ")");
            }
        }
    }

    private static Stream<String> links(Path page, Pattern pattern) {
        try {
            return pattern.matcher(Files.readString(page))
                    .results()
                    .map(MatchResult::group)
                    .map(found -> {
                        var matcher = pattern.matcher(found);
                        return matcher.find() ? matcher.group(1) : "";
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> pages() {
        Path root = Page.root();
        try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
                                    .map(root::resolve),
                            docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
