package dev.ringback.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import dev.ringback.e2e.browser.Look.Size;
import dev.ringback.e2e.world.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Every screen of the page, looked at in every way that changes it: nothing is cut, nothing lies outside, every button
/// is large enough for a finger, every text is strong enough to be read.
class ScreensTest {
    private Browser browser;

    @RegisterExtension
    final BeforeEachCallback opens = context -> browser = Chromium.of(context, Chromium.Kind.OBLIGING);

    @Test
    void onTheSmallestPhoneNothingIsCut() {
        assertThat(found(new Look(Size.SMALL_PHONE, "en", ColorScheme.LIGHT), Gallery::faults))
                .isEmpty();
    }

    @Test
    void onADarkPhoneInAmharicNothingIsCutOrHardToRead() {
        assertThat(found(new Look(Size.SMALL_PHONE, "am", ColorScheme.DARK), ScreensTest::faultsAndBarriers))
                .isEmpty();
    }

    @Test
    void onADesktopNothingIsCutOrHardToRead() {
        assertThat(found(new Look(Size.DESKTOP, "en", ColorScheme.LIGHT), ScreensTest::faultsAndBarriers))
                .isEmpty();
    }

    private static List<String> faultsAndBarriers(Gallery gallery) {
        return Stream.concat(gallery.faults().stream(), gallery.barriers().stream())
                .toList();
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
