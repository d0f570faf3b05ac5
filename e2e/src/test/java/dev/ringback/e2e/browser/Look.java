package dev.ringback.e2e.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.util.Locale;

/// How somebody looks at the page: on a phone or on a desktop, in a language, in the light or in the dark.
///
/// @param size the window
/// @param language "en" or "am"
/// @param scheme light or dark
/// @param colours the page's own, or the few that somebody has forced upon all pages
record Look(Size size, String language, ColorScheme scheme, ForcedColors colours) {
    Look(Size size, String language, ColorScheme scheme) {
        this(size, language, scheme, ForcedColors.NONE);
    }

    /// Windows. The smallest phone is the one that WCAG 1.4.10 names: a desktop at four times its size.
    enum Size {
        SMALL_PHONE(320, 568),
        PHONE(390, 844),
        DESKTOP(1120, 700);

        private final int width;
        private final int height;

        Size(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    /// @return fingers, not a mouse
    boolean touch() {
        return size != Size.DESKTOP;
    }

    NewContextOptions context() {
        return new NewContextOptions()
                .setViewportSize(size.width, size.height)
                .setHasTouch(touch())
                .setLocale(language.equals("am") ? "am-ET" : "en-GB")
                .setTimezoneId("Africa/Addis_Ababa")
                .setColorScheme(scheme)
                .setForcedColors(colours);
    }

    @Override
    public String toString() {
        String forced = colours == ForcedColors.ACTIVE ? ", forced colours" : "";
        return "%s, %s, %s%s".formatted(lower(size), language, lower(scheme), forced);
    }

    private static String lower(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
