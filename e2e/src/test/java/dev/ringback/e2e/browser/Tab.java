package dev.ringback.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.WaitForFunctionOptions;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.Map;

/// One page of one person: what they press, see and hear. Every `shows…` and `hears…` waits until it is so.
final class Tab {
    private static final double SOON_MS = 20_000;

    private final DemoPerson person;
    private final Page page;
    private final Complaints complaints;
    private int turns;

    Tab(DemoPerson person, Page page, Complaints complaints) {
        this.person = person;
        this.page = page;
        this.complaints = complaints;
    }

    DemoPerson person() {
        return person;
    }

    Page page() {
        return page;
    }

    Complaints complaints() {
        return complaints;
    }

    /// Opens a conversation and waits until calls can be made and come in.
    void open(String baseUrl, long conversation) {
        page.navigate(baseUrl + "/?user=" + person.id() + "#/chats/" + conversation);
        isConnected();
        assertThat(button("Voice call")).isVisible();
    }

    /// Loads the page again, as a person would.
    void reload() {
        page.reload();
        isConnected();
    }

    void isConnected() {
        until("the connection is there", "() => e2e.state()?.connection.kind === 'ready'");
    }

    void press(String button) {
        button(button).click();
    }

    /// Presses this button if that is still needed: screens of ended calls close by themselves.
    void dismiss() {
        page.evaluate("() => e2e.client().dismiss()");
        shows("idle");
    }

    /// @return what this script says in the page
    Object asks(String script) {
        return page.evaluate(script);
    }

    /// @return the number that this script says
    int count(String script) {
        return ((Number) page.evaluate(script)).intValue();
    }

    /// Goes to another place of the demo, as its address has it.
    void goesTo(String place) {
        page.evaluate("place => { location.hash = place; }", place);
    }

    /// The name, role or text of what has the focus.
    String focused() {
        return (String) page.evaluate("() => e2e.focusedName()");
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    /// @param state of `data-state`: idle, calling, ringing, incoming, connecting, in-call, reconnecting, ended
    void shows(String state) {
        assertThat(page.locator("ringback-calls"))
                .hasAttribute("data-state", state, new HasAttributeOptions().setTimeout(SOON_MS));
    }

    /// The screen or card of a call that has just ended.
    void showsEnd(String words) {
        shows("ended");
        hasText(page.locator("ringback-ended-call .line"), words);
    }

    /// The card of this call in the conversation.
    void showsCard(String callId, String words) {
        hasText(card(callId).locator("strong"), words);
    }

    /// Presses "Call back" on the card of this call.
    void callBack(String callId) {
        card(callId).getByRole(AriaRole.BUTTON).click();
    }

    Locator card(String callId) {
        return page.locator("[data-call-id='" + callId + "']");
    }

    /// A call is shown and heard ringing.
    void rings() {
        shows("incoming");
        hears("ringtone");
    }

    /// @param tone as the sound board names it
    void hears(String tone) {
        until("the " + tone + " sounds", "tone => e2e.tone() === tone", tone);
    }

    void hearsNoRing() {
        until("nothing rings", "() => !['ringtone', 'ringback'].includes(e2e.tone())");
    }

    /// @return the id of the call on the screen
    String callId() {
        return (String) page.evaluate("() => e2e.state().call.callId");
    }

    /// @return the seconds on the timer
    int timer() {
        return ((Number) page.evaluate("() => e2e.timer()")).intValue();
    }

    void timerReaches(int seconds) {
        until("the timer reaches " + seconds + " s", "seconds => e2e.timer() >= seconds", seconds);
    }

    /// @return what has come in so far
    Media media() {
        return Media.of((Map<?, ?>) page.evaluate("() => e2e.media()"));
    }

    /// From now on sound comes in: fifty packets of a silence, fewer of speech.
    void soundFlows() {
        more("audio", 1_000);
    }

    /// Something is to be heard of the other side.
    void hearsSomebody() {
        until("something is to be heard", """
                async () => {
                  const now = await e2e.media();
                  e2e.quiet = null;
                  return now.energy > (e2e.energy ??= now.energy) + 1e-3 && ((e2e.energy = null), true);
                }
                """);
    }

    /// Packets of sound go on coming in, and nothing is to be heard: for more than a second.
    void hearsSilence() {
        until("silence", """
                async () => {
                  const now = await e2e.media();
                  if (now.energy - (e2e.quiet?.energy ?? -1) > 1e-6) e2e.quiet = now;
                  return now.packets > e2e.quiet.packets + 60;
                }
                """);
    }

    /// From now on video comes in and is decoded.
    void videoFlows() {
        more("video", 10_000);
        more("frames", 5);
    }

    private void more(String what, int amount) {
        until(amount + " more of " + what + " has come in", """
                async ([what, amount]) => {
                  const now = (await e2e.media())[what];
                  e2e.before ??= {};
                  return now >= (e2e.before[what + amount] ??= now) + amount && delete e2e.before[what + amount];
                }
                """, new Object[] {what, amount});
    }

    /// @return when this stood last in the page's diary, in milliseconds of the machine's clock
    double when(String what) {
        until("the diary says: " + what, "what => e2e.when(what) !== null", what);
        return ((Number) page.evaluate("what => e2e.when(what)", what)).doubleValue();
    }

    /// So many messages of this type have come in since the page was loaded.
    void received(String type, int times) {
        until(times + " " + type, "([type, times]) => (e2e.received[type] ?? 0) >= times", new Object[] {type, times});
    }

    /// What is pressed from now on is not sent before [#releaseInvitations].
    void holdInvitations() {
        page.evaluate("() => e2e.holdInvitations()");
    }

    void invitationIsHeld() {
        until("an invitation is held back", "() => e2e.held?.length === 1");
    }

    void releaseInvitations() {
        page.evaluate("() => e2e.releaseInvitations()");
    }

    /// @return when this stood first in the page's diary
    double firstTime(String what) {
        return ((Number) page.evaluate("what => e2e.diary.find(entry => entry.what === what).at", what)).doubleValue();
    }

    void until(String what, String condition) {
        until(what, condition, null);
    }

    /// Waits until a function answers what counts as true.
    ///
    /// @param condition may be `async`: its answer counts, not the promise, which Playwright would take for true
    void until(String what, String condition, Object argument) {
        try {
            page.waitForFunction(
                    """
                    (argument) => {
                      const turn = ((e2e.turns ??= {})[%d] ??= {});
                      if (turn.failed) throw turn.failed;
                      turn.asked ??= Promise.resolve((%s)(argument)).then(
                        (said) => Object.assign(turn, { said, asked: null }),
                        (failed) => Object.assign(turn, { failed }),
                      );
                      return turn.said;
                    }
                    """.formatted(++turns, condition), argument, new WaitForFunctionOptions().setTimeout(SOON_MS));
        } catch (TimeoutError late) {
            throw new AssertionError(person.fullName() + ": never so: " + what + "; " + seen(), late);
        }
    }

    void hasText(Locator where, String words) {
        assertThat(where).hasText(words, new HasTextOptions().setTimeout(SOON_MS));
    }

    /// What slides and fades in has come to rest; what repeats for ever goes on.
    void settles() {
        until(
                "nothing moves any more",
                "() => e2e.animations().every((one) => one.effect.getComputedTiming().endTime === Infinity)");
    }

    /// Takes a picture of what is on the screen.
    void picture(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    private Object seen() {
        return page.evaluate("() => JSON.stringify({ call: e2e.state()?.call, tone: e2e.tone(), diary: e2e.diary })");
    }
}
