package dev.ringback.e2e;

import static dev.ringback.e2e.world.Truth.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Conversation;
import dev.ringback.e2e.world.Ending;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.Truth;
import dev.ringback.e2e.world.World;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Ends that nobody asked for (protocol §1, "Time-outs"): the ring that is over, people who are lost, the longest call.
class TimeoutsTest {
    /// How far the clocks of test and server may be apart, and how long the server may take to see a socket close.
    private static final long SLACK_MILLIS = 600;

    @RegisterExtension
    final World world = World.on(Server.brisk());

    private final Scene scene = world.scene();
    private final Phone alice = scene.alice();
    private final Phone bob = scene.bob();

    @Test
    void ringThatNobodyAnswersIsMissedAtItsDeadline() {
        Phone tablet = world.phone(alice.person());
        String call = scene.ringing();

        awaited(alice, call, Ending.NO_ANSWER);

        JsonNode row = world.rows().call(call);
        assertThat(at(row, "ended_at")).isEqualTo(at(row, "started_at").plusSeconds(Server.BRISK_RING));
        assertThat(row.path("end_estimated").asBoolean()).isFalse();
        assertThat(row.path("ended_by_user_id").isNull()).isTrue();
        new Truth(world, call, Ending.NO_ANSWER).toldTo(bob, tablet).updates(alice);
        assertThat(world.rows().statuses(call)).containsExactly("initiated", "ringing", "missed");
    }

    @Test
    void invitationThatNoSocketWasGivenIsUnreachable() {
        Conversation offline = world.conversation(alice.person(), world.person("Hana"));
        String call = alice.invites(offline);

        awaited(alice, call, Ending.UNREACHABLE);

        JsonNode row = world.rows().call(call);
        assertThat(at(row, "ended_at")).isEqualTo(at(row, "started_at").plusSeconds(Server.BRISK_RING));
        assertThat(world.phone(offline.two())
                        .hears("missed_calls_notification")
                        .path("count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void whoeverComesOnlineInTimeRingsForWhatRemains() {
        Conversation offline = world.conversation(alice.person(), world.person("Hana"));
        String call = alice.invites(offline);

        Phone hana = world.phone(offline.two());
        JsonNode invitation = hana.hears("call_invitation");

        assertThat(at(invitation, "ring_until"))
                .isEqualTo(at(world.rows().call(call), "started_at").plusSeconds(Server.BRISK_RING));
        awaited(hana, call, Ending.NO_ANSWER).updates(alice, hana);
    }

    @Test
    void ringingStopsWhenTheCallingDeviceStaysAway() {
        Phone tablet = world.phone(alice.person());
        String call = scene.ringing();

        alice.line().drop();
        OffsetDateTime dropped = now();

        awaited(bob, call, Ending.CALLER_LOST)
                .estimated(dropped.plusNanos(SLACK_MILLIS * 1_000_000))
                .updates(bob, tablet);
        assertThat(now()).isAfter(dropped.plusSeconds(1));
        tablet.hears("call_cancelled");
    }

    @Test
    void callingDeviceThatComesBackInTimeGoesOnRinging() {
        String call = scene.ringing();

        alice.line().drop();
        Phone again = world.phone(alice.person(), alice.device());

        assertThat(again.activeCalls()).hasSize(1);
        awaited(again, call, Ending.NO_ANSWER).toldTo(bob);
    }

    @Test
    void callEndsWhenASideStaysAwayAtItsLastProofOfLife() {
        Phone tablet = world.phone(bob.person());
        String call = scene.talking();

        bob.line().drop();
        OffsetDateTime dropped = now();

        JsonNode lost = alice.hears("call_peer_lost");
        assertThat(lost.path("call_id").asText()).isEqualTo(call);
        awaited(alice, call, Ending.CONNECTION_LOST)
                .estimated(dropped.plusNanos(SLACK_MILLIS * 1_000_000))
                .toldTo(tablet)
                .updates(alice);
    }

    @Test
    void callGoesOnWhenALostSideComesBackInTime() {
        String call = scene.talking();

        bob.line().drop();
        alice.hears("call_peer_lost");
        Phone again = world.phone(bob.person(), bob.device());

        assertThat(alice.hears("call_peer_resumed").path("call_id").asText()).isEqualTo(call);
        assertThat(again.activeCalls()).hasSize(1);
        assertThat(world.rows().statuses(call)).containsExactly("initiated", "ringing", "answered");
        again.hangsUp(call);
        Truth.of(world, call, Ending.HANG_UP).by(again).toldTo(alice);
    }

    @Test
    void whenBothAreLostTheCallEndsAtTheEarlierProofOfLife() {
        Phone tablet = world.phone(alice.person());
        String call = scene.talking();

        bob.line().drop();
        OffsetDateTime first = now();
        alice.hears("call_peer_lost");
        alice.line().drop();

        awaited(tablet, call, Ending.CONNECTION_LOST).estimated(first.plusNanos(SLACK_MILLIS * 1_000_000));
    }

    @Test
    void callEndsWhenItHasLastedAsLongAsItMay() {
        String call = scene.talking();

        awaited(alice, call, Ending.MAX_DURATION).toldTo(bob);

        assertThat(world.rows().call(call).path("duration_seconds").asInt()).isEqualTo(Server.BRISK_MAX_CALL);
        assertThat(world.rows().call(call).path("ended_by_user_id").isNull()).isTrue();
    }

    /// Waits for the message that tells the end, which comes when a deadline has passed, and checks it.
    private Truth awaited(Phone phone, String call, Ending ending) {
        JsonNode end = phone.hears(
                ending.toldAs(),
                message -> message.path("call_id").asText().equals(call),
                Phone.SOON.plusSeconds(Server.BRISK_MAX_CALL));
        ending.toldBy(end, world.view(phone.person(), call));
        return Truth.of(world, call, ending);
    }

    private static OffsetDateTime now() {
        return Instant.now().atOffset(ZoneOffset.UTC);
    }
}
