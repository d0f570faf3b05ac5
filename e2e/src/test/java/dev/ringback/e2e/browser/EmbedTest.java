package dev.ringback.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.ringback.e2e.RunningServer;
import dev.ringback.e2e.world.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The guide `docs/guides/embed.md`, from another origin, under its strict policy, on a page whose own style sheet
/// spoils everything it can reach.
class EmbedTest {
    private static final HostSite SITE = HostSite.open();
    private static final Server SERVER = Server.of(
            RunningServer.start(Map.of("RINGBACK_ALLOWED_ORIGINS", SITE.origin().toString())));

    @RegisterExtension
    final Stage stage = Stage.on(SERVER);

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void aRudePageWithAStrictPolicyCallsAndIsCalled() {
        Page page = host("chat.html");
        Tab sara = stage.tab(DemoPerson.SARA);

        button(page, "Voice call").click();
        sara.rings();
        sara.press("Accept");
        assertThat(page.getByRole(AriaRole.TIMER)).isVisible();
        assertThat(style(page.locator("ringback-active-call h2"), "fontSize")).isEqualTo("30px");
        assertThat(style(page.locator("ringback-active-call h2"), "textTransform"))
                .isEqualTo("none");
        assertThat(style(button(page, "Hang up"), "borderTopWidth")).isEqualTo("0px");
        page.evaluate("() => document.querySelector('h1').before(document.querySelector('ringback-calls'))");
        assertThat(button(page, "Hang up")).isVisible();
        sara.soundFlows();
        sara.shows("in-call");
        button(page, "Hang up").click();
        button(page, "Close").click();

        sara.press("Close");
        sara.press("Voice call");
        assertThat(page.getByRole(AriaRole.ALERTDIALOG)).isVisible();
        assertThat(style(button(page, "Accept"), "backgroundColor")).isEqualTo("rgb(11, 107, 203)");
        sara.press("Cancel");
        assertThat(page.getByText("Missed calls: 1")).isAttached();

        sara.press("Close");
        page.evaluate("() => { document.querySelector('ringback-calls').token = null; }");
        sara.until("who is signed out is offline", "() => e2e.state().presence.get(1) === false");
    }

    @Test
    void aPageWithScreensOfItsOwnUsesTheLibraryAlone() {
        Page page = host("library.html");
        Tab sara = stage.tab(DemoPerson.SARA);
        assertThat(page.locator("#state")).hasText("ready");

        page.locator("#call").click();
        sara.rings();
        assertThat(page.locator("#state")).hasText("ringing");
        page.locator("#cancel").click();
        sara.showsEnd("Missed call");
        assertThat(page.locator("#state")).hasText("ended");
        assertThat((boolean) page.evaluate("() => customElements.get('ringback-calls') === undefined"))
                .isTrue();
    }

    /// The page shows the guide's files as they are, so its blocks must be those files.
    @Test
    void theGuideShowsWhatTheTestRan() throws IOException {
        String guide = Files.readString(Path.of("../docs/guides/embed.md"));
        for (String file : new String[] {"chat.html", "chat.js", "library.js", "policy.txt"}) {
            assertThat(guide)
                    .contains(Files.readString(Path.of("../docs/guides/embed", file))
                            .strip());
        }
    }

    /// Abebe, signed in at the other site.
    private Page host(String file) {
        SITE.knows(SERVER.base(), () -> SERVER.process().token(DemoPerson.ABEBE.id()));
        Page page = stage.blank(DemoPerson.ABEBE, stage.context()).page();
        page.navigate(SITE.origin() + "/" + file);
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private static Object style(Locator where, String property) {
        return where.evaluate("(one, property) => getComputedStyle(one)[property]", property);
    }
}
