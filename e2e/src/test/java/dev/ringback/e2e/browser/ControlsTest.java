package dev.ringback.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.ringback.e2e.world.Await;
import dev.ringback.e2e.world.Server;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What two people do and see while they talk.
class ControlsTest {
    @RegisterExtension
    final Stage stage = Stage.on(Server.usual());

    @Test
    @DisplayName("1.1.4: the timer is not there before media flows, and begins with zero")
    void theTimerBeginsWithTheMedia() {
        Pair pair = Pair.on(stage);
        pair.both().forEach(tab -> tab.asks("""
                () => {
                  e2e.timers = [];
                  const look = () => {
                    const shown = e2e.timer();
                    if (shown !== null) e2e.timers.push({ shown, state: e2e.calls().dataset.state, talking: e2e.state().call?.talkingSince });
                    if (e2e.timers.length < 3) requestAnimationFrame(look);
                  };
                  look();
                }
                """));
        String call = pair.talk("Voice call");
        for (Tab tab : pair.both()) {
            tab.until("the timer was seen", "() => e2e.timers.length === 3");
            assertThat(tab.asks("() => e2e.timers[0].shown"))
                    .as("the timer's first value")
                    .isEqualTo(0);
            assertThat(tab.asks("() => e2e.timers[0].state")).isEqualTo("in-call");
        }
        pair.hangUp(pair.caller(), call, 0);
    }

    @Test
    @DisplayName(
            "1.4.1, 1.4.5: mute, camera and end are always there and named by what they do; the other side reads the state in words")
    void controlsAreThereAndTheOtherSideReadsThem() {
        Pair pair = Pair.on(stage);
        String call = pair.talk("Video call");
        Tab abebe = pair.caller();
        Tab sara = pair.callee();
        for (String name : new String[] {"Mute microphone", "Turn camera off", "Hang up", "Devices and more"}) {
            assertThat(abebe.button(name)).isVisible();
            assertThat(abebe.button(name)).not().hasAttribute("aria-pressed", "true");
        }
        abebe.press("Mute microphone");
        assertThat(chip(sara, "Abebe Kebede is muted")).isVisible();
        assertThat(abebe.button("Unmute microphone")).isVisible();
        assertThat(abebe.button("Mute microphone")).hasCount(0);
        abebe.press("Turn camera off");
        assertThat(chip(sara, "Abebe Kebede’s camera is off")).isVisible();
        abebe.press("Unmute microphone");
        assertThat(chip(sara, "Abebe Kebede is muted")).isHidden();
        abebe.press("Devices and more");
        for (String name : new String[] {"Picture in picture", "Full screen", "Switch to voice call"}) {
            assertThat(abebe.button(name)).isVisible();
        }
        for (String device : new String[] {"Microphone", "Camera", "Speaker"}) {
            assertThat(abebe.page()
                            .locator("ringback-active-call ringback-device-settings")
                            .getByLabel(device))
                    .isVisible();
        }
        poorFor(abebe);
        assertThat(chip(abebe, "Sara Tesfaye’s connection is weak")).isVisible();
        pair.hangUp(abebe, call, 0);
    }

    @Test
    @DisplayName(
            "1.4.6, D10: signal bars with a word; a click shows round trip, jitter, loss, bitrate and path; a summary goes to the server")
    void theQualityHasWordsAndDetails() {
        Pair pair = Pair.on(stage);
        String call = pair.talk("Voice call");
        Tab abebe = pair.caller();
        Locator bars = abebe.page().locator("ringback-active-call [data-quality]");
        assertThat(bars).hasAccessibleName("Good connection");
        bars.click();
        Locator details = abebe.page().locator("ringback-active-call .panel");
        for (String word : new String[] {"Round trip", "Jitter", "Loss", "Receiving", "kbit/s", "Path", "Direct"}) {
            assertThat(details).containsText(word);
        }
        poorFor(abebe);
        assertThat(bars).hasAccessibleName("Poor connection");
        assertThat(details).containsText("Sara Tesfaye’s connection is weak");
        abebe.page().keyboard().press("Escape");
        assertThat(details).isHidden();
        abebe.shows("in-call");
        pair.hangUp(abebe, call, 0);
        long row = stage.rows().call(call).path("id").asLong();
        Await.until("the summary is kept", () -> !stage.rows().quality(row).isEmpty());
    }

    @Test
    @DisplayName(
            "1.1.10, 1.4.12, 1.7.5: Escape minimises and never hangs up; keys act only on the call; a tile never hides what has the focus")
    void escapeMinimisesAndKeysStayInTheCall() {
        Pair pair = Pair.on(stage);
        String call = pair.talk("Voice call");
        Tab abebe = pair.caller();
        abebe.page().keyboard().press("m");
        assertThat(abebe.button("Unmute microphone")).isVisible();
        abebe.page().keyboard().press("m");
        abebe.page().keyboard().press("Escape");
        assertThat(abebe.button("Back to the call")).isVisible();
        abebe.page().keyboard().press("Escape");
        pair.both().forEach(tab -> tab.shows("in-call"));

        Locator note = abebe.page().getByLabel("Message to Sara Tesfaye");
        note.click();
        abebe.page().keyboard().type("mvt");
        assertThat(note).hasValue("mvt");
        assertThat(abebe.button("Mute microphone")).isVisible();
        abebe.page().keyboard().press("Tab");
        abebe.until("what has the focus is not behind the tile", """
                () => {
                  const mine = e2e.focused().getBoundingClientRect();
                  const tile = e2e.calls().shadowRoot.querySelector('dialog').getBoundingClientRect();
                  return e2e.focusedName() === 'Send' && (mine.bottom <= tile.top || mine.top >= tile.bottom || mine.right <= tile.left);
                }
                """);
        abebe.press("Back to the call");
        assertThat(abebe.button("Minimise call")).isVisible();
        pair.both().forEach(Tab::soundFlows);
        pair.hangUp(abebe, call, 0);
    }

    @Test
    @DisplayName("1.4.3: a voice call becomes video without the other camera, sound goes on, and it goes back to voice")
    void aVoiceCallBecomesVideoAndGoesBack() {
        Pair pair = Pair.on(stage);
        String call = pair.talk("Voice call");
        Tab abebe = pair.caller();
        Tab sara = pair.callee();
        abebe.press("Turn camera on");
        sara.videoFlows();
        assertThat(sara.button("Turn camera on")).isVisible();
        assertThat(sara.asks("() => e2e.asked.some((one) => one.video)"))
                .as("Sara's camera was asked for")
                .isEqualTo(false);
        sara.until("it is a video call", "() => e2e.state().call.callType === 'video'");
        pair.both().forEach(Tab::soundFlows);

        sara.press("Devices and more");
        sara.press("Switch to voice call");
        abebe.until("it is a voice call", "() => e2e.state().call.callType === 'voice'");
        assertThat(abebe.button("Turn camera on")).isVisible();
        abebe.until(
                "the camera is off",
                "() => e2e.streams.every((stream) => stream.getVideoTracks().every((track) => track.readyState === 'ended'))");
        pair.both().forEach(Tab::soundFlows);
        pair.hangUp(sara, call, 0);
    }

    @Test
    @DisplayName("1.4.1: the screen is shared, the other side reads so, and the camera comes back")
    void theScreenIsShared() {
        Pair pair = Pair.on(stage);
        String call = pair.talk("Voice call");
        Tab abebe = pair.caller();
        Tab sara = pair.callee();
        abebe.asks("""
                () => {
                  const screen = Object.assign(document.createElement('canvas'), { width: 320, height: 200 });
                  const pen = screen.getContext('2d');
                  setInterval(() => { pen.fillStyle = `hsl(${Date.now() % 360} 80% 50%)`; pen.fillRect(0, 0, 320, 200); }, 50);
                  navigator.mediaDevices.getDisplayMedia = async () => (e2e.screen = screen.captureStream(15));
                }
                """);
        abebe.press("Share screen");
        assertThat(chip(sara, "Abebe Kebede is sharing the screen")).isVisible();
        sara.videoFlows();
        assertThat(abebe.button("Stop sharing")).isVisible();

        abebe.asks(
                "() => { const [track] = e2e.screen.getTracks(); track.stop(); track.dispatchEvent(new Event('ended')); }");
        assertThat(chip(sara, "Abebe Kebede is sharing the screen")).isHidden();
        assertThat(abebe.button("Share screen")).isVisible();

        abebe.asks(
                "() => { navigator.mediaDevices.getDisplayMedia = async () => { throw new DOMException('no', 'NotAllowedError'); }; }");
        abebe.press("Share screen");
        assertThat(abebe.page().locator("ringback-active-call ringback-notice")).isHidden();
        pair.both().forEach(Tab::soundFlows);
        pair.hangUp(abebe, call, 0);
    }

    @Test
    @DisplayName(
            "1.4.8, 1.4.9, 1.4.10, 1.7.5: picture in picture; the screen stays awake in a video call only; the self view moves by keys and by a press")
    void pictureInPictureAndWakeLockAndSelfView() {
        Pair pair = Pair.on(stage);
        String call = pair.talk("Video call");
        Tab abebe = pair.caller();
        pair.both().forEach(Tab::videoFlows);
        abebe.until("the screen is kept awake", "() => e2e.wakeLocks.some((lock) => !lock.released)");
        abebe.press("Devices and more");
        abebe.press("Picture in picture");
        abebe.until("the picture is in a window", "() => document.pictureInPictureElement !== null");
        abebe.asks("() => document.exitPictureInPicture()");

        Locator self = abebe.button("Your camera. Move it with the arrow keys.");
        self.focus();
        abebe.page().keyboard().press("ArrowUp");
        assertThat(self).hasAttribute("data-corner", "top-end");
        self.click();
        assertThat(self).hasAttribute("data-corner", "top-start");

        pair.hangUp(abebe, call, 0);
        abebe.until("the screen may sleep", "() => e2e.wakeLocks.every((lock) => lock.released)");
    }

    @Test
    @DisplayName("1.4.4: who speaks into a muted microphone reads so")
    void whoSpeaksMutedIsTold() {
        Pair pair = Pair.on(stage);
        String call = pair.talk("Voice call");
        Tab abebe = pair.caller();
        abebe.asks("""
                () => {
                  const context = new AudioContext();
                  const voice = new GainNode(context, { gain: 0.5 });
                  const out = context.createMediaStreamDestination();
                  const tone = new OscillatorNode(context, { frequency: 180 });
                  tone.connect(voice).connect(out);
                  tone.start();
                  e2e.speak = (on) => { voice.gain.value = on ? 0.5 : 0; };
                  navigator.mediaDevices.getUserMedia = async () => out.stream;
                }
                """);
        assertThat(abebe.page().getByText("You are muted")).isHidden();
        abebe.press("Mute microphone");
        assertThat(chip(abebe, "You are muted")).isVisible();
        abebe.asks("() => e2e.speak(false)");
        assertThat(abebe.page().getByText("You are muted")).isHidden();
        abebe.asks("() => e2e.speak(true)");
        assertThat(chip(abebe, "You are muted")).isVisible();
        abebe.press("Unmute microphone");
        assertThat(abebe.page().getByText("You are muted")).isHidden();
        pair.hangUp(abebe, call, 0);
    }

    /// From now on the statistics say that a third of what comes in is lost.
    private static void poorFor(Tab tab) {
        tab.asks("""
                () => {
                  const { getStats } = RTCPeerConnection.prototype;
                  let lost = 0;
                  RTCPeerConnection.prototype.getStats = async function () {
                    const report = new Map(await getStats.call(this));
                    lost += 1000;
                    for (const [id, one] of report) if (one.type === 'inbound-rtp') report.set(id, { ...one, packetsLost: lost, jitter: 0.09 });
                    return report;
                  };
                }
                """);
    }

    private static Locator chip(Tab tab, String words) {
        return tab.page().locator("ringback-active-call .chip").getByText(words);
    }
}
