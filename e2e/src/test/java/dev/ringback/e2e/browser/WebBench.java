package dev.ringback.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import dev.ringback.e2e.world.Json;
import dev.ringback.e2e.world.Server;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How fast calls feel in two browsers on this machine; run by `script/bench web`, not by the tests.
class WebBench {
    private static final int CALLS = 9;
    private static final String MEDIA_FLOWS = """
            () => {
              const look = async () => {
                const { packets } = await e2e.media();
                if (packets > 0) e2e.note('media flows');
                else setTimeout(look, 5);
              };
              look();
            }
            """;

    @RegisterExtension
    final Stage stage = Stage.on(Server.usual());

    @Test
    void measures() {
        ObjectNode report = Json.object("benchmark", "web");
        List<Double> media = new ArrayList<>();
        List<Double> silence = new ArrayList<>();
        Pair pair = Pair.on(stage);
        for (int call = 0; call < CALLS; call++) {
            media.add(acceptToMedia(pair));
            silence.add(cancelToSilence(pair));
        }
        Bundle elements = Bundle.of(Server.usual().base().resolve("/static/bundle/elements.js"));
        put(report, "accept_to_media_ms", media);
        put(report, "cancel_to_silence_ms", silence);
        put(report, "page_load_ms", loads());
        report.put("calls", CALLS);
        report.put("elements_gzip_bytes", elements.gzipBytes());
        report.put(
                "library_gzip_bytes",
                Bundle.of(Server.usual().base().resolve("/static/bundle/library.js"))
                        .gzipBytes());
        System.out.printf(
                "From accept to the first media on both sides: median %d ms, goal below 500%n"
                        + "From cancel to silence on the other page: median %d ms, goal below 100%n"
                        + "From an empty tab to a page that can call: median %d ms%n"
                        + "Client and elements, gzip: %.1f KiB, limit 60%n",
                report.get("accept_to_media_ms").asInt(),
                report.get("cancel_to_silence_ms").asInt(),
                report.get("page_load_ms").asInt(),
                elements.gzipBytes() / 1024.0);
        System.out.println(report);
        assertThat(elements.gzipBytes()).isLessThan(BundleTest.BYTES_MAX);
    }

    private double acceptToMedia(Pair pair) {
        String call = pair.ring("Voice call");
        pair.both().forEach(tab -> tab.page().evaluate(MEDIA_FLOWS));
        pair.callee().press("Accept");
        double flows = Math.max(pair.caller().when("media flows"), pair.callee().when("media flows"));
        double pressed = pair.callee().when("pressed Accept");
        pair.both().forEach(tab -> tab.shows("in-call"));
        pair.hangUp(pair.caller(), call, 0);
        again(pair);
        return flows - pressed;
    }

    private double cancelToSilence(Pair pair) {
        pair.ring("Voice call");
        pair.caller().press("Cancel");
        pair.callee().showsEnd("Missed call");
        double silent = pair.callee().when("sounds null") - pair.caller().when("pressed Cancel");
        again(pair);
        return silent;
    }

    /// Both are where they were, and the diaries are empty.
    private static void again(Pair pair) {
        for (Tab tab : pair.both()) {
            tab.press("Close");
            tab.shows("idle");
            tab.page().evaluate("() => { e2e.diary = [] }");
        }
    }

    private List<Double> loads() {
        List<Double> loads = new ArrayList<>();
        for (int load = 0; load < CALLS; load++) {
            Page page = stage.blank(DemoPerson.HANA, stage.context()).page();
            page.navigate(Server.usual().base() + "/?user=3#/chats/2");
            loads.add(((Number) page.evaluate("""
                    () => new Promise((done) => {
                      const look = () => (e2e.state()?.connection.kind === 'ready' ? done(performance.now()) : setTimeout(look, 2));
                      look();
                    })
                    """)).doubleValue());
            page.close();
        }
        return loads;
    }

    /// The median, and the slowest.
    private static void put(ObjectNode report, String name, List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        report.put(name, Math.round(sorted.get(sorted.size() / 2)));
        report.put(name.replace("_ms", "_max_ms"), Math.round(sorted.getLast()));
    }
}
