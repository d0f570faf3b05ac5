package dev.ringback.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.ringback.e2e.browser.DemoPerson.ABEBE;
import static dev.ringback.e2e.browser.DemoPerson.SARA;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import dev.ringback.e2e.world.Await;
import dev.ringback.e2e.world.Conversation;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Server;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A browser as it comes: it holds sound back, and gives no device without a permission.
class StrictBrowserTest {
    private static final double SOUNDS_WITHIN_MS = 100;

    @RegisterExtension
    final Stage stage = Stage.on(Server.usual(), Chromium.Kind.STRICT);

    private final Conversation talk =
            new Conversation(1, ABEBE.asPerson(Server.usual()), SARA.asPerson(Server.usual()));

    @Test
    @DisplayName(
            "D4, 1.3.2: a ring that the browser keeps silent says so, flashes and notifies; one click makes it sound")
    void aSilentRingSaysSo() {
        BrowserContext context = stage.context();
        context.grantPermissions(List.of("notifications"));
        Tab sara = stage.blank(SARA, context);
        Untouched page = new Untouched(context.newCDPSession(sara.page()));
        sara.page().navigate(stage.server().base() + "/?user=2#/chats/1");
        page.until("the connection is there", "e2e.state()?.connection.kind === 'ready'");
        page.until("the worker is there", "navigator.serviceWorker.ready.then((worker) => !!worker.active)");
        Phone abebe = stage.phone(ABEBE);
        String call = abebe.invites(talk);

        page.until("it rings", "e2e.calls().dataset.state === 'incoming'");
        page.until("a strip says so", """
                e2e.roots().some((root) => root.host?.localName === 'ringback-incoming-call'
                  && root.querySelector('ringback-notice')?.textContent.includes('Your browser is holding the sound back.'))
                """);
        page.until("the title calls", "document.title.includes('Abebe Kebede is calling')");
        page.until("no tone was heard", "e2e.oscillators.length === 0");
        page.until("the page is hidden", "e2e.look(false) ?? true");
        page.until("it is notified", "e2e.noticesShown.size === 1");
        page.until("the page is seen", "e2e.look(true) ?? true");

        sara.press("Turn on sound");
        sara.until("the ringtone sounds", "() => e2e.oscillators.length > 0");
        assertThat(sara.page().locator("ringback-incoming-call ringback-notice"))
                .isHidden();
        double clicked = sara.when("pressed Turn on sound");
        double sounded = ((Number) sara.asks("() => e2e.oscillators[0]")).doubleValue();
        System.out.printf("The click let sound through after %.0f ms%n", sounded - clicked);
        assertThat(sounded - clicked).as("ms from the click to the sound").isLessThan(SOUNDS_WITHIN_MS);
        abebe.cancels(call);
        sara.showsEnd("Missed call");
    }

    @Test
    @DisplayName(
            "D11, 1.5.3: a refused microphone says where the switch is, and the call is made after it was allowed, without reload")
    void aRefusedMicrophoneIsAllowedAndTheCallGoesOn() {
        BrowserContext context = stage.context();
        Tab abebe = stage.open(ABEBE, 1, context);
        Phone sara = stage.phone(SARA);
        abebe.press("Voice call");
        Locator notice = abebe.page().locator("ringback-outgoing-call ringback-notice");
        assertThat(notice).containsText("The microphone is blocked for this page.");
        assertThat(notice).containsText("Click the icon to the left of this page’s address");
        sara.hearsNo("call_invitation");

        context.grantPermissions(List.of("microphone"));
        abebe.press("Try again");
        sara.hears("call_invitation");
        assertThat(notice).isHidden();
        abebe.press("Cancel");
        abebe.showsEnd("Cancelled");
    }

    @Test
    @DisplayName(
            "D11, 1.5.3: a callee whose microphone is refused keeps ringing, reads why, and can accept once it is allowed")
    void aCalleeWhoseMicrophoneIsRefusedKeepsRinging() {
        BrowserContext context = stage.context();
        BrowserContext other = stage.context();
        other.grantPermissions(List.of("microphone"));
        Pair pair = new Pair(stage, stage.open(ABEBE, 1, other), stage.open(SARA, 1, context));
        pair.caller().press("Voice call");
        pair.callee().shows("incoming");
        pair.callee().press("Accept");
        Locator notice = pair.callee().page().locator("ringback-incoming-call ringback-notice");
        assertThat(notice.last()).containsText("The microphone is blocked for this page.");
        pair.callee().shows("incoming");
        pair.caller().shows("ringing");

        context.grantPermissions(List.of("microphone"));
        pair.callee().press("Accept");
        pair.bothTalk();
        pair.hangUp(pair.caller(), pair.caller().callId(), 0);
    }

    @Test
    @DisplayName(
            "1.5.6, D11: a page without HTTPS says in plain words that calls need one, to people and to developers")
    void anInsecurePageSaysSo() {
        Tab abebe = stage.blank(ABEBE, stage.context());
        abebe.complaints().expect("Ringback: this page is not secure");
        int port = stage.server().base().getPort();
        abebe.open("http://" + Chromium.INSECURE_HOST + ":" + port, 1);
        assertThat((Boolean) abebe.asks("() => isSecureContext")).isFalse();
        abebe.press("Voice call");
        Locator notice = abebe.page().locator("ringback-outgoing-call ringback-notice");
        assertThat(notice).containsText("Calls need a secure page (HTTPS).");
        assertThat(notice).containsText("Ask whoever runs this page to serve it over HTTPS.");
        assertThat(abebe.complaints().expected()).as("what developers read").hasSize(1);
        abebe.press("Cancel");
        abebe.shows("idle");
    }

    /// A page that nobody has touched. What Playwright itself runs in a page counts as a touch, and lets sound through.
    private record Untouched(CDPSession session) {
        void until(String what, String condition) {
            JsonObject question = new JsonObject();
            question.addProperty("expression", condition);
            question.addProperty("awaitPromise", true);
            question.addProperty("returnByValue", true);
            question.addProperty("userGesture", false);
            Await.until(what, () -> {
                JsonElement answer = session.send("Runtime.evaluate", question)
                        .getAsJsonObject("result")
                        .get("value");
                return answer != null && answer.isJsonPrimitive() && answer.getAsBoolean();
            });
        }
    }
}
