package dev.ringback.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.SelectOption;
import dev.ringback.e2e.world.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What people do with microphone and camera while they talk.
class InCallTest {
    @RegisterExtension
    final Stage stage = Stage.on(Server.usual());

    @Test
    void whoIsMutedIsNotHeardAndSeenToBeMuted() {
        Pair pair = Pair.on(stage);
        String call = pair.talk("Voice call");

        pair.callee().hearsSomebody();

        pair.caller().press("Mute microphone");
        assertThat(chip(pair.callee(), "Abebe Kebede is muted")).isVisible();
        pair.callee().hearsSilence();

        pair.caller().press("Unmute microphone");
        assertThat(chip(pair.callee(), "Abebe Kebede is muted")).isHidden();
        pair.callee().hearsSomebody();
        pair.hangUp(pair.caller(), call, 0);
    }

    @Test
    void theCameraGoesOnOffAndIsChanged() {
        Pair pair = Pair.on(stage);
        String call = pair.talk("Voice call");

        pair.caller().press("Turn camera on");
        pair.callee().videoFlows();
        assertThat(picture(pair.callee())).isVisible();

        // the second of Chromium's fake cameras gives depth images, which no call carries
        String other = camera(pair.caller()).equals("fake_device_0") ? "fake_device_2" : "fake_device_0";
        pair.caller().press("Devices and more");
        Locator devices = pair.caller().page().locator("ringback-active-call ringback-device-settings");
        devices.getByLabel("Camera").selectOption(new SelectOption().setLabel(other));
        pair.caller()
                .until(
                        other + " is on",
                        "other => e2e.state().media.local?.getVideoTracks()[0]?.label === other",
                        other);
        pair.callee().videoFlows();

        pair.caller().press("Turn camera off");
        assertThat(chip(pair.callee(), "Abebe Kebede’s camera is off")).isVisible();
        assertThat(picture(pair.callee())).isHidden();
        pair.both().forEach(Tab::soundFlows);
        pair.hangUp(pair.callee(), call, 0);
    }

    @Test
    void aVideoCallIsAnsweredWithoutTheCamera() {
        Pair pair = Pair.on(stage);
        String call = pair.ring("Video call");
        pair.callee().press("Accept without camera");
        pair.bothTalk();
        pair.callee().videoFlows();
        assertThat(pair.caller().media().frames())
                .as("frames of who has no camera on")
                .isZero();
        assertThat(chip(pair.caller(), "Sara Tesfaye’s camera is off")).isVisible();
        pair.hangUp(pair.caller(), call, 0);
    }

    private static Locator chip(Tab tab, String words) {
        return tab.page().locator("ringback-active-call .chip").getByText(words);
    }

    private static Locator picture(Tab tab) {
        return tab.page().locator("ringback-active-call video.remote:not(.hidden)");
    }

    private static String camera(Tab tab) {
        return (String) tab.page().evaluate("() => e2e.state().media.local.getVideoTracks()[0].label");
    }
}
