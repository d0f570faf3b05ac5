package dev.ringback.e2e.browser;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What a page complained about: errors of its scripts and of its console, and warnings of its own.
final class Complaints {
    private static final Pattern SERVER_AWAY =
            Pattern.compile("WebSocket connection to .* failed|Failed to load resource: net::ERR_");

    private final List<String> heard = new ArrayList<>();
    private boolean serverMayBeAway;
    private Pattern expected = Pattern.compile("(?!)");
    private final List<String> expectedHeard = new ArrayList<>();

    /// Listens to this page from now on.
    static Complaints of(Page page) {
        Complaints complaints = new Complaints();
        page.onPageError(error -> complaints.heard.add("page error: " + error));
        page.onConsoleMessage(complaints::take);
        return complaints;
    }

    /// The test takes the server away: what the browser itself says of that is no complaint.
    void expectServerAway() {
        serverMayBeAway = true;
    }

    /// The test brings this complaint about.
    void expect(String pattern) {
        expected = Pattern.compile(pattern);
    }

    /// @return the complaints that the test brought about
    List<String> expected() {
        return List.copyOf(expectedHeard);
    }

    List<String> heard() {
        return List.copyOf(heard);
    }

    private void take(ConsoleMessage message) {
        boolean complaint = message.type().equals("error") || message.type().equals("warning");
        boolean away = serverMayBeAway && SERVER_AWAY.matcher(message.text()).find();
        if (complaint && expected.matcher(message.text()).find()) {
            expectedHeard.add(message.text());
        } else if (complaint && !away) {
            heard.add(message.type() + ": " + message.text() + " (" + message.location() + ")");
        }
    }
}
