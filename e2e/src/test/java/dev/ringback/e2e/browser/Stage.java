package dev.ringback.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import dev.ringback.e2e.world.Json;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Rest;
import dev.ringback.e2e.world.Rows;
import dev.ringback.e2e.world.Server;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Where the people of one test meet: one Chromium, a context of its own for each person. After the test no page may
/// have complained; calls that a failed test left behind are ended, so that the next one finds everybody free.
final class Stage implements BeforeEachCallback, AfterEachCallback {
    private static final String PAGE_SCRIPTS = Scripts.read("page.js") + Scripts.read("spies.js");

    private final Server server;
    private final Chromium.Kind kind;
    private final List<Tab> tabs = new ArrayList<>();
    private final List<Phone> phones = new ArrayList<>();
    private final List<BrowserContext> contexts = new ArrayList<>();
    private Browser browser;

    private Stage(Server server, Chromium.Kind kind) {
        this.server = server;
        this.kind = kind;
    }

    /// A stage on this server; register it as an extension of the test.
    static Stage on(Server server) {
        return new Stage(server, Chromium.Kind.OBLIGING);
    }

    /// A stage on this server with browsers of this kind.
    static Stage on(Server server, Chromium.Kind kind) {
        return new Stage(server, kind);
    }

    Server server() {
        return server;
    }

    /// @return the browser that all pages of the test are in
    Browser browser() {
        return browser;
    }

    Rows rows() {
        return server.rows();
    }

    /// Opens a browser of this person's own, at their conversation 1.
    Tab tab(DemoPerson person) {
        return tab(person, 1);
    }

    /// Opens a browser of this person's own.
    Tab tab(DemoPerson person, long conversation) {
        return open(person, conversation, context());
    }

    /// Opens a second tab of the same person in the same browser.
    Tab secondTabOf(Tab first) {
        return open(first.person(), 1, first.page().context());
    }

    /// @return a browser of somebody's own, without a page yet
    BrowserContext context() {
        return context(1120, 700, 1);
    }

    /// @param width of the window, in CSS pixels
    /// @param height of the window
    /// @param sharpness device pixels for a CSS pixel
    BrowserContext context(int width, int height, double sharpness) {
        return context(new NewContextOptions().setViewportSize(width, height).setDeviceScaleFactor(sharpness));
    }

    /// @param options what is unusual about this browser
    BrowserContext context(NewContextOptions options) {
        BrowserContext context = browser.newContext(options.setLocale("en-GB"));
        context.addInitScript(PAGE_SCRIPTS);
        contexts.add(context);
        return context;
    }

    /// Opens a page in this browser.
    Tab open(DemoPerson person, long conversation, BrowserContext context) {
        Tab tab = blank(person, context);
        tab.open(server.base().toString(), conversation);
        return tab;
    }

    /// @return a page in this browser that has not gone anywhere yet
    Tab blank(DemoPerson person, BrowserContext context) {
        Page page = context.newPage();
        Tab tab = new Tab(person, page, Complaints.of(page));
        tabs.add(tab);
        return tab;
    }

    /// Switches on a device of this person that is no browser: it rings and calls, and has no media.
    Phone phone(DemoPerson person) {
        Phone phone = Phone.of(server, person.asPerson(server));
        phones.add(phone);
        return phone;
    }

    /// @return REST as this person
    Rest rest(DemoPerson person) {
        return new Rest(server.base(), server.process().token(person.id()));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        browser = Chromium.of(context, kind);
        for (DemoPerson person : DemoPerson.values()) {
            rest(person).post("/api/call-logs/seen", Json.object()).succeeded();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        boolean failed = context.getExecutionException().isPresent();
        try {
            if (failed) {
                keepPictures(context.getRequiredTestClass().getSimpleName() + "-" + context.getDisplayName());
            } else {
                tabs.forEach(tab -> assertThat(tab.complaints().heard())
                        .as("what the page of %s complained about", tab.person().fullName())
                        .isEmpty());
            }
        } finally {
            tabs.clear();
            phones.forEach(Phone::close);
            phones.clear();
            contexts.forEach(BrowserContext::close);
            contexts.clear();
            if (failed) {
                endCalls();
            }
        }
    }

    private void keepPictures(String test) {
        for (int index = 0; index < tabs.size(); index++) {
            System.err.println("tab " + index + " complained: "
                    + tabs.get(index).complaints().heard());
            try {
                tabs.get(index).picture(Path.of("target/pictures", test.replaceAll("\\W+", "") + "-" + index + ".png"));
            } catch (PlaywrightException gone) {
                System.err.println("no picture of tab " + index + ": " + gone.getMessage());
            }
        }
    }

    private void endCalls() {
        for (DemoPerson person : DemoPerson.values()) {
            for (JsonNode call : rows().busy(person.id())) {
                rest(person).put("/api/call-logs/" + call.path("call_log_id").asLong(), Json.object("status", "ended"));
            }
        }
    }
}
