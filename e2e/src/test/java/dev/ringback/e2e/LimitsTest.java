package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.e2e.world.Answer;
import dev.ringback.e2e.world.Person;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.RawSocket;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.World;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How much one person and one socket may do (protocol §2 "Limits"), as the settings come.
class LimitsTest {
    @RegisterExtension
    final World world = World.on(Server.usual());

    private final Scene scene = world.scene();

    private final Phone alice = scene.alice();

    private final Phone bob = scene.bob();

    @Test
    void eleventhSocketClosesTheOldestThatIsInNoCall() {
        String call = scene.talking();
        List<Phone> phones = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            phones.add(world.phone(alice.person()));
        }
        assertThat(phones.getFirst().line().closeCode(Phone.SOON)).isEqualTo(4409);
        alice.fence();
        phones.subList(1, phones.size()).forEach(Phone::fence);
        alice.hangsUp(call);
    }

    @Test
    void floodIsClosedAndTheOthersGoOn() {
        try (RawSocket flooder = raw(alice.person(), "flooder")) {
            for (int i = 0; i < 2_000; i++) {
                flooder.text("{\"type\":\"ping\"}");
            }
            assertThat(flooder.closeCode(Phone.SOON)).isEqualTo(4429);
        } catch (UncheckedIOException closedWhileWriting) {
            assertThat(closedWhileWriting).hasMessageMatching(".*(reset|closed|pipe).*");
        }
        String call = scene.ringing();
        alice.cancels(call);
        try (RawSocket again = opens(alice.person(), "flooder")) {
            assertThat(again.status()).isEqualTo(429);
            assertThat(again.header("Retry-After")).isEqualTo("5");
        }
    }

    @Test
    void whatIsRefusedForItsRateIsAnsweredUnderItsId() {
        try (RawSocket hasty = raw(alice.person(), "hasty")) {
            for (int i = 0; i < 300; i++) {
                hasty.text("{\"type\":\"ping\",\"id\":\"n" + i + "\"}");
            }
            assertThat(hasty.hears(Set.of("error"), Phone.SOON))
                    .contains("\"rate_limited\"")
                    .containsPattern("\"id\":\"n\\d+\"");
        }
    }

    @Test
    void manyInvitationsInAMinuteAreRefusedAndLeaveNoRow() {
        int rows = 0;
        Answer answer = alice.invites(scene.talk(), UUID.randomUUID().toString(), "voice");
        while (answer.word().equals("ack") && rows < 120) {
            rows++;
            alice.cancels(answer.accepted().path("call_id").asText());
            answer = alice.invites(scene.talk(), UUID.randomUUID().toString(), "voice");
        }
        assertThat(answer.refused("rate_limited").path("temporary").asBoolean()).isTrue();
        assertThat(rows).isEqualTo(60);
        assertThat(world.rows().ofConversation(scene.talk().id())).hasSize(rows);
        String call = bob.invites(scene.talk());
        alice.hears("call_invitation");
        bob.cancels(call);
    }

    private RawSocket raw(Person person, String device) {
        RawSocket raw = opens(person, device);
        assertThat(raw.status()).isEqualTo(101);
        return raw;
    }

    private RawSocket opens(Person person, String device) {
        return RawSocket.open(world.server().base(), "/ws?device_id=" + device, RawSocket.bearer(person.token()));
    }
}
