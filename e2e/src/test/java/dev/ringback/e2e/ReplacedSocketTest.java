package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.e2e.world.Ending;
import dev.ringback.e2e.world.Json;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.RawSocket;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Sdp;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.Truth;
import dev.ringback.e2e.world.World;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Two sockets of one device (docs/decisions/0009): the newer one replaces the older once its client shows that it
/// lives, and never before.
class ReplacedSocketTest {
    private static final byte[] NOTHING = {};
    private static final int CLOSE = 0x88;
    private static final int PONG = 0x8a;

    @RegisterExtension
    final World world = World.on(Server.usual());

    private final Scene scene = world.scene();
    private final Phone bob = scene.bob();

    @Test
    void pongGivesANewSocketThePlaceOfAnOldOneThatIsSilent() {
        try (RawSocket old = raw();
                RawSocket next = raw()) {
            old.hears(Set.of("active_calls"), Phone.SOON);
            next.hears(Set.of("connection"), Phone.SOON);

            next.frame(PONG, NOTHING);

            next.hears(Set.of("active_calls"), Phone.SOON);
            assertThat(old.closeCode(Phone.SOON)).isEqualTo(1008);
        }
    }

    @Test
    void messageDoesSoToo() {
        try (RawSocket old = raw();
                RawSocket next = raw()) {
            old.hears(Set.of("active_calls"), Phone.SOON);

            next.text("{\"type\":\"ping\"}");

            next.hears(Set.of("pong"), Phone.SOON);
            assertThat(old.closeCode(Phone.SOON)).isEqualTo(1008);
        }
    }

    @Test
    void socketThatItsClientHasGivenUpDrivesNobodyOut() {
        Phone alice = scene.alice();
        try (RawSocket givenUp = raw(alice.device())) {
            givenUp.hears(Set.of("connection"), Phone.SOON);
            String call = bob.invites(scene.talk());
            assertThat(alice.hears("call_invitation").path("call_id").asText()).isEqualTo(call);

            givenUp.frame(CLOSE, NOTHING);

            givenUp.closeCode(Phone.SOON);
            alice.rings(call);
            bob.hears("call_ringing");
            alice.declines(call);
            Truth.of(world, call, Ending.DECLINE).by(alice).toldTo(bob);
        }
    }

    @Test
    void callersNextSocketHearsTheAnswerThatWentToAHalfOpenOne() {
        String device = "half-open";
        String call = UUID.randomUUID().toString();
        scene.alice().close();
        try (RawSocket halfOpen = raw(device)) {
            halfOpen.text(Json.object("type", "call_invitation", "call_id", call)
                    .put("conversation_id", scene.talk().id())
                    .put("call_type", "voice")
                    .set("offer", Sdp.offer("mine"))
                    .toString());
            bob.hears("call_invitation");
            bob.answers(call);

            Phone alice = world.phone(scene.talk().one(), device);

            assertThat(alice.activeCalls().getFirst().path("status").asText()).isEqualTo("answered");
            assertThat(alice.hears("call_answer").path("answer")).isEqualTo(Sdp.answer("answer of " + bob.device()));
            alice.hangsUp(call);
            Truth.of(world, call, Ending.HANG_UP).by(alice).toldTo(bob);
        }
    }

    private RawSocket raw() {
        return raw("one-and-the-same");
    }

    private RawSocket raw(String device) {
        return RawSocket.open(
                world.server().base(),
                "/ws?device_id=" + device,
                RawSocket.bearer(scene.talk().one().token()));
    }
}
