package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.e2e.world.Ending;
import dev.ringback.e2e.world.Person;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.RawSocket;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.Token;
import dev.ringback.e2e.world.Truth;
import dev.ringback.e2e.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Why the server closes a socket, and that nobody else notices (protocol §2 "Close codes").
class CloseCodesTest {
    @RegisterExtension
    final World world = World.on(Server.usual());

    private final Scene scene = world.scene();

    private final Phone alice = scene.alice();

    private final Phone bob = scene.bob();

    @Test
    void messageOf64KibIsReadAndOneByteMoreIsTooLarge() {
        alice.line().send(padded(65_536));
        alice.hears("pong");
        alice.line().send(padded(65_537));
        alice.hearsError("too_large");
        assertThat(alice.line().closeCode(Phone.SOON)).isEqualTo(1009);
    }

    @Test
    void sizeIsCountedInBytesAndOverAllFrames() {
        alice.line().send("{\"type\":\"ping\",\"x\":\"" + "\u00e4".repeat(33_000) + "\"}");
        alice.hearsError("too_large");
        assertThat(alice.line().closeCode(Phone.SOON)).isEqualTo(1009);
        try (RawSocket raw = raw(bob.person(), "raw")) {
            byte[] part = "x".repeat(30_000).getBytes(StandardCharsets.UTF_8);
            raw.frame(0x01, part);
            raw.frame(0x00, part);
            raw.frame(0x80, part);
            assertThat(raw.closeCode(Phone.SOON)).isEqualTo(1009);
        }
    }

    @Test
    void binaryIsNotSpoken() {
        alice.line().sendBinary(new byte[] {1, 2, 3});
        assertThat(alice.line().closeCode(Phone.SOON)).isEqualTo(1003);
        Phone again = world.phone(alice.person());
        String call = again.invites(scene.talk());
        bob.hears("call_invitation");
        again.cancels(call);
    }

    @Test
    void brokenFramesCloseTheSocketAndNobodyElses() {
        byte[][] broken = {
            {(byte) 0xc1, (byte) 0x80, 0, 0, 0, 0}, // a reserved bit
            {(byte) 0x83, (byte) 0x80, 0, 0, 0, 0}, // an opcode that is none
            {(byte) 0x81, 0x02, '{', '}'}, // not masked
            {(byte) 0x80, (byte) 0x80, 0, 0, 0, 0}, // goes on with nothing
        };
        String call = scene.talking();
        for (byte[] bytes : broken) {
            try (RawSocket raw = raw(alice.person(), "raw")) {
                raw.write(bytes);
                assertThat(raw.closeCode(Phone.SOON))
                        .as("close code of %s", HexFormat.of().formatHex(bytes))
                        .isIn(1002, 1003, 1006, 1007, 1009, 1011);
            }
        }
        bob.hangsUp(call);
        Truth.of(world, call, Ending.HANG_UP).by(bob).toldTo(alice);
    }

    @Test
    void socketWhoseTokenIsOverIsClosedUnlessItIsRenewed() {
        Person person = alice.person();
        Phone renewed = world.phoneAt("/ws", person, shortLived(person, 3));
        Phone forgotten = world.phoneAt("/ws", person, shortLived(person, 3));

        renewed.asks("authenticate", "token", person.token()).accepted();

        assertThat(forgotten.line().closeCode(Duration.ofSeconds(15))).isEqualTo(4401);
        renewed.fence();
        assertThat(renewed.line().isOpen()).isTrue();
    }

    @Test
    void socketIsRenewedOnlyWithAGoodTokenOfTheSamePerson() {
        ObjectNode expired = Token.claims(alice.person().id(), Duration.ofMinutes(-10));
        List<String> bad = List.of(
                "nonsense",
                bob.person().token(),
                Token.unsigned(Token.claims(alice.person().id(), Duration.ofHours(1))),
                Token.service(world.server().secret()),
                Token.signed(world.server().secret(), expired));
        for (String token : bad) {
            Phone phone = world.phone(alice.person());
            phone.line().send("{\"type\":\"authenticate\",\"id\":\"a\",\"token\":\"" + token + "\"}");
            phone.hears("error", error -> error.path("id").asText().equals("a"), Phone.SOON);
            phone.close();
        }
    }

    private RawSocket raw(Person person, String device) {
        RawSocket raw =
                RawSocket.open(world.server().base(), "/ws?device_id=" + device, RawSocket.bearer(person.token()));
        assertThat(raw.status()).isEqualTo(101);
        return raw;
    }

    private String shortLived(Person person, int seconds) {
        return Token.signed(world.server().secret(), Token.claims(person.id(), Duration.ofSeconds(seconds)));
    }

    private static String padded(int bytes) {
        String head = "{\"type\":\"ping\",\"x\":\"";
        return head + "x".repeat(bytes - head.length() - 2) + "\"}";
    }
}
