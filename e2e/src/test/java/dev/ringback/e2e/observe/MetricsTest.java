package dev.ringback.e2e.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.e2e.world.Await;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Scrape;
import dev.ringback.e2e.world.Sdp;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `GET /q/metrics` tells what happened, and nothing but what its page says.
class MetricsTest {
    private static final Path PAGE = Path.of("../docs/reference/metrics.md");
    private static final Pattern METRIC_ROW = Pattern.compile("(?m)^\\| `(ringback_\\w+)` \\| (\\w+) \\| ([^|]*) \\|");
    private static final Pattern LABEL_ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| (`[^|]*`) \\|$");
    private static final Pattern CODE = Pattern.compile("`(\\w+)`");
    private static final Pattern HISTOGRAM_PART = Pattern.compile("_(bucket|count|sum|max)$");

    @RegisterExtension
    final World world = World.on(Server.usual());

    @Test
    void aCallIsCountedFromItsInvitationToItsEnd() {
        Scene scene = world.scene();
        Scrape before = scrape();

        String call = scene.talking();
        scene.alice().hangsUp(call);

        Growth growth = new Growth(before, scrape());
        growth.of(1, "ringback_calls_started_total", "type", "voice");
        growth.of(0, "ringback_calls_started_total", "type", "video");
        growth.of(1, "ringback_calls_closed_total", "type", "voice", "outcome", "ended", "reason", "hangup");
        growth.of(1, "ringback_calls_closed_total");
        growth.of(1, "ringback_transitions_total", "event", "call_invitation");
        growth.of(1, "ringback_transitions_total", "event", "call_ringing");
        growth.of(1, "ringback_transitions_total", "event", "call_answer");
        growth.of(1, "ringback_transitions_total", "event", "call_ended");
        growth.of(4, "ringback_transitions_total");
        growth.of(1, "ringback_ring_seconds_count");
        growth.of(1, "ringback_answer_seconds_count");
        growth.of(4, "ringback_delivery_seconds_count");
        growth.of(1, "ringback_commit_wait_seconds_count", "lane", "invitations");
        growth.of(1, "ringback_messages_total", "message", "call_invitation");
        growth.of(1, "ringback_messages_total", "message", "call_ended");
        growth.atLeast(3, "ringback_commit_wait_seconds_count", "lane", "moves");
        growth.atLeast(3, "ringback_decide_seconds_count");
        growth.atLeast(4, "ringback_commit_seconds_count");
        growth.atLeast(4, "ringback_commit_batch_writes_sum");
        growth.atLeast(5, "ringback_loop_wait_seconds_count");
    }

    @Test
    void howLongAPhoneRingsOnAfterACancelIsMeasured() {
        Scene scene = world.scene();
        String call = scene.ringing();
        Scrape before = scrape();

        scene.alice().cancels(call);
        scene.bob().hears("call_cancelled");
        scene.bob().tries("call_ring_stopped", call).accepted();

        Growth growth = new Growth(before, scrape());
        growth.of(1, "ringback_ring_stop_seconds_count");
        growth.of(1, "ringback_calls_closed_total", "outcome", "cancelled", "reason", "cancelled");
        assertThat(growth.by("ringback_ring_stop_seconds_sum")).isBetween(0.0, 5.0);
    }

    @Test
    void whoStopsTheRingThemselvesIsNotMeasured() {
        Scene scene = world.scene();
        String call = scene.ringing();
        Scrape before = scrape();

        scene.bob().declines(call);
        scene.bob().tries("call_ring_stopped", call).accepted();

        new Growth(before, scrape()).of(0, "ringback_ring_stop_seconds_count");
    }

    @Test
    void aBusyCalleeIsACallThatBeganAndEnded() {
        Scene scene = world.scene();
        scene.talking();
        Phone carol = world.phone(world.person("Carol"));
        var talk = world.conversation(carol.person(), scene.bob().person());
        Scrape before = scrape();

        carol.invites(talk);

        Growth growth = new Growth(before, scrape());
        growth.of(1, "ringback_calls_started_total");
        growth.of(1, "ringback_calls_closed_total", "outcome", "busy", "reason", "busy");
        growth.of(1, "ringback_transitions_total", "event", "call_missed");
        scene.alice().tries("call_ended", liveCallOf(scene)).accepted();
    }

    @Test
    void errorsAreCountedByTheirCode() {
        Scene scene = world.scene();
        Scrape before = scrape();

        scene.alice().asks("call_nonsense").refused("unknown_type");
        scene.alice()
                .tries("call_answer", "4b7d0d6e-0000-4000-8000-000000000000", "answer", Sdp.answer("x"))
                .refused("not_found");

        Growth growth = new Growth(before, scrape());
        growth.of(1, "ringback_refusals_total", "code", "unknown_type");
        growth.of(1, "ringback_refusals_total", "code", "not_found");
        growth.of(2, "ringback_refusals_total");
    }

    @Test
    void socketsAreCountedAsTheyComeAndGo() {
        Scrape before = scrape();
        Phone phone = world.phone(world.person("Dora"));
        Growth open = new Growth(before, scrape());
        open.of(1, "ringback_sockets_opened_total");
        open.of(1, "ringback_people_online");

        phone.close();

        Await.until("the socket is counted as closed", () -> {
            Growth closed = new Growth(before, scrape());
            return closed.by("ringback_sockets_closed_total", "close", "client") == 1
                    && closed.by("ringback_sockets") == 0
                    && closed.by("ringback_people_online") == 0;
        });
        assertThat(world.rest(phone.person()).get("/ws/1").status()).isEqualTo(403);
        new Growth(before, scrape()).of(1, "ringback_sockets_refused_total", "code", "forbidden");
    }

    @Test
    void liveCallsAreToldByStatus() {
        Scene scene = world.scene();
        String call = scene.talking();
        Await.until("an answered call is told", () -> scrape().value("ringback_calls_live", "status", "answered") >= 1);
        scene.alice().hangsUp(call);
        assertThat(scrape().value("ringback_calls_overdue")).isZero();
        assertThat(scrape().value("ringback_writer_connected")).isEqualTo(1);
    }

    @Test
    void thePageNamesEveryMetricWithItsLabelsAndNoOther() throws IOException {
        Map<String, Set<String>> told = new TreeMap<>();
        Map<String, Set<String>> values = new TreeMap<>();
        for (Scrape.Series it : scrape().series()) {
            if (it.name().startsWith("ringback_")) {
                told.computeIfAbsent(nameOf(it), any -> new TreeSet<>())
                        .addAll(it.labels().keySet());
                it.labels()
                        .forEach((label, value) -> values.computeIfAbsent(label, any -> new TreeSet<>())
                                .add(value));
            }
        }
        told.values().forEach(labels -> labels.remove("le"));
        values.remove("le");

        assertThat(told).isEqualTo(documentedMetrics());
        assertThat(values).isEqualTo(documentedLabels());
    }

    private static String nameOf(Scrape.Series series) {
        String name = series.name();
        return name.endsWith("_total") || name.endsWith("_queue_max")
                ? name
                : HISTOGRAM_PART.matcher(name).replaceFirst("");
    }

    private static Map<String, Set<String>> documentedMetrics() throws IOException {
        return METRIC_ROW
                .matcher(Files.readString(PAGE))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> codes(row.group(3)), (a, b) -> a, TreeMap::new));
    }

    private static Map<String, Set<String>> documentedLabels() throws IOException {
        return LABEL_ROW
                .matcher(Files.readString(PAGE))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> codes(row.group(2)), (a, b) -> a, TreeMap::new));
    }

    private static Set<String> codes(String cell) {
        return CODE.matcher(cell)
                .results()
                .map((MatchResult code) -> code.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String liveCallOf(Scene scene) {
        return world.rest(scene.alice().person())
                .get("/api/call-logs")
                .succeeded()
                .path("call_logs")
                .get(0)
                .path("call_id")
                .asText();
    }

    private Scrape scrape() {
        return Scrape.of(world.server().base());
    }

    /// What was counted between two moments.
    private record Growth(Scrape before, Scrape after) {
        double by(String name, String... labels) {
            return after.value(name, labels) - before.value(name, labels);
        }

        void of(double expected, String name, String... labels) {
            assertThat(by(name, labels)).as("%s %s", name, List.of(labels)).isEqualTo(expected);
        }

        void atLeast(double least, String name, String... labels) {
            assertThat(by(name, labels)).as("%s %s", name, List.of(labels)).isGreaterThanOrEqualTo(least);
        }
    }
}
