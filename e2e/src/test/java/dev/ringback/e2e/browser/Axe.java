package dev.ringback.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// axe-core, run in a page over everything that is on its screen, shadow roots included.
final class Axe {
    private static final String SCRIPT = script();

    private Axe() {}

    /// Checks that nothing breaks a rule of WCAG 2.2, level A or AA.
    ///
    /// @param screen words for what is on the screen
    static void passes(Tab tab, String screen) {
        tab.settles();
        if (tab.asks("() => typeof axe === 'undefined'").equals(true)) {
            tab.page().evaluate(SCRIPT);
        }
        Object broken = tab.page().evaluate("""
                async () => {
                  const { violations } = await axe.run(document, {
                    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
                  });
                  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join('; ')}`);
                }
                """);
        assertThat((List<?>) broken).as("what axe finds on: " + screen).isEmpty();
    }

    private static String script() {
        try (var stream = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(stream, "axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
