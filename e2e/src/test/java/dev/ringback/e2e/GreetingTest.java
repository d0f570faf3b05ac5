package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Conversation;
import dev.ringback.e2e.world.Json;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Sdp;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a socket is told when it opens, and in which order (protocol §2, "Server to client"): a page that is opened
/// while
/// it rings rings.
class GreetingTest {
    @RegisterExtension
    final World world = World.on(Server.usual());

    @Test
    void connectionComesFirstAndSaysWhatHolds() {
        Phone phone = world.phone(world.person("Alice"), "kitchen");

        JsonNode connection = phone.connection();
        assertThat(types(phone)).startsWith("connection", "active_calls");
        assertThat(connection.path("status").asText()).isEqualTo("connected");
        assertThat(connection.path("session_id").asText()).isNotBlank();
        assertThat(connection.path("device_id").asText()).isEqualTo("kitchen");
        assertThat(connection.path("connection_key").asText())
                .isEqualTo("user_" + phone.person().id());
        assertThat(Duration.between(
                                OffsetDateTime.parse(
                                        connection.path("server_time").asText()),
                                Instant.now().atOffset(ZoneOffset.UTC))
                        .abs())
                .isLessThan(Duration.ofSeconds(10));
        assertThat(connection.path("limits").isObject()).isTrue();
        assertThat(connection.path("timeouts"))
                .isEqualTo(Json.read("{\"ring\":45,\"caller_grace\":10,\"call_grace\":30,\"heartbeat\":15}"));
        assertThat(phone.activeCalls()).isEmpty();
        phone.hearsNo("missed_calls_notification", "call_invitation");
    }

    @Test
    void phoneSwitchedOnWhileItRingsRingsWithTheOfferAndTheKeptCandidates() {
        Scene scene = world.scene();
        String call = scene.ringing();
        scene.alice().candidate(call, 1).accepted();
        scene.alice().candidate(call, 2).accepted();

        Phone second = world.phone(scene.bob().person());

        JsonNode invitation = second.hears("call_invitation");
        assertThat(invitation.path("call_id").asText()).isEqualTo(call);
        assertThat(invitation.path("offer"))
                .isEqualTo(Sdp.offer("offer of " + scene.alice().device()));
        assertThat(OffsetDateTime.parse(invitation.path("ring_until").asText()))
                .isEqualTo(OffsetDateTime.parse(
                                world.rows().call(call).path("started_at").asText())
                        .plusSeconds(45));
        assertThat(second.hears("ice_candidate").path("candidate")).isEqualTo(Sdp.candidate(1));
        assertThat(second.hears("ice_candidate").path("candidate")).isEqualTo(Sdp.candidate(2));
        assertThat(types(second))
                .startsWith("connection", "active_calls", "call_invitation", "ice_candidate", "ice_candidate");
        assertThat(second.activeCalls()).hasSize(1);
        assertThat(second.activeCalls().getFirst().path("direction").asText()).isEqualTo("incoming");
        assertThat(second.activeCalls().getFirst())
                .isEqualTo(world.view(scene.bob().person(), call));
        scene.alice().cancels(call);
        second.hears("call_cancelled");
    }

    @Test
    void reloadedPhoneRingsAgain() {
        Scene scene = world.scene();
        String call = scene.ringing();
        String device = scene.bob().device();

        scene.bob().line().drop();
        Phone again = world.phone(scene.bob().person(), device);

        assertThat(again.hears("call_invitation").path("call_id").asText()).isEqualTo(call);
        again.answers(call);
        scene.alice().hears("call_answer");
        scene.alice().hangsUp(call);
        again.hears("call_ended");
    }

    @Test
    void callersOtherPhoneSeesTheCallButDoesNotRing() {
        Scene scene = world.scene();
        String call = scene.ringing();

        Phone second = world.phone(scene.alice().person());

        assertThat(second.activeCalls()).hasSize(1);
        assertThat(second.activeCalls().getFirst().path("call_id").asText()).isEqualTo(call);
        assertThat(second.activeCalls().getFirst().path("direction").asText()).isEqualTo("outgoing");
        second.hearsNo("call_invitation", "ice_candidate");
    }

    @Test
    void answeredCallIsActiveAndDoesNotRing() {
        Scene scene = world.scene();
        String call = scene.talking();

        Phone second = world.phone(scene.bob().person());

        assertThat(Json.texts(Json.array(second.activeCalls().toArray()), "call_id"))
                .containsExactly(call);
        assertThat(second.activeCalls().getFirst().path("status").asText()).isEqualTo("answered");
        second.hearsNo("call_invitation");
    }

    @Test
    void missedCallsAreToldOnceTheyAreUnseenAndNoMoreWhenSeen() {
        Scene scene = world.scene();
        String call = scene.ringing();
        scene.alice().cancels(call);
        scene.bob().hears("call_cancelled");

        Phone later = world.phone(scene.bob().person());
        JsonNode missed = later.hears("missed_calls_notification");
        assertThat(types(later)).startsWith("connection", "active_calls", "missed_calls_notification");
        assertThat(missed.path("count").asInt()).isEqualTo(1);
        assertThat(missed.path("calls")).hasSize(1);
        assertThat(missed.path("calls").get(0)).isEqualTo(world.view(scene.bob().person(), call));
        assertThat(missed.path("calls").get(0).path("outcome").asText()).isEqualTo("missed");

        world.rest(scene.bob().person()).post("/api/call-logs/seen", "{}").succeeded();
        for (Phone device : List.of(scene.bob(), later)) {
            assertThat(device.hears("missed_calls_notification").path("count").asInt())
                    .as("the badge of each device")
                    .isZero();
        }
        scene.alice().hearsNo("missed_calls_notification");
        world.phone(scene.bob().person()).hearsNo("missed_calls_notification");
        world.phone(scene.alice().person()).hearsNo("missed_calls_notification");
    }

    @Test
    void peopleOfOnesConversationsComeAndGo() {
        Conversation talk = world.conversation(world.person("Alice"), world.person("Bob"));
        Phone alice = world.phone(talk.one());

        Phone bob = world.phone(talk.two());
        JsonNode came = alice.hears("presence");
        assertThat(came.path("user_id").asLong()).isEqualTo(talk.two().id());
        assertThat(came.path("online").asBoolean()).isTrue();

        Phone second = world.phone(talk.two());
        bob.close();
        second.fence();
        alice.fence();
        assertThat(alice.inbox().unread("presence"))
                .allMatch(presence -> presence.path("online").asBoolean());
        alice.inbox().clear();

        second.close();
        JsonNode went = alice.hears("presence");
        assertThat(went.path("user_id").asLong()).isEqualTo(talk.two().id());
        assertThat(went.path("online").asBoolean()).isFalse();

        Phone stranger = world.phone(world.person("Stranger"));
        alice.hearsNo("presence");
        stranger.hearsNo("presence");
    }

    private static List<String> types(Phone phone) {
        return phone.inbox().all().stream()
                .map(message -> message.path("type").asText())
                .toList();
    }
}
