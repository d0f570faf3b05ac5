package dev.ringback.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.SelectOption;
import dev.ringback.e2e.world.Server;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Microphones and cameras that are asked for, refused, taken or pulled out. The browser's answers are put in.
class PermissionsTest {
    private static final String ASKS =
            "() => { navigator.permissions.query = async () => ({ state: 'prompt' }); e2e.holdMedia(); }";

    @RegisterExtension
    final Stage stage = Stage.on(Server.usual());

    @Test
    @DisplayName(
            "1.5.1, 1.5.2: nothing is asked on load or while it rings; each question has its words: calling, answering, another device")
    void eachQuestionHasItsWords() {
        Pair pair = Pair.on(stage);
        Tab abebe = pair.caller();
        Tab sara = pair.callee();
        pair.both().forEach(tab -> assertThat(asked(tab)).as("asked on load").isZero());

        abebe.asks(ASKS);
        abebe.press("Video call");
        assertThat(notice(abebe, "outgoing-call"))
                .hasText(
                        "Your browser asks for microphone and camera. Allow them, so that Sara Tesfaye can hear and see you.");
        assertThat(asked(abebe)).isEqualTo(1);
        abebe.asks("() => e2e.releaseMedia()");
        sara.rings();
        assertThat(asked(sara)).as("asked while it rings").isZero();
        assertThat(sara.count("() => e2e.tracksSent.length + e2e.peers.length"))
                .as("connections and tracks before the answer")
                .isZero();

        sara.asks(ASKS);
        sara.press("Accept");
        assertThat(notice(sara, "active-call"))
                .hasText("Abebe Kebede is waiting. Allow microphone and camera to answer.");
        assertThat(sara.count("() => e2e.tracksSent.length"))
                .as("tracks before the permission")
                .isZero();
        sara.asks("() => e2e.releaseMedia()");
        pair.bothTalk();
        assertThat(sara.count("() => e2e.tracksSent.length")).isEqualTo(2);

        sara.asks("() => e2e.holdMedia()");
        chooseOtherMicrophone(sara);
        assertThat(notice(sara, "active-call"))
                .hasText("Your browser asks for the device. The call goes on as it is meanwhile.");
        sara.asks("() => e2e.releaseMedia()");
        assertThat(notice(sara, "active-call")).isHidden();
        pair.both().forEach(Tab::soundFlows);
        pair.hangUp(abebe, abebe.callId(), 0);
    }

    @Test
    @DisplayName(
            "D11, 1.5.3, 1.5.4: refused, closed, missing and taken devices each have words and a way on; without a camera it is a voice call")
    void eachFailureHasItsWordsAndAWayOn() {
        Pair pair = Pair.on(stage);
        Tab abebe = pair.caller();
        String[][] failures = {
            {
                "NotAllowedError",
                "The microphone is blocked for this page. Click the icon to the left of this page’s address"
            },
            {"dismissed", "The question about the microphone was closed. Try again and choose “Allow”."},
            {"NotFoundError", "No microphone was found. Plug one in and try again."},
            {"NotReadableError", "Another program is using the microphone. Close the other program and try again."},
        };
        abebe.asks("() => { e2e.faults.audio = 'TypeError'; }");
        abebe.press("Video call");
        for (String[] failure : failures) {
            abebe.page().evaluate("name => { e2e.faults.audio = name; }", failure[0]);
            abebe.press("Try again");
            assertThat(notice(abebe, "outgoing-call")).containsText(failure[1]);
        }
        abebe.asks("() => { e2e.faults = { video: 'NotReadableError' }; }");
        abebe.press("Try again");
        assertThat(notice(abebe, "outgoing-call"))
                .containsText("Another program is using the camera. You are calling by voice.");
        pair.callee().rings();
        assertThat(pair.callee().page().locator("ringback-incoming-call")).containsText("Incoming voice call");
        pair.callee().press("Accept");
        pair.bothTalk();

        abebe.asks("() => { e2e.faults = {}; }");
        abebe.press("Try again");
        pair.callee().videoFlows();
        assertThat(notice(abebe, "active-call")).isHidden();
        pair.hangUp(abebe, abebe.callId(), 0);
    }

    @Test
    @DisplayName(
            "1.4.2, 1.5.1: a device that is plugged in appears, one that is pulled out is replaced, another that fails leaves the one before")
    void devicesComeAndGoInACall() {
        Pair pair = Pair.on(stage);
        String call = pair.talk("Video call");
        Tab abebe = pair.caller();
        abebe.press("Devices and more");
        Locator microphones = devices(abebe).getByLabel("Microphone");
        abebe.asks("() => e2e.plugIn({ kind: 'audioinput', deviceId: 'usb', label: 'USB headset' })");
        assertThat(microphones).containsText("USB headset");
        assertThat(microphones.locator("option").first()).hasText(Pattern.compile("System default.*"));

        abebe.asks("() => { e2e.faults.audio = 'NotReadableError'; }");
        microphones.selectOption(new SelectOption().setLabel("USB headset"));
        assertThat(notice(abebe, "active-call"))
                .containsText("The other microphone could not be used. The one before goes on.");
        pair.callee().soundFlows();
        abebe.asks("() => { e2e.faults = {}; }");
        abebe.press("Try again");
        assertThat(notice(abebe, "active-call")).isHidden();

        abebe.asks("() => e2e.unplug('audio')");
        pair.callee().hearsSomebody();
        abebe.asks("() => { e2e.faults.video = 'NotFoundError'; e2e.unplug('video'); }");
        assertThat(notice(abebe, "active-call")).containsText("No camera was found.");
        assertThat(pair.callee().page().getByText("Abebe Kebede’s camera is off"))
                .isVisible();
        abebe.asks("() => { e2e.faults = {}; }");
        abebe.press("Try again");
        pair.callee().videoFlows();
        pair.hangUp(abebe, call, 0);
    }

    private static int asked(Tab tab) {
        return tab.count("() => e2e.asked.length");
    }

    private static Locator notice(Tab tab, String screen) {
        return tab.page().locator("ringback-" + screen + " ringback-notice");
    }

    private static Locator devices(Tab tab) {
        return tab.page().locator("ringback-active-call ringback-device-settings");
    }

    private static void chooseOtherMicrophone(Tab tab) {
        tab.press("Devices and more");
        devices(tab).getByLabel("Microphone").selectOption(new SelectOption().setIndex(1));
    }
}
