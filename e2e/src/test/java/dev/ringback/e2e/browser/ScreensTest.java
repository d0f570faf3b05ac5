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
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
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
    void onADarkPhoneInAmharicNothingIsCutOrHardToRead() {
        assertThat(found(new Look(Size.SMALL_PHONE, "am", ColorScheme.DARK), ScreensTest::faultsAndBarriers))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "1.7.15: on the smallest phone nothing is cut; from right to left every screen is mirrored, nothing is cut, and axe finds nothing")
    void onTheSmallestPhoneFromBothSidesNothingIsCut() {
        assertThat(found(new Look(Size.SMALL_PHONE, "en", ColorScheme.LIGHT), ScreensTest::faultsFromBothSides))
                .isEmpty();
    }

    @Test
    @DisplayName("1.7.8: in forced colours every button of every screen has a border and a sign that can be made out")
    void inForcedColoursEveryButtonIsSeen() {
        assertThat(found(new Look(Size.DESKTOP, "en", ColorScheme.LIGHT, ForcedColors.ACTIVE), Gallery::lost))
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

    private static List<String> faultsFromBothSides(Gallery gallery) {
        try {
            return Stream.of(gallery.faults(), gallery.unmirrored(), gallery.faults(), gallery.barriers())
                    .flatMap(List::stream)
                    .toList();
        } finally {
            gallery.leftToRight();
        }
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
