package dev.ringback.e2e.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ScreenshotType;
import dev.ringback.e2e.browser.Look.Size;
import dev.ringback.e2e.world.Server;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Takes the pictures of `docs/guides/screens.md`: one sheet for each screen, with both languages below each other, and
/// desktop and phone, light and dark, side by side. Run by `script/pictures`, not by the tests.
class ScreenSheets {
    private static final Path FOLDER = Path.of(System.getProperty("ringback.pictures", "target/pictures"), "screens");
    private static final int HIGH = 400;
    private static final List<String> FEW = List.of("incoming-video", "video-muted", "history", "settings");

    private Browser browser;

    @RegisterExtension
    final BeforeEachCallback opens = context -> browser = Chromium.of(context, Chromium.Kind.OBLIGING);

    @Test
    void everyScreen() {
        Map<String, StringBuilder> sheets = new LinkedHashMap<>();
        for (Look look : looks()) {
            try (Gallery gallery = Gallery.open(browser, Server.usual().base(), look)) {
                for (String name : gallery.names()) {
                    gallery.show(name);
                    sheets.computeIfAbsent(name, unused -> new StringBuilder()).append(image(gallery));
                }
            }
        }
        try (BrowserContext context =
                browser.newContext(new NewContextOptions().setViewportSize(1736, 2 * HIGH + 48))) {
            Page page = context.newPage();
            sheets.forEach((name, pictures) -> take(page, name, pictures.toString()));
        }
    }

    /// The same few screens from right to left, and in forced colours.
    @Test
    void otherWays() {
        Look phone = new Look(Size.PHONE, "en", ColorScheme.LIGHT);
        Look desktop = new Look(Size.DESKTOP, "en", ColorScheme.LIGHT);
        StringBuilder mirrored = new StringBuilder();
        for (String name : FEW) {
            for (Look look : List.of(desktop, phone)) {
                mirrored.append(picture(look, name, Gallery::unmirrored));
            }
        }
        StringBuilder forced = new StringBuilder();
        for (String name : FEW) {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                forced.append(picture(new Look(Size.DESKTOP, "en", scheme, ForcedColors.ACTIVE), name, gallery -> {}));
            }
        }
        try (BrowserContext context =
                browser.newContext(new NewContextOptions().setViewportSize(1736, 2 * HIGH + 48))) {
            take(context.newPage(), "right-to-left", mirrored.toString());
        }
        try (BrowserContext context =
                browser.newContext(new NewContextOptions().setViewportSize(1328, FEW.size() * (HIGH + 16) + 16))) {
            take(context.newPage(), "forced-colours", forced.toString());
        }
    }

    private String picture(Look look, String name, Consumer<Gallery> change) {
        try (Gallery gallery = Gallery.open(browser, Server.usual().base(), look)) {
            gallery.show(name);
            change.accept(gallery);
            return image(gallery);
        }
    }

    private static String image(Gallery gallery) {
        return "<img height=%d src='data:image/png;base64,%s'>"
                .formatted(HIGH, Base64.getEncoder().encodeToString(gallery.picture()));
    }

    private static List<Look> looks() {
        List<Look> looks = new ArrayList<>();
        for (String language : List.of("en", "am")) {
            for (Size size : List.of(Size.DESKTOP, Size.PHONE)) {
                looks.add(new Look(size, language, ColorScheme.LIGHT));
                looks.add(new Look(size, language, ColorScheme.DARK));
            }
        }
        return looks;
    }

    private static void take(Page page, String name, String pictures) {
        page.setContent("""
                <style>
                  body { margin: 0; padding: 16px; display: flex; flex-wrap: wrap; gap: 16px; background: #c9ced9 }
                  img { border-radius: 6px }
                </style>
                """ + pictures);
        page.waitForFunction("() => [...document.images].every((image) => image.complete && image.naturalWidth > 0)");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(FOLDER.resolve(name + ".jpg"))
                .setType(ScreenshotType.JPEG)
                .setQuality(78));
    }
}
