package dev.ringback.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.ringback.e2e.browser.DemoPerson.ABEBE;
import static dev.ringback.e2e.browser.DemoPerson.HANA;
import static dev.ringback.e2e.browser.DemoPerson.SARA;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.ringback.e2e.RunningServer;
import dev.ringback.e2e.world.Conversation;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Server;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Abebe's history of calls, on a server that nobody else calls on.
class HistoryPageTest {
    private static final Server SERVER = Server.of(RunningServer.start(Map.of()));

    @RegisterExtension
    final Stage stage = Stage.on(SERVER);

    private final Conversation sarasTalk = new Conversation(1, ABEBE.asPerson(SERVER), SARA.asPerson(SERVER));
    private final Conversation hanasTalk = new Conversation(2, ABEBE.asPerson(SERVER), HANA.asPerson(SERVER));

    @AfterAll
    static void stop() {
        SERVER.process().close();
    }

    @Test
    @DisplayName(
            "1.1.11, 1.6.1, 1.6.3: rows and cards say who, which way, what kind, how it ended, when and how long; missed in words, too")
    void rowsAndCardsSayItAll() {
        Phone abebe = stage.phone(ABEBE);
        Phone sara = stage.phone(SARA);
        String declined = declined(abebe, sara, "voice");
        String missed = missed(sara, abebe, "video");
        String talked = talked(abebe, sara);

        Tab page = stage.tab(ABEBE);
        page.showsCard(declined, "Call declined");
        page.showsCard(missed, "Missed call");
        assertThat(page.card(talked).locator("strong")).hasText(Pattern.compile("Call ended · \\d+s"));
        assertThat(page.card(missed)).containsText("Incoming video call");
        assertThat(page.card(declined)).containsText("Outgoing voice call");
        assertThat(page.card(missed).locator("time")).hasAttribute("title", Pattern.compile(".*20\\d\\d.*Rang for.*"));
        assertThat(page.card(missed).getByRole(AriaRole.BUTTON)).hasText("Call back");

        page.goesTo("#/calls");
        Locator row = row(page, missed);
        assertThat(row).hasClass(Pattern.compile("missed"));
        assertThat(row).containsText("Sara Tesfaye");
        assertThat(row).containsText("Missed call");
        assertThat(row.locator("time")).hasAttribute("title", Pattern.compile(".*20\\d\\d.*"));
        assertThat(button(page, "Call back: Video call, Sara Tesfaye")).isVisible();
        assertThat(row(page, talked).locator(".outcome")).hasText(Pattern.compile("Call ended · \\d+s"));
    }

    @Test
    @DisplayName(
            "1.6.2: filters for missed, kind, direction, outcome, person and day live in the address and survive a reload")
    void filtersLiveInTheAddress() {
        Phone abebe = stage.phone(ABEBE);
        Phone sara = stage.phone(SARA);
        Phone hana = stage.phone(HANA);
        String missedVideo = missed(sara, abebe, "video");
        String missedVoice = missed(hana, abebe, "voice", hanasTalk);
        String declined = declined(abebe, sara, "video");

        Tab page = stage.tab(ABEBE);
        page.goesTo("#/calls");
        shows(page, missedVideo, missedVoice, declined);
        chip(page, "Missed").click();
        assertThat(chip(page, "Missed")).hasAttribute("aria-pressed", "true");
        hides(page, declined);
        assertThat(page.page()).hasURL(Pattern.compile(".*#/calls\\?outcome=missed$"));

        chip(page, "Filters").click();
        page.page().getByLabel("Kind of call").selectOption("video");
        hides(page, missedVoice);
        page.reload();
        shows(page, missedVideo);
        hides(page, missedVoice, declined);
        assertThat(chip(page, "Missed")).hasAttribute("aria-pressed", "true");
        assertThat(page.page()).hasURL(Pattern.compile(".*#/calls\\?outcome=missed&type=video$"));

        chip(page, "Filters").click();
        page.page().getByLabel("Declined").check();
        shows(page, missedVideo, declined);
        chip(page, "Outgoing").click();
        hides(page, missedVideo);
        page.page().getByLabel("From day").fill("2020-01-01");
        page.page().getByLabel("To day").fill("2020-12-31");
        assertThat(page.page().getByText("No calls match")).isVisible();
        page.press("Clear filters");
        shows(page, missedVideo, missedVoice, declined);
        assertThat(page.page()).hasURL(Pattern.compile(".*#/calls$"));

        page.page().getByLabel("Search people").fill("hana");
        hides(page, missedVideo, declined);
        shows(page, missedVoice);
        page.page().goBack();
        page.page().navigate(page.page().url().replaceAll("#.*", "#/calls?q=sara"));
        page.isConnected();
        hides(page, missedVoice);
        assertThat(page.page().getByLabel("Search people")).hasValue("sara");
    }

    @Test
    @DisplayName(
            "1.6.4, 1.6.7, 1.1.1: redial in the same or, from the details, the other kind; not while in a call, and the reason is said")
    void redialAndDetails() {
        Phone abebe = stage.phone(ABEBE);
        Phone sara = stage.phone(SARA);
        String talked = talked(sara, abebe);
        abebe.close();

        Tab page = stage.tab(ABEBE);
        page.goesTo("#/calls");
        Locator row = row(page, talked);
        Locator details =
                row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Details: Sara Tesfaye"));
        assertThat(details).hasAttribute("aria-expanded", "false");
        details.click();
        assertThat(details).hasAttribute("aria-expanded", "true");
        for (String word :
                new String[] {"Called", "Rang", "Answered", "Ended", "Ring time", "Talk time", "Sara Tesfaye hung up"
                }) {
            assertThat(row).containsText(word);
        }

        button(page, "Call back: Video call, Sara Tesfaye").click();
        page.shows("calling");
        assertThat(page.asks("() => e2e.state().call.callType")).isEqualTo("video");
        String call = sara.hears("call_invitation").path("call_id").asText();
        for (String name :
                new String[] {"Call back: Voice call, Sara Tesfaye", "Call back: Video call, Sara Tesfaye"}) {
            assertThat(page.page()
                            .locator("ringback-call-history [aria-label='" + name + "']")
                            .first())
                    .hasAttribute("aria-disabled", "true");
            assertThat(page.page()
                            .locator("ringback-call-history [aria-label='" + name + "']")
                            .first())
                    .hasAttribute("title", "You are in a call");
        }
        sara.declines(call);
        page.showsEnd("Call declined");
        page.dismiss();

        row(page, talked)
                .getByRole(
                        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Call back: Voice call, Sara Tesfaye"))
                .click();
        page.shows("calling");
        assertThat(page.asks("() => e2e.state().call.callType")).isEqualTo("voice");
        page.goesTo("#/chats/1");
        Locator start = page.page().locator("ringback-call-buttons [aria-label='Voice call']");
        assertThat(start).hasAttribute("aria-disabled", "true");
        assertThat(start).hasAttribute("aria-describedby", "why");
        assertThat(page.page().locator("ringback-call-buttons #why")).hasText("You are in a call");
        page.press("Cancel");
        page.showsEnd("Cancelled");
    }

    @Test
    @DisplayName("1.6.11: who was in no call sees none: not on the page, in the log, by its id or its events")
    void peopleSeeTheirOwnCallsOnly() {
        String call = declined(stage.phone(ABEBE), stage.phone(SARA), "voice");
        Tab hana = stage.tab(HANA, 2);
        hana.goesTo("#/calls");
        hana.page().getByLabel("Search people").fill("sara");
        assertThat(hana.page().getByText("No calls match")).isVisible();
        hides(hana, call);
        assertThat(stage.rest(HANA)
                        .get("/api/call-logs")
                        .succeeded()
                        .path("call_logs")
                        .findValuesAsText("call_id"))
                .doesNotContain(call);
        assertThat(stage.rest(HANA).get("/api/calls/" + call).status()).isEqualTo(404);
        assertThat(stage.rest(HANA).get("/api/calls/" + call + "/events").status())
                .isEqualTo(404);
        assertThat(stage.rest(HANA).get("/api/call-logs/1").status()).isEqualTo(403);
    }

    private String declined(Phone caller, Phone callee, String type) {
        String call = UUID.randomUUID().toString();
        caller.invites(sarasTalk, call, type).accepted();
        callee.hears("call_invitation");
        callee.declines(call);
        return call;
    }

    private String missed(Phone caller, Phone callee, String type) {
        return missed(caller, callee, type, sarasTalk);
    }

    private static String missed(Phone caller, Phone callee, String type, Conversation talk) {
        String call = UUID.randomUUID().toString();
        caller.invites(talk, call, type).accepted();
        callee.rings(call);
        caller.cancels(call);
        return call;
    }

    private String talked(Phone caller, Phone callee) {
        String call = caller.invites(sarasTalk);
        callee.rings(call);
        callee.answers(call);
        caller.hangsUp(call);
        return call;
    }

    private static Locator row(Tab tab, String call) {
        return tab.page().locator("ringback-call-history li[data-call-id='" + call + "']");
    }

    private static void shows(Tab tab, String... calls) {
        for (String call : calls) {
            assertThat(row(tab, call)).isVisible();
        }
    }

    private static void hides(Tab tab, String... calls) {
        for (String call : calls) {
            assertThat(row(tab, call)).hasCount(0);
        }
    }

    private static Locator chip(Tab tab, String name) {
        return tab.page()
                .locator("ringback-call-history")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator button(Tab tab, String name) {
        return tab.page()
                .getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true))
                .first();
    }
}
