package dev.ringback.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import dev.ringback.e2e.RunningServer;
import dev.ringback.e2e.world.Server;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Two people whose networks can't reach each other talk through a TURN relay, with credentials that the server made.
class RelayTest {
    private static final Coturn COTURN = Coturn.start();
    private static final Server SERVER = Server.of(
            RunningServer.start(Map.of("RINGBACK_TURN_URLS", COTURN.url(), "RINGBACK_TURN_SECRET", Coturn.SECRET)));

    @RegisterExtension
    final Stage stage = Stage.on(SERVER);

    @AfterAll
    static void stop() {
        SERVER.process().close();
        COTURN.close();
    }

    @Test
    void mediaFlowsThroughTheRelayOnly() {
        Pair pair = new Pair(stage, behindWalls(DemoPerson.ABEBE), behindWalls(DemoPerson.SARA));
        String call = pair.talk("Video call");
        for (Tab tab : pair.both()) {
            tab.videoFlows();
            Media media = tab.media();
            assertThat(media.localEnd()).as("this end of the path").isEqualTo("relay");
            assertThat(media.remoteEnd()).as("the other end of the path").isEqualTo("relay");
        }
        pair.hangUp(pair.caller(), call, 0);
    }

    private Tab behindWalls(DemoPerson person) {
        BrowserContext context = stage.context();
        context.addInitScript(Scripts.read("relay-only.js"));
        return stage.open(person, 1, context);
    }
}
