package dev.ringback.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.ringback.e2e.browser.DemoPerson.ABEBE;
import static dev.ringback.e2e.browser.DemoPerson.SARA;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.ringback.e2e.world.Conversation;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Server;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The number of missed calls, on three devices of one person.
class MissedBadgeTest {
    @RegisterExtension
    final Stage stage = Stage.on(Server.usual());

    private final Conversation talk =
            new Conversation(1, ABEBE.asPerson(Server.usual()), SARA.asPerson(Server.usual()));

    @Test
    @DisplayName(
            "D8, 1.3.9, 1.3.10: missed calls are honest: not when answered elsewhere; screen, icon and API agree; seen once, cleared on all devices")
    void missedCallsAreHonestAndClearedEverywhere() {
        Tab first = stage.tab(SARA);
        Tab second = stage.tab(SARA);
        Phone third = stage.phone(SARA);
        Phone abebe = stage.phone(ABEBE);
        List<Tab> pages = List.of(first, second);

        String answered = abebe.invites(talk);
        pages.forEach(tab -> tab.shows("incoming"));
        third.answers(answered);
        pages.forEach(tab -> tab.showsEnd("Answered on another device"));
        abebe.hangsUp(answered);
        pages.forEach(Tab::dismiss);
        pages.forEach(tab -> assertThat(badge(tab)).isHidden());
        assertThat(missedByApi()).isZero();

        for (int count = 1; count <= 2; count++) {
            String missed = abebe.invites(talk);
            pages.forEach(tab -> tab.shows("incoming"));
            abebe.cancels(missed);
            for (Tab tab : pages) {
                tab.showsEnd("Missed call");
                tab.dismiss();
                assertThat(badge(tab)).containsText(count == 1 ? "1 missed call" : "2 missed calls");
                assertThat(tab.asks("() => e2e.badges.at(-1)")).isEqualTo(count);
            }
            assertThat(missedByApi()).isEqualTo(count);
        }

        second.press("Calls 2 missed calls");
        for (Tab tab : pages) {
            assertThat(badge(tab)).isHidden();
            tab.until("the icon is clear", "() => e2e.badges.at(-1) === null");
        }
        assertThat(missedByApi()).isZero();
        assertThat(third.hears(
                                "missed_calls_notification",
                                news -> news.path("count").asInt() == 0,
                                Phone.SOON)
                        .path("count")
                        .asInt())
                .isZero();
    }

    private int missedByApi() {
        return stage.rest(SARA)
                .get("/api/conversations")
                .succeeded()
                .path("conversations")
                .valueStream()
                .mapToInt(conversation -> conversation.path("missed_count").asInt())
                .sum();
    }

    private static Locator badge(Tab tab) {
        return tab.page().locator("nav ringback-missed-badge .badge");
    }
}
