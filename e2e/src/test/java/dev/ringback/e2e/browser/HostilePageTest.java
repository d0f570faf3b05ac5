package dev.ringback.e2e.browser;

import static dev.ringback.e2e.browser.DemoPerson.ABEBE;
import static dev.ringback.e2e.browser.DemoPerson.SARA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.e2e.world.Conversation;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Server;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The elements on a page whose own styles would spoil everything that they reach.
class HostilePageTest {
    private static final String PLAIN = "";
    private static final String HOSTILE = """
            * { all: unset; margin: 40px; color: lime !important; letter-spacing: 9px; text-transform: uppercase }
            button, dialog, svg, section { display: none !important }
            h2 { font-size: 90px !important }
            body { font: italic 900 7px/3 cursive; direction: ltr }
            """;

    @RegisterExtension
    final Stage stage = Stage.on(Server.usual());

    private final Conversation talk =
            new Conversation(1, ABEBE.asPerson(Server.usual()), SARA.asPerson(Server.usual()));

    @Test
    @DisplayName("1.7.17: on a page with hostile styles an incoming call looks as on a plain one")
    void aHostilePageSpoilsNothing() {
        Tab plain = page(PLAIN);
        Tab hostile = page(HOSTILE);
        Phone abebe = stage.phone(ABEBE);
        String call = abebe.invites(talk);
        plain.rings();
        hostile.shows("incoming");

        Object looks = looks(plain);
        assertThat(looks.toString()).contains("Accept").contains("Decline").contains("Abebe Kebede");
        assertThat(looks(hostile)).as("what the call looks like").isEqualTo(looks);
        hostile.press("Decline");
        hostile.showsEnd("Declined");
        abebe.hears("call_declined");
        assertThat(call).isNotEmpty();
    }

    /// The host's own page: it takes the place of the demo, whose script has defined the elements.
    private Tab page(String styles) {
        Tab tab = stage.blank(SARA, stage.context());
        tab.page().navigate(stage.server().base() + "/");
        tab.page().evaluate("""
                styles => {
                  document.head.append(Object.assign(document.createElement('style'), { textContent: styles }));
                  document.body.innerHTML = '<main><p>The page of the host</p></main><ringback-calls></ringback-calls>';
                  document.querySelector('ringback-calls').token = async () => {
                    const headers = { 'content-type': 'application/json' };
                    const answer = await fetch('/api/demo/token', { method: 'POST', headers, body: '{"user_id": 2}' });
                    return (await answer.json()).token;
                  };
                }
                """, styles);
        tab.isConnected();
        return tab;
    }

    private static Object looks(Tab tab) {
        tab.settles();
        return tab.asks("""
                () => {
                  const seen = [];
                  for (const root of e2e.roots(e2e.calls().shadowRoot)) {
                    for (const element of root.querySelectorAll('button, h2, p, [role=alertdialog], ringback-avatar')) {
                      const { width, height } = element.getBoundingClientRect();
                      if (width === 0) continue;
                      const { color, fontSize, fontStyle, textTransform, letterSpacing } = getComputedStyle(element);
                      seen.push([element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 30),
                        Math.round(width), Math.round(height), color, fontSize, fontStyle, textTransform, letterSpacing].join(' '));
                    }
                  }
                  return seen;
                }
                """);
    }
}
