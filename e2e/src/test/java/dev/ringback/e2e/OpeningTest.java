package dev.ringback.e2e;

import static dev.ringback.e2e.world.RawSocket.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.e2e.world.Json;
import dev.ringback.e2e.world.Person;
import dev.ringback.e2e.world.RawSocket;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.Token;
import dev.ringback.e2e.world.World;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may open a socket, and how (protocol §2 "Opening"): refused before the upgrade, with an HTTP status.
class OpeningTest {
    @RegisterExtension
    final World world = World.on(Server.usual());

    private final Person person = world.person("Alice");

    @Test
    void browserOffersTheTokenAsSubprotocolAndGetsTheOther() {
        try (RawSocket socket =
                open("/ws", Map.of("Sec-WebSocket-Protocol", "ringback.v1, bearer." + person.token()))) {
            assertThat(socket.status()).isEqualTo(101);
            assertThat(socket.header("Sec-WebSocket-Protocol")).isEqualTo("ringback.v1");
        }
    }

    @Test
    void otherClientsSendAuthorization() {
        assertThat(status("/ws", bearer(person.token()))).isEqualTo(101);
        assertThat(status("/ws/" + person.id(), bearer(person.token()))).isEqualTo(101);
    }

    @Test
    void nothingIsCompressed() {
        try (RawSocket socket = open(
                "/ws",
                Map.of(
                        "Authorization",
                        "Bearer " + person.token(),
                        "Sec-WebSocket-Extensions",
                        "permessage-deflate; client_max_window_bits"))) {
            assertThat(socket.status()).isEqualTo(101);
            assertThat(socket.header("Sec-WebSocket-Extensions")).isNull();
        }
    }

    @Test
    void noTokenIsNotLetIn() {
        assertThat(status("/ws", Map.of())).isEqualTo(401);
        assertThat(status("/ws/" + person.id(), Map.of())).isEqualTo(401);
        assertThat(status("/ws", Map.of("Sec-WebSocket-Protocol", "ringback.v1")))
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "access_token", "bearer", "authorization"})
    void tokenInTheQueryStringIsNoToken(String parameter) {
        assertThat(status("/ws?" + parameter + "=" + person.token(), Map.of())).isEqualTo(401);
    }

    @Test
    void badTokensAreNotLetIn() {
        ObjectNode good = Token.claims(person.id(), Duration.ofHours(1));
        String secret = world.server().secret();

        assertRefused("not.a.token");
        assertRefused(Token.unsigned(good));
        assertRefused(Token.signed("another-secret-of-at-least-32-bytes", good));
        assertRefused(Token.signed(secret, Token.claims(person.id(), Duration.ofHours(-1))));
        assertRefused(tampered(Token.signed(secret, good)));
        assertRefused(Token.signed(secret, without(good, "sub")));
        assertRefused(Token.signed(secret, without(good, "exp")));
        for (String sub : new String[] {"", "0", "-1", "abc", "1.5", "99999999999999999999", "1\u0000"}) {
            ObjectNode claims = good.deepCopy();
            Json.put(claims, "sub", sub);
            assertRefused(Token.signed(secret, claims));
        }
    }

    @Test
    void serviceTokenIsNobodysPhone() {
        assertThat(status("/ws", bearer(Token.service(world.server().secret()))))
                .isIn(401, 403);
        ObjectNode claims = Token.claims(person.id(), Duration.ofHours(1));
        Json.put(claims, "scope", "directory");
        assertThat(status("/ws", bearer(Token.signed(world.server().secret(), claims))))
                .isIn(401, 403);
    }

    private void assertRefused(String token) {
        assertThat(status("/ws", bearer(token))).as("token %s", token).isEqualTo(401);
    }

    private int status(String path, Map<String, String> headers) {
        return RawSocket.statusOf(world.server().base(), path, headers);
    }

    private RawSocket open(String path, Map<String, String> headers) {
        return RawSocket.open(world.server().base(), path, headers);
    }

    private static ObjectNode without(ObjectNode claims, String name) {
        ObjectNode fewer = claims.deepCopy();
        fewer.remove(name);
        return fewer;
    }

    private static String tampered(String token) {
        int end = token.length() - 5;
        return token.substring(0, end) + (token.charAt(end) == 'A' ? 'B' : 'A') + token.substring(end + 1);
    }
}
