package dev.ringback.e2e.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.BoundingBox;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// What the screen shows in one place.
///
/// @param image its pixels
record Picture(BufferedImage image) {
    /// The edge of a round button has its own anti-aliased pixels: only what is well inside counts.
    private static final double INSIDE = 0.25;

    /// What is behind the words or the sign of this element, which are hidden while the picture is taken.
    static Picture behind(Tab tab, String element) {
        Locator locator = tab.page().locator(element).first();
        BoundingBox box = locator.boundingBox();
        locator.evaluate("it => { for (const one of it.children) one.style.visibility = 'hidden'; }");
        byte[] bytes = tab.page()
                .screenshot(new ScreenshotOptions()
                        .setClip(
                                box.x + box.width * INSIDE,
                                box.y + box.height * INSIDE,
                                box.width * (1 - 2 * INSIDE),
                                box.height * (1 - 2 * INSIDE)));
        locator.evaluate("it => { for (const one of it.children) one.style.visibility = ''; }");
        try {
            return new Picture(ImageIO.read(new ByteArrayInputStream(bytes)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// @return the contrast of white (WCAG 2.2, "contrast ratio") with the brightest pixel
    double contrastWithWhite() {
        double brightest = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                brightest = Math.max(brightest, luminance(image.getRGB(x, y)));
            }
        }
        return 1.05 / (brightest + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 0xff) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
    }

    private static double linear(int value) {
        double part = value / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
