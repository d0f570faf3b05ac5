package dev.ringback.e2e.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// The page with every screen of it to be put up at will (`screens.js`): no call is made, no clock runs, and what the
/// server would say is said by the page itself. Only the page's files come from the server.
final class Gallery implements AutoCloseable {
    private static final String SCRIPTS = Scripts.read("drawn-camera.js") + Scripts.read("screens.js");
    private static final String AXE = Scripts.read("/axe.min.js");

    private final BrowserContext context;
    private final Page page;
    private final Complaints complaints;
    private final Look look;

    private Gallery(BrowserContext context, Look look) {
        this.context = context;
        this.look = look;
        this.page = context.newPage();
        this.complaints = Complaints.of(page);
    }

    /// @param server where the page comes from
    static Gallery open(Browser browser, URI server, Look look) {
        BrowserContext context = browser.newContext(look.context());
        context.addInitScript(SCRIPTS);
        Gallery gallery = new Gallery(context, look);
        gallery.page.navigate(server + "/");
        return gallery;
    }

    /// @return the screens, in the order of a call's life
    @SuppressWarnings("unchecked")
    List<String> names() {
        return (List<String>) page.evaluate("() => screens.names");
    }

    /// Puts a screen up and waits until it stands still.
    void show(String name) {
        page.evaluate("name => screens.show(name)", name);
    }

    /// @return what is cut, runs over, or is too small to be touched; a line for each
    @SuppressWarnings("unchecked")
    List<String> faults() {
        return (List<String>) page.evaluate("look => screens.faults(look)", Map.of("touch", look.touch()));
    }

    /// @return what axe finds against WCAG 2.2 AA, the contrast of texts among it; a line for each
    @SuppressWarnings("unchecked")
    List<String> barriers() {
        if (!(boolean) page.evaluate("() => 'axe' in window")) {
            page.evaluate(AXE);
        }
        return (List<String>) page.evaluate("""
                async () => {
                  const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
                  const { violations } = await axe.run(document, { runOnly, resultTypes: ['violations'] });
                  return violations.flatMap(({ id, nodes }) => nodes.map((node) =>
                      `${id}: ${node.target.flat().join(' ')}: ${[...node.any, ...node.all, ...node.none][0]?.message}`));
                }
                """);
    }

    /// Turns the page to be read from right to left.
    ///
    /// @return what did not change sides; a line for each
    @SuppressWarnings("unchecked")
    List<String> unmirrored() {
        return (List<String>) page.evaluate("() => screens.mirrored()");
    }

    /// Turns the page back.
    void leftToRight() {
        page.evaluate("() => screens.leftToRight()");
    }

    /// @return buttons and signs that can't be made out in forced colours; a line for each
    @SuppressWarnings("unchecked")
    List<String> lost() {
        return (List<String>) page.evaluate("() => screens.lost()");
    }

    byte[] picture() {
        return page.screenshot();
    }

    List<String> complaints() {
        return complaints.heard();
    }

    @Override
    public void close() {
        context.close();
    }
}
