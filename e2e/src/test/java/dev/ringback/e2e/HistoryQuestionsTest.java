package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.e2e.world.Conversation;
import dev.ringback.e2e.world.Json;
import dev.ringback.e2e.world.Person;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Rest;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.World;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What one may ask of the call log, and what not (protocol §3).
class HistoryQuestionsTest {
    @RegisterExtension
    final World world = World.on(Server.usual());

    private final Scene scene = world.scene();

    private final Person alice = scene.alice().person();

    private final Person bob = scene.bob().person();

    @Test
    void wholeHistoryIsFilteredByWhatOneAsks() {
        Conversation other = world.conversation(world.person("Hana"), alice);
        Phone hana = world.phone(other.one());
        String cancelled = scene.ringing();
        scene.alice().cancels(cancelled);
        String missed = hana.invites(other);
        hana.cancels(missed);
        String talked = scene.talking();
        scene.bob().hangsUp(talked);

        assertThat(calls("")).containsExactly(talked, missed, cancelled);
        assertThat(calls("?status=cancelled")).containsExactly(missed, cancelled);
        assertThat(calls("?outcome=missed")).containsExactly(missed);
        assertThat(calls("?direction=incoming")).containsExactly(missed);
        assertThat(calls("?direction=outgoing")).containsExactly(talked, cancelled);
        assertThat(calls("?with_user_id=" + bob.id())).containsExactly(talked, cancelled);
        assertThat(calls("?type=video")).isEmpty();
        assertThat(calls("?type=voice&limit=1")).containsExactly(talked);
        assertThat(calls("?q=hana")).containsExactly(missed);
        assertThat(calls("?from=2001-01-01T00:00:00Z&to=2002-01-01T00:00:00Z")).isEmpty();
        assertThat(calls("?from=2001-01-01T00:00:00Z")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=-1",
                "limit=many",
                "cursor=nonsense",
                "status=nonsense",
                "type=fax",
                "direction=up",
                "outcome=nonsense",
                "from=yesterday",
                "with_user_id=-1"
            })
    void badQuestionIsRefusedWithItsField(String query) {
        world.rest(alice).get("/api/call-logs?" + query).refusedField(400, query.substring(0, query.indexOf('=')));
    }

    @Test
    void conversationsOneIsNotInAndIdsThatAreNoneAreRefused() {
        long others =
                world.conversation(world.person("Hana"), world.person("Dawit")).id();
        world.rest(alice).get("/api/call-logs/" + others).refused(403);
        assertThat(world.rest(alice).get("/api/call-logs/" + World.newId()).status())
                .isIn(403, 404);
        for (String id : new String[] {"-1", "0", "abc", "99999999999999999999"}) {
            assertThat(world.rest(alice).get("/api/call-logs/" + id).status())
                    .as(id)
                    .isIn(400, 404);
        }
        world.rest(alice)
                .get("/api/call-logs/" + scene.talk().id() + "?user_id=" + bob.id())
                .refused(403);
        new Rest(world.server().base(), null)
                .get("/api/call-logs/" + scene.talk().id())
                .refused(401);
    }

    private List<String> calls(String query) {
        return Json.texts(
                world.rest(alice).get("/api/call-logs" + query).succeeded().path("call_logs"), "call_id");
    }
}
