package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Person;
import dev.ringback.e2e.world.Rest;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.Token;
import dev.ringback.e2e.world.World;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `GET /api/turn-credentials` (protocol §3): HMAC credentials for coturn where there is one, nobody's server where
/// there is none.
class TurnTest {
    @RegisterExtension
    final World world = World.on(Server.usual());

    private final Person alice = world.person("Alice");

    @Test
    void withoutARelayNoThirdPartysServerIsNamed() {
        JsonNode answer = world.rest(alice).get("/api/turn-credentials").json();
        assertThat(answer.path("iceServers").isArray()).isTrue();
        assertThat(answer.path("iceServers")).isEmpty();
        assertThat(answer.path("ttl").isIntegralNumber()).isTrue();
        new Rest(world.server().base(), null).get("/api/turn-credentials").refused(401);
    }

    @Test
    void relayGetsShortLivedHmacCredentials() throws GeneralSecurityException {
        Rest rest = new Rest(Server.brisk().base(), Token.of(Server.brisk().secret(), alice.id()));
        JsonNode answer = rest.get("/api/turn-credentials").json();

        JsonNode server = answer.path("iceServers").get(0);
        assertThat(server.path("urls").toString()).contains("turn:turn.example.org:3478?transport=udp");
        String name = server.path("username").asText();
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(Server.TURN_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        assertThat(server.path("credential").asText())
                .isEqualTo(Base64.getEncoder().encodeToString(mac.doFinal(name.getBytes(StandardCharsets.UTF_8))));
        long until = Long.parseLong(name.split(":")[0]);
        assertThat(until - Instant.now().getEpochSecond())
                .isBetween(answer.path("ttl").asLong() - 10, answer.path("ttl").asLong() + 10);
        assertThat(answer.path("ttl").asLong()).isBetween(60L, 86_400L);
    }
}
