package dev.ringback.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.ringback.e2e.browser.DemoPerson.ABEBE;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import dev.ringback.e2e.world.Server;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A machine that has neither microphone nor camera.
class NoDevicesTest {
    @RegisterExtension
    final Stage stage = Stage.on(Server.usual(), Chromium.Kind.WITHOUT_DEVICES);

    @Test
    @DisplayName("D11: without a microphone the page says so and how to go on")
    void aMachineWithoutMicrophoneSaysSo() {
        BrowserContext context = stage.context();
        context.grantPermissions(List.of("microphone", "camera"));
        Tab abebe = stage.open(ABEBE, 1, context);
        abebe.press("Video call");
        Locator notice = abebe.page().locator("ringback-outgoing-call ringback-notice");
        assertThat(notice).containsText("No microphone was found.");
        assertThat(notice).containsText("Plug one in and try again.");
        assertThat(abebe.button("Try again")).isVisible();
        abebe.press("Cancel");
        abebe.shows("idle");
    }
}
