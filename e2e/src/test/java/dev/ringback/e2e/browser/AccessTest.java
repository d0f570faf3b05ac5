package dev.ringback.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.ringback.e2e.browser.DemoPerson.ABEBE;
import static dev.ringback.e2e.browser.DemoPerson.SARA;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.assertions.LocatorAssertions.IsInViewportOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.ringback.e2e.world.Conversation;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Server;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Calls for people who see, hear or move otherwise, and for small screens.
class AccessTest {
    @RegisterExtension
    final Stage stage = Stage.on(Server.usual());

    private final Conversation talk =
            new Conversation(1, ABEBE.asPerson(Server.usual()), SARA.asPerson(Server.usual()));

    @Test
    @DisplayName("1.7.6: axe finds nothing on any screen of a call, light and dark")
    void axeFindsNothingOnAnyScreenOfACall() {
        Pair pair = new Pair(stage, stage.tab(ABEBE), stage.open(SARA, 1, looks(ColorScheme.DARK)));
        Tab abebe = pair.caller();
        Tab sara = pair.callee();
        pair.both().forEach(tab -> Axe.passes(tab, "a conversation"));
        pair.ring("Video call");
        Axe.passes(sara, "an incoming call");
        Axe.passes(abebe, "an outgoing call");
        sara.press("Accept");
        pair.bothTalk();
        pair.both().forEach(Tab::videoFlows);
        Axe.passes(abebe, "a video call");
        sara.press("Turn camera off");
        sara.press("Mute microphone");
        abebe.press("Turn camera off");
        sara.press("Devices and more");
        Axe.passes(sara, "a call with its devices");
        assertThat(abebe.page().getByText("Sara Tesfaye is muted")).isVisible();
        Axe.passes(abebe, "a call without pictures");
        abebe.press("Minimise call");
        Axe.passes(abebe, "a minimised call");
        abebe.press("Hang up");
        pair.both().forEach(tab -> tab.shows("ended"));
        Axe.passes(sara, "the end of a call");
    }

    @Test
    @DisplayName("1.7.6: axe finds nothing on the pages around the calls, light and dark")
    void axeFindsNothingAroundTheCalls() {
        Phone abebe = stage.phone(ABEBE);
        Phone saras = stage.phone(SARA);
        String call = abebe.invites(talk);
        saras.rings(call);
        abebe.cancels(call);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Tab sara = stage.open(SARA, 1, looks(scheme));
            sara.goesTo("#/calls");
            sara.page().locator("ringback-call-history li").first().waitFor();
            sara.page().locator("ringback-call-history [aria-expanded]").first().click();
            sara.page()
                    .locator("ringback-call-history li [aria-expanded]")
                    .first()
                    .click();
            Axe.passes(sara, "the history with filters and details, " + scheme);
            sara.goesTo("#/settings");
            Axe.passes(sara, "the settings, " + scheme);
        }
    }

    @Test
    @DisplayName(
            "D16, 1.7.4: a whole call by keyboard; the live regions speak a few times, the timer never, and T says how long")
    void aWholeCallByKeyboard() {
        Pair pair = Pair.on(stage);
        Tab abebe = pair.caller();
        Tab sara = pair.callee();
        pair.both().forEach(tab -> tab.asks("() => e2e.hear()"));
        tabTo(abebe, "Voice call");
        abebe.page().keyboard().press("Enter");
        sara.rings();
        abebe.shows("ringing");
        sara.page().keyboard().press("F6");
        tabTo(sara, "Accept");
        sara.page().keyboard().press("Space");
        pair.bothTalk();
        pair.both().forEach(tab -> tab.timerReaches(3));

        assertThat(heard(sara))
                .as("what Sara heard")
                .contains("Abebe Kebede is calling. Voice call. Press F6 to go to the call.", "Abebe Kebede: In call");
        assertThat(heard(abebe))
                .as("what Abebe heard")
                .contains("Sara Tesfaye: Calling…", "Sara Tesfaye: Ringing…", "Sara Tesfaye: In call");
        pair.both()
                .forEach(tab -> assertThat(heard(tab))
                        .as("the timer is silent")
                        .noneMatch(words -> words.matches(".*\\d:\\d\\d.*")));
        int before = heard(abebe).size();
        abebe.timerReaches(6);
        assertThat(heard(abebe)).as("what is said in three seconds of a call").hasSize(before);
        abebe.page().keyboard().press("t");
        abebe.until(
                "T says how long", "() => e2e.heard.some((words) => /^The call has lasted \\d+ seconds/.test(words))");

        tabTo(abebe, "Mute microphone");
        abebe.page().keyboard().press("Enter");
        assertThat(sara.page().getByText("Abebe Kebede is muted")).isVisible();
        abebe.page().keyboard().press("Escape");
        assertThat(abebe.button("Back to the call")).isVisible();
        abebe.page().keyboard().press("F6");
        tabTo(abebe, "Back to the call");
        abebe.page().keyboard().press("Enter");
        tabTo(abebe, "Hang up");
        abebe.page().keyboard().press("Enter");
        pair.both().forEach(tab -> tab.shows("ended"));
        assertThat(heard(sara).toString()).contains("Abebe Kebede: Call ended");
        tabTo(abebe, "Close");
        abebe.page().keyboard().press("Enter");
        abebe.shows("idle");
        abebe.until("the focus is where it began", "() => e2e.focusedName() === 'Voice call'");
    }

    @Test
    @DisplayName("1.7.7: with reduced motion nothing moves while it rings or calls; without it, it does")
    void reducedMotionIsKept() {
        Tab abebe = stage.open(ABEBE, 1, stage.context(new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE)));
        Tab sara = stage.open(SARA, 1, stage.context(new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE)));
        Tab moving = stage.tab(SARA);
        new Pair(stage, abebe, sara).ring("Voice call");
        moving.shows("incoming");
        assertThat(moving.count("() => e2e.animations().length"))
                .as("what moves otherwise")
                .isPositive();
        for (Tab tab : List.of(abebe, sara)) {
            assertThat(tab.count("() => e2e.animations().length"))
                    .as("what moves")
                    .isZero();
        }
        abebe.press("Cancel");
        sara.showsEnd("Missed call");
    }

    @Test
    @DisplayName(
            "1.7.5, 1.7.9: on 320 by 256 nothing scrolls sideways, every target is 24 px and call buttons 48, and the end is in sight")
    void smallScreensHoldEverything() {
        Pair pair = new Pair(stage, small(ABEBE), small(SARA));
        Tab abebe = pair.caller();
        Tab sara = pair.callee();
        pair.both().forEach(AccessTest::fits);
        assertThat(size(abebe, "Voice call")).isGreaterThanOrEqualTo(48);
        pair.ring("Video call");
        pair.both().forEach(AccessTest::fits);
        inSight(abebe, "Cancel");
        for (String name : new String[] {"Decline", "Accept without camera", "Accept"}) {
            sara.button(name).scrollIntoViewIfNeeded();
            assertThat(size(sara, name)).isGreaterThanOrEqualTo(48);
        }
        sara.press("Accept");
        pair.bothTalk();
        pair.both().forEach(Tab::videoFlows);
        for (Tab tab : pair.both()) {
            fits(tab);
            for (String name : new String[] {"Hang up", "Mute microphone", "Turn camera off"}) {
                inSight(tab, name);
                assertThat(size(tab, name)).as(name).isGreaterThanOrEqualTo(44);
            }
        }
        abebe.press("Minimise call");
        fits(abebe);
        inSight(abebe, "Hang up");
        abebe.press("Hang up");
        pair.both().forEach(tab -> tab.shows("ended"));
        pair.both().forEach(AccessTest::fits);
    }

    @Test
    @DisplayName("1.7.6: words over a white picture keep a contrast of 4.5 to 1, signs of 3 to 1")
    void wordsOverAWhitePictureCanBeRead() {
        BrowserContext white = stage.context();
        white.addInitScript("""
                (() => {
                  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
                  navigator.mediaDevices.getUserMedia = async (wanted) => {
                    const stream = await ask(wanted);
                    for (const track of stream.getVideoTracks()) {
                      const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
                      const pen = canvas.getContext('2d');
                      setInterval(() => { pen.fillStyle = '#fff'; pen.fillRect(0, 0, 640, 360); }, 60);
                      track.stop();
                      stream.removeTrack(track);
                      stream.addTrack(canvas.captureStream(15).getVideoTracks()[0]);
                    }
                    return stream;
                  };
                })()
                """);
        Pair pair = new Pair(stage, stage.tab(ABEBE), stage.open(SARA, 1, white));
        pair.talk("Video call");
        Tab abebe = pair.caller();
        abebe.videoFlows();
        abebe.settles();
        Picture words = Picture.behind(abebe, "ringback-active-call .title");
        assertThat(words.contrastWithWhite())
                .as("contrast of the name and the timer")
                .isGreaterThan(4.5);
        for (String button : new String[] {"Minimise call", "Mute microphone", "Turn camera off"}) {
            Picture sign = Picture.behind(abebe, "ringback-active-call [aria-label='" + button + "']");
            assertThat(sign.contrastWithWhite())
                    .as("contrast of the sign of: " + button)
                    .isGreaterThan(3);
        }
        pair.hangUp(abebe, abebe.callId(), 0);
    }

    private BrowserContext looks(ColorScheme scheme) {
        return stage.context(new NewContextOptions().setColorScheme(scheme));
    }

    private Tab small(DemoPerson person) {
        return stage.open(person, 1, stage.context(320, 256, 1));
    }

    /// Presses Tab until this has the focus; forwards only, all the way around at most twice.
    private static void tabTo(Tab tab, String name) {
        for (int presses = 0; presses < 60; presses++) {
            if (tab.focused().equals(name)) {
                return;
            }
            tab.page().keyboard().press("Tab");
        }
        throw new AssertionError("no way by Tab to " + name);
    }

    @SuppressWarnings("unchecked")
    private static List<String> heard(Tab tab) {
        return (List<String>) tab.asks("() => [...new Set(e2e.heard.filter((words) => words))]");
    }

    private static void fits(Tab tab) {
        tab.settles();
        assertThat((List<?>) tab.asks("""
                () => {
                  const out = [];
                  if (document.scrollingElement.scrollWidth > innerWidth) out.push(`the page is ${document.scrollingElement.scrollWidth} wide`);
                  for (const root of e2e.roots()) {
                    for (const element of root.querySelectorAll('button, input, select, [role=alertdialog], h2')) {
                      const { left, right, width, height } = element.getBoundingClientRect();
                      if (!element.checkVisibility({ visibilityProperty: true }) || width === 0) continue;
                      const name = element.getAttribute('aria-label') ?? element.textContent.trim();
                      if (left < -1 || right > innerWidth + 1) out.push(`${name}: ${left} to ${right}`);
                      if (element.tagName === 'BUTTON' && (width < 24 || height < 24)) out.push(`${name}: ${width} x ${height}`);
                    }
                  }
                  return out;
                }
                """)).as("what does not fit").isEmpty();
    }

    private static void inSight(Tab tab, String button) {
        assertThat(tab.button(button)).isInViewport(new IsInViewportOptions().setRatio(1));
    }

    private static double size(Tab tab, String button) {
        var box = tab.button(button).boundingBox();
        return Math.min(box.width, box.height);
    }
}
