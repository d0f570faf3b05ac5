package dev.ringback.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.ringback.e2e.browser.DemoPerson.ABEBE;
import static dev.ringback.e2e.browser.DemoPerson.DAWIT;
import static dev.ringback.e2e.browser.DemoPerson.SARA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Conversation;
import dev.ringback.e2e.world.Json;
import dev.ringback.e2e.world.Phone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Every way in which a call ends, walked through by two people, and held against the table of the reference page that
/// is made from the code: screen, card and API say the same, each to its side.
class OutcomesInWordsTest {
    private static final Path PAGE = Path.of("../docs/reference/outcomes.md");
    /// Only imported rows end so; the server never ends a call this way.
    private static final Set<String> NEVER_LIVE = Set.of("recovered");

    @RegisterExtension
    final Stage stage = Stage.on(Servers.impatient());

    private final Map<String, Told> table = read();
    private final Set<String> walked = new TreeSet<>(NEVER_LIVE);

    /// What the page says of one reason.
    private record Told(String callerOutcome, String callerWords, String calleeOutcome, String calleeWords) {}

    @Test
    @DisplayName(
            "D3, 1.2: every end says who and why, in words: both screens, both cards and the API agree with the table")
    void everyEndSaysWhoAndWhy() {
        Tab abebe = stage.tab(ABEBE);
        Tab sara = stage.tab(SARA);
        Pair pair = new Pair(stage, abebe, sara);

        String hangup = pair.talk("Voice call");
        abebe.press("Hang up");
        why(abebe, "You hung up");
        why(sara, "Abebe Kebede hung up");
        ended("hangup", hangup, abebe, sara);

        String failed = pair.talk("Voice call");
        long row = stage.rows().call(failed).path("id").asLong();
        stage.rest(ABEBE)
                .put("/api/call-logs/" + row, Json.object("status", "failed"))
                .succeeded();
        why(sara, "Sound and video could not be connected");
        ended("media_failed", failed, abebe, sara);

        String declined = pair.ring("Voice call");
        sara.press("Decline");
        why(abebe, "Sara Tesfaye declined the call");
        ended("declined", declined, abebe, sara);

        String cancelled = pair.ring("Video call");
        abebe.press("Cancel");
        why(abebe, "You cancelled the call");
        ended("cancelled", cancelled, abebe, sara);

        String unanswered = pair.ring("Voice call");
        abebe.showsEnd("No answer");
        why(abebe, "Sara Tesfaye did not answer");
        ended("ring_timeout", unanswered, abebe, sara);

        busy(abebe, sara);

        String longest = pair.talk("Voice call");
        abebe.shows("ended");
        why(abebe, "The longest time for a call was reached");
        ended("max_duration", longest, abebe, sara);

        String lost = pair.talk("Voice call");
        sara.page().close();
        abebe.shows("reconnecting");
        abebe.shows("ended");
        why(abebe, "The connection could not be restored");
        ended("connection_lost", lost, abebe, null);

        abebe.press("Voice call");
        abebe.showsEnd("Unavailable");
        String unreachable = abebe.callId();
        why(abebe, "None of the devices of Sara Tesfaye could be reached");
        ended("unreachable", unreachable, abebe, null);

        Tab back = stage.tab(SARA);
        card("connection_lost", lost, back, false);
        card("unreachable", unreachable, back, false);
        String gone = new Pair(stage, abebe, back).ring("Voice call");
        abebe.page().close();
        back.shows("ended");
        ended("caller_lost", gone, null, back);
        card("caller_lost", gone, stage.tab(ABEBE), true);

        assertThat(walked).as("reasons that were walked").containsExactlyInAnyOrderElementsOf(table.keySet());
    }

    private void busy(Tab abebe, Tab sara) {
        Conversation talk = new Conversation(3, SARA.asPerson(stage.server()), DAWIT.asPerson(stage.server()));
        Phone saras = stage.phone(SARA);
        Phone dawit = stage.phone(DAWIT);
        String other = saras.invites(talk);
        dawit.answers(other);
        abebe.press("Voice call");
        abebe.showsEnd("Busy");
        String call = abebe.callId();
        why(abebe, "Sara Tesfaye is in another call");
        ended("busy", call, abebe, null);
        sara.shows("idle");
        card("busy", call, sara, false);
        saras.hangsUp(other);
        saras.close();
    }

    /// @param caller the caller's page, which shows the end; null: there is none
    /// @param callee the callee's page, likewise
    private void ended(String reason, String call, @Nullable Tab caller, @Nullable Tab callee) {
        walked.add(reason);
        Record row = Record.of(stage.rows(), call);
        assertThat(row.row().path("end_reason").asText())
                .as("reason of %s", row)
                .isEqualTo(reason);
        Told told = table.get(reason);
        assertThat(api(ABEBE, call).path("outcome").asText()).isEqualTo(told.callerOutcome());
        assertThat(api(SARA, call).path("outcome").asText()).isEqualTo(told.calleeOutcome());
        if (caller != null) {
            caller.showsEnd(row.words(told.callerWords()));
            card(reason, call, caller, true);
            caller.dismiss();
        }
        if (callee != null) {
            callee.showsEnd(row.words(told.calleeWords()));
            card(reason, call, callee, false);
            callee.dismiss();
        }
    }

    private void card(String reason, String call, Tab tab, boolean isCaller) {
        Told told = table.get(reason);
        String words = isCaller ? told.callerWords() : told.calleeWords();
        tab.showsCard(call, Record.of(stage.rows(), call).words(words));
    }

    private JsonNode api(DemoPerson person, String call) {
        return stage.rest(person).get("/api/calls/" + call).succeeded().path("call");
    }

    private static void why(Tab tab, String words) {
        assertThat(tab.page().locator("ringback-ended-call .why")).hasText(words);
    }

    private static Map<String, Told> read() {
        Map<String, Told> table = new HashMap<>();
        try {
            boolean inside = false;
            for (String line : Files.readAllLines(PAGE)) {
                inside = line.startsWith("<!-- made: outcomes") || (inside && !line.startsWith("<!-- end"));
                String[] cells = line.split(" *\\| *");
                if (inside && cells.length == 8 && cells[1].startsWith("`") && !cells[1].equals("`end_reason`")) {
                    table.put(bare(cells[1]), new Told(bare(cells[4]), cells[5], bare(cells[6]), cells[7]));
                }
            }
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
        return table;
    }

    private static String bare(String cell) {
        return cell.replace("`", "");
    }
}
