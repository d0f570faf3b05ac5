package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.e2e.world.Json;
import dev.ringback.e2e.world.Rest;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.SeedClient;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `POST /api/call-logs` (protocol §3): the seed's request and answer, without a second row.
class CallLogPostTest {
    private static final String LONG_AGO = "2001-01-16T13:30:00.000Z";

    @RegisterExtension
    final World world = World.on(Server.usual());

    private final Scene scene = world.scene();

    private final Rest alice = world.rest(scene.alice().person());

    private final Rest bob = world.rest(scene.bob().person());

    @Test
    void seedsRequestGetsTheSeedsAnswerAndItsTimesAreNotTaken() {
        JsonNode answer = alice.post("/api/call-logs", seedsBody()).succeeded();

        assertThat(answer.path("message").asText()).isEqualTo("Call log created");
        assertThat(answer.path("call_log_id").isIntegralNumber()).isTrue();
        JsonNode row = only();
        assertThat(row.path("id")).isEqualTo(answer.path("call_log_id"));
        assertThat(row.path("status").asText()).isEqualTo("initiated");
        assertThat(row.path("caller_user_id").asLong())
                .isEqualTo(scene.alice().person().id());
        assertThat(row.path("callee_user_id").asLong())
                .isEqualTo(scene.bob().person().id());
        assertThat(Duration.between(
                                OffsetDateTime.parse(row.path("started_at").asText())
                                        .toInstant(),
                                Instant.now())
                        .abs())
                .isLessThan(Duration.ofSeconds(10));
        scene.bob().hearsNo("call_invitation");
    }

    @Test
    void onlyConversationAndTypeAreRequired() {
        alice.post("/api/call-logs", Json.object("conversation_id", scene.talk().id(), "call_type", "video"))
                .succeeded();
        assertThat(only().path("call_type").asText()).isEqualTo("video");
    }

    @Test
    void olderClientsNameTheirProfileInBodyAndQuery() {
        ObjectNode body = seedsBody();
        body.remove("caller_user_id");
        Json.put(
                body,
                "caller_profile_id",
                scene.alice().person().profileId(),
                "caller_profile_type",
                scene.alice().person().profileType());
        alice.post(
                        "/api/call-logs?profile_id=" + scene.alice().person().profileId() + "&profile_type="
                                + scene.alice().person().profileType(),
                        body)
                .succeeded();
        assertThat(only().path("caller_profile_id").asLong())
                .isEqualTo(scene.alice().person().profileId());
    }

    @Test
    void liveCallAnswersItsOwnIdToEitherSide() {
        String call = scene.ringing();
        JsonNode id = world.rows().call(call).path("id");
        ObjectNode bobs = seedsBody();
        Json.put(bobs, "caller_user_id", scene.bob().person().id());

        assertThat(alice.post("/api/call-logs", seedsBody()).succeeded().path("call_log_id"))
                .isEqualTo(id);
        assertThat(bob.post("/api/call-logs", bobs).succeeded().path("call_log_id"))
                .isEqualTo(id);
        only();
    }

    @Test
    void rowOfRestMakesNobodyBusyAndIsAdoptedByTheInvitationThatFollows() {
        JsonNode id = alice.post("/api/call-logs", seedsBody()).succeeded().path("call_log_id");
        assertThat(world.rows().busy(scene.alice().person().id())).isEmpty();
        assertThat(world.rows().busy(scene.bob().person().id())).isEmpty();

        String call = scene.invited();

        assertThat(only().path("id")).isEqualTo(id);
        assertThat(only().path("call_id").asText()).isEqualTo(call);
        scene.alice().cancels(call);
    }

    @Test
    void invitationOfTheOtherSideDoesNotAdoptIt() {
        alice.post("/api/call-logs", seedsBody()).succeeded();
        scene.bob().invites(scene.talk());
        assertThat(world.rows().ofConversation(scene.talk().id())).hasSize(2);
    }

    private ObjectNode seedsBody() {
        return SeedClient.entry(scene.talk(), scene.alice().person(), LONG_AGO);
    }

    private JsonNode only() {
        assertThat(world.rows().ofConversation(scene.talk().id())).hasSize(1);
        return world.rows().ofConversation(scene.talk().id()).getFirst();
    }
}
