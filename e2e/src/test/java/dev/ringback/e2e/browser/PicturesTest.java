package dev.ringback.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.ringback.e2e.world.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Takes the documents' pictures of the page: a call that rings, seen from both sides, and a video call. They go to
/// `target/pictures`, or to the folder of the system property `ringback.pictures` (`script/pictures`).
class PicturesTest {
    private static final Path FOLDER = Path.of(System.getProperty("ringback.pictures", "target/pictures"));

    @RegisterExtension
    final Stage stage = Stage.on(Server.usual());

    @Test
    void aCallThatRings() {
        Pair pair = new Pair(stage, drawn(DemoPerson.ABEBE, 820, 600), drawn(DemoPerson.SARA, 820, 600));
        String call = pair.talk("Voice call");
        pair.both().forEach(tab -> tab.timerReaches(3));
        pair.hangUp(pair.callee(), call, 3);
        pair.both().forEach(tab -> tab.press("Close"));
        pair.ring("Voice call");
        pair.caller().press("Cancel");
        pair.caller().showsEnd("Cancelled");
        pair.callee().showsEnd("Missed call");
        pair.both().forEach(tab -> tab.press("Close"));

        pair.ring("Voice call");
        pair.both().forEach(Tab::settles);
        sideBySide(pair, FOLDER.resolve("ringing.png"));
        pair.callee().press("Decline");
        pair.caller().showsEnd("Call declined");
    }

    @Test
    void aVideoCall() {
        Pair pair = new Pair(stage, drawn(DemoPerson.ABEBE, 1200, 720), drawn(DemoPerson.SARA, 1200, 720));
        String call = pair.talk("Video call");
        for (Tab tab : pair.both()) {
            tab.videoFlows();
            assertThat(tab.page().locator("ringback-active-call video.remote:not(.hidden)"))
                    .isVisible();
        }
        pair.caller().until("the picture is sharp", """
                        () => [...e2e.state().media.remote.getVideoTracks()].some((track) => track.getSettings().width >= 640)
                        """);
        pair.caller().until("the timer has a while to show", "() => e2e.timer() >= 4");
        pair.caller().settles();
        pair.caller().picture(FOLDER.resolve("in-call.png"));
        pair.hangUp(pair.caller(), call, 4);
    }

    private Tab drawn(DemoPerson person, int width, int height) {
        BrowserContext context = stage.context(width, height, 1.5);
        context.addInitScript(
                "window.drawnAs = '" + person.name().toLowerCase(Locale.ROOT) + "';" + Scripts.read("drawn-camera.js"));
        return stage.open(person, 1, context);
    }

    private void sideBySide(Pair pair, Path file) {
        Page page = stage.context(1700, 660, 1).newPage();
        page.setContent("""
                <body style="margin:0;display:flex;gap:20px;padding:30px 20px;box-sizing:border-box;background:#e8ebf2">
                  %s %s
                </body>
                """.formatted(framed(pair.caller()), framed(pair.callee())));
        page.waitForFunction("() => [...document.images].every((image) => image.complete && image.naturalWidth > 0)");
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
        org.assertj.core.api.Assertions.assertThat(Files.exists(file)).isTrue();
    }

    private static String framed(Tab tab) {
        return "<img style='width:820px;height:600px;border-radius:14px;box-shadow:0 6px 24px #0003' src='data:image/png;base64,"
                + Base64.getEncoder().encodeToString(tab.page().screenshot()) + "'>";
    }
}
