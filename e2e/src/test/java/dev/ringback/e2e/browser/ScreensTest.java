package dev.ringback.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import dev.ringback.e2e.browser.Look.Size;
import dev.ringback.e2e.world.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Every screen of the page, looked at in every way that changes it: nothing is cut, nothing lies outside, every button
/// is large enough for a finger, every text is strong enough to be read.
class ScreensTest {
    private Browser browser;

    @RegisterExtension
    final BeforeEachCallback opens = context -> browser = Chromium.of(context);

    @Test
    void everyScreenFitsTheSmallestPhoneInBothLanguages() {
        assertThat(found(Look.of(Size.SMALL_PHONE, "en", ColorScheme.LIGHT), Gallery::faults))
                .isEmpty();
        assertThat(found(Look.of(Size.SMALL_PHONE, "am", ColorScheme.DARK), Gallery::faults))
                .isEmpty();
    }

    @Test
    void everyScreenFitsADesktopInBothLanguages() {
        assertThat(found(Look.of(Size.DESKTOP, "am", ColorScheme.LIGHT), Gallery::faults))
                .isEmpty();
        assertThat(found(
                        new Look(Size.DESKTOP, "en", ColorScheme.DARK, ForcedColors.ACTIVE),
                        Gallery::faults))
                .isEmpty();
    }

    @Test
    void noScreenHasABarrierInTheLight() {
        assertThat(found(Look.of(Size.DESKTOP, "en", ColorScheme.LIGHT), Gallery::barriers))
                .isEmpty();
    }

    @Test
    void noScreenHasABarrierInTheDark() {
        assertThat(found(Look.of(Size.PHONE, "am", ColorScheme.DARK), Gallery::barriers))
                .isEmpty();
    }

    private List<String> found(Look look, Function<Gallery, List<String>> search) {
        List<String> found = new ArrayList<>();
        try (Gallery gallery = Gallery.open(browser, Server.usual().base(), look)) {
            for (String name : gallery.names()) {
                gallery.show(name);
                search.apply(gallery).forEach(fault -> found.add(look + ": " + name + ": " + fault));
            }
            found.addAll(gallery.complaints());
        }
        return found;
    }
}
