package dev.ringback.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.ringback.e2e.browser.DemoPerson.ABEBE;
import static dev.ringback.e2e.browser.DemoPerson.SARA;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.ringback.e2e.world.Await;
import dev.ringback.e2e.world.Conversation;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Server;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Sara's page while Abebe's phone calls her, and Abebe's page while he calls her phone.
class RingingTest {
    private static final double TITLE_FLASHES_AFTER_MS = 1_000;

    @RegisterExtension
    final Stage stage = Stage.on(Server.usual());

    private final Conversation talk =
            new Conversation(1, ABEBE.asPerson(Server.usual()), SARA.asPerson(Server.usual()));

    @Test
    @DisplayName("1.1.3, 1.7.1: an incoming call is an alert dialog with a name, its kind, and two or three buttons")
    void anIncomingCallSaysWhoAndWhat() {
        Tab sara = stage.tab(SARA);
        Phone abebe = stage.phone(ABEBE);

        String voice = abebe.invites(talk);
        sara.rings();
        Locator dialog = dialog(sara);
        assertThat(dialog).hasAccessibleDescription("Incoming voice call");
        assertThat(dialog.getByRole(AriaRole.BUTTON)).hasText(new String[] {"", ""});
        assertThat(sara.button("Decline")).isVisible();
        assertThat(sara.button("Accept")).isVisible();
        abebe.cancels(voice);
        sara.showsEnd("Missed call");
        sara.dismiss();

        String video = invites(abebe, "video");
        sara.rings();
        assertThat(dialog).hasAccessibleDescription("Incoming video call");
        assertThat(sara.button("Accept without camera")).isVisible();
        assertThat(dialog.getByRole(AriaRole.BUTTON)).hasCount(3);
        abebe.cancels(video);
        sara.showsEnd("Missed call");
    }

    @Test
    @DisplayName(
            "1.7.1, 1.7.2: the focus goes to the dialog, never to a button, keys do nothing there, and it goes back")
    void theFocusNeverStartsOnAButton() {
        Tab sara = stage.tab(SARA);
        Phone abebe = stage.phone(ABEBE);
        sara.button("Send").focus();

        String call = abebe.invites(talk);
        sara.rings();
        sara.until("the dialog has the focus", "() => e2e.focused().role === 'alertdialog'");
        for (String key : new String[] {"Enter", "Space", "a", "m", "Escape"}) {
            sara.page().keyboard().press(key);
        }
        abebe.fence();
        abebe.hearsNo("call_answer", "call_declined");
        sara.shows("incoming");

        abebe.cancels(call);
        sara.showsEnd("Missed call");
        sara.dismiss();
        sara.until("the focus is back", "() => e2e.focusedName() === 'Send'");
    }

    @Test
    @DisplayName("D5, 1.7.2: typing while it starts to ring goes into the text, neither answers nor declines")
    void typingWhileItStartsToRingDoesNothingToTheCall() {
        Tab sara = stage.tab(SARA);
        Phone abebe = stage.phone(ABEBE);
        Locator note = sara.page().getByLabel("Message to Abebe Kebede");
        note.focus();

        sara.page().keyboard().type("see you at ");
        String call = abebe.invites(talk);
        sara.page().keyboard().type("ten o'clock mvt ");
        sara.page().keyboard().press("Enter");
        sara.page().keyboard().type("  and bring ");
        sara.rings();
        sara.page().keyboard().type("the book");

        assertThat(sara.page().getByText("see you at ten o'clock mvt")).isVisible();
        assertThat(note).hasValue("  and bring the book");
        abebe.fence();
        abebe.hearsNo("call_answer", "call_declined");
        sara.shows("incoming");
        sara.page().keyboard().press("F6");
        sara.until("F6 leads to the call", "() => e2e.focused().role === 'alertdialog'");
        abebe.cancels(call);
        sara.showsEnd("Missed call");
    }

    @Test
    @DisplayName("1.7.3: a quiet ring takes no focus and is announced politely; F6 leads to it")
    void aQuietRingIsABanner() {
        Tab sara = stage.tab(SARA);
        Phone abebe = stage.phone(ABEBE);
        sara.asks("() => { e2e.calls().quietRing = true; e2e.hear(); }");
        sara.button("Send").focus();

        String call = abebe.invites(talk);
        sara.rings();
        sara.until("it is said politely", """
                () => [...e2e.calls().shadowRoot.querySelectorAll('[role=status]')].some((one) => one.textContent.includes('Abebe Kebede is calling.'))
                """);
        assertThat(sara.page().getByRole(AriaRole.ALERTDIALOG)).hasCount(0);
        assertThat(sara.focused()).isEqualTo("Send");
        sara.page().keyboard().press("F6");
        sara.until("F6 leads to the call", "() => e2e.focused().role === 'region'");
        sara.press("Decline");
        abebe.hears("call_declined");
        assertThat(call).isNotEmpty();
    }

    @Test
    @DisplayName(
            "1.1.2, 1.3.1: the caller reads Calling, and Ringing with a ringback once a device rings; a decline has its tone")
    void callingBecomesRinging() {
        Tab abebe = stage.tab(ABEBE);
        Phone sara = stage.phone(SARA);
        abebe.press("Voice call");
        abebe.shows("calling");
        assertThat(abebe.page().getByText("Calling…").first()).isVisible();
        assertThat(abebe.count("() => e2e.oscillators.length"))
                .as("tones before it rings")
                .isZero();

        String call = sara.hears("call_invitation").path("call_id").asText();
        sara.rings(call);
        abebe.shows("ringing");
        assertThat(abebe.page().getByText("Ringing…").first()).isVisible();
        abebe.hears("ringback");
        abebe.until("the ringback sounds", "() => e2e.oscillators.length > 0");

        sara.declines(call);
        abebe.showsEnd("Call declined");
        abebe.when("sounds declined");
    }

    @Test
    @DisplayName(
            "1.3.1, 1.3.12: every tab shows the call, one of them rings aloud, and all are silent when it is cancelled")
    void oneTabRingsAloud() {
        Tab first = stage.tab(SARA);
        Tab second = stage.secondTabOf(first);
        Phone abebe = stage.phone(ABEBE);

        String call = abebe.invites(talk);
        Stream.of(first, second).forEach(tab -> tab.shows("incoming"));
        Tab aloud = waitForAloud(first, second);
        Tab quiet = aloud == first ? second : first;
        aloud.until("it goes on ringing", "() => e2e.oscillators.length >= 20");
        assertThat(quiet.count("() => e2e.oscillators.length"))
                .as("tones of the other tab")
                .isZero();

        abebe.cancels(call);
        Stream.of(first, second).forEach(tab -> tab.showsEnd("Missed call"));
        Stream.of(first, second).forEach(Tab::hearsNoRing);
    }

    @Test
    @DisplayName(
            "1.3.5, 1.7.7: the title alternates once a second, keeps what the page sets meanwhile, and is given back")
    void theTitleAlternatesAndIsGivenBack() {
        Tab sara = stage.tab(SARA);
        Phone abebe = stage.phone(ABEBE);
        sara.asks(
                "() => { e2e.titles = []; new MutationObserver(() => e2e.titles.push({ title: document.title, at: performance.now() }))"
                        + ".observe(document.querySelector('title'), { childList: true }); }");

        String call = abebe.invites(talk);
        sara.until("the title calls", "() => document.title === '📞 Abebe Kebede is calling'");
        sara.until("and rests", "() => document.title === 'Ringback'");
        sara.asks("() => { document.title = 'Chat (2)'; }");
        sara.until("it calls again", "() => document.title.includes('calling')");
        double shortest = ((Number) sara.asks("() => Math.min(...e2e.titles.filter((one) => one.title !== 'Chat (2)')"
                        + ".map((one, index, all) => index ? one.at - all[index - 1].at : Infinity))"))
                .doubleValue();
        assertThat(shortest).as("ms between two titles").isGreaterThan(TITLE_FLASHES_AFTER_MS * 0.9);

        abebe.cancels(call);
        sara.showsEnd("Missed call");
        assertThat(sara.page()).hasTitle("Chat (2)");
    }

    @Test
    @DisplayName("1.1.12: do not disturb: nothing rings or shows, and the call is missed")
    void doNotDisturb() {
        Tab sara = stage.tab(SARA);
        Phone abebe = stage.phone(ABEBE);
        sara.goesTo("#/settings");
        sara.page().getByLabel("Do not disturb").check();
        sara.goesTo("#/chats/1");

        String call = abebe.invites(talk);
        sara.received("call_invitation", 1);
        abebe.hearsNo("call_ringing");
        sara.shows("idle");
        assertThat(sara.count("() => e2e.oscillators.length")).as("tones").isZero();
        assertThat(sara.page()).hasTitle("Ringback");
        abebe.cancels(call);
        sara.showsCard(call, "Missed call");
        sara.shows("idle");
    }

    private static Tab waitForAloud(Tab first, Tab second) {
        Await.until(
                "one tab rings aloud",
                () -> first.count("() => e2e.oscillators.length") + second.count("() => e2e.oscillators.length") > 0);
        return first.count("() => e2e.oscillators.length") > 0 ? first : second;
    }

    private static Locator dialog(Tab tab) {
        return tab.page().getByRole(AriaRole.ALERTDIALOG, new GetByRoleOptions().setName(ABEBE.fullName()));
    }

    private String invites(Phone phone, String type) {
        String call = UUID.randomUUID().toString();
        phone.invites(talk, call, type).accepted();
        return call;
    }
}
