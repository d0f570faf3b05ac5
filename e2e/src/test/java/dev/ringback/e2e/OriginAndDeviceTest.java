package dev.ringback.e2e;

import static dev.ringback.e2e.world.RawSocket.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.e2e.world.Person;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.RawSocket;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.World;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a socket may be opened from, at which path, and what its device may be called (protocol §2 "Opening").
class OriginAndDeviceTest {
    @RegisterExtension
    final World world = World.on(Server.usual());

    private final Person person = world.person("Alice");

    @Test
    void anotherOnesIdInThePathIsForbidden() {
        assertThat(status("/ws/" + world.person("Bob").id(), bearer(person.token())))
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "0", "99999999999999999999"})
    void badIdInThePathIsRefused(String id) {
        assertThat(status("/ws/" + id, bearer(person.token()))).isBetween(400, 404);
    }

    @Test
    void originIsAbsentOrTheHostItselfOrListed() {
        String own = world.server().base().toString();

        assertThat(statusFrom(own)).isEqualTo(101);
        assertThat(statusFrom("https://evil.example.org")).isEqualTo(403);
        assertThat(statusFrom("null")).isEqualTo(403);
        assertThat(statusFrom(Server.ALLOWED_ORIGIN)).isEqualTo(403);
        assertThat(statusFrom(own + ".evil.example.org")).isEqualTo(403);
        assertThat(statusFrom(own.replaceFirst(":[0-9]+$", ":1"))).isEqualTo(403);
    }

    @Test
    void deviceIsNamedByTheClientOrMadeByTheServer() {
        Phone named = world.phone(person, "Kitchen_1-a");
        assertThat(named.device()).isEqualTo("Kitchen_1-a");

        Phone unnamed = world.phoneAt("/ws", person, person.token());
        assertThat(unnamed.device()).matches("[A-Za-z0-9_-]{1,64}").isNotEqualTo(named.device());
        assertThat(status("/ws?device_id=" + "a".repeat(64), bearer(person.token())))
                .isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a%20b", "a.b", "%C3%A4", "a%00"})
    void badDeviceIdIsRefused(String device) {
        assertThat(status("/ws?device_id=" + device, bearer(person.token()))).isEqualTo(400);
        world.rest(person).get("/ws?device_id=" + device).refusedField(400, "device_id");
    }

    @Test
    void deviceIdOf65CharactersIsRefused() {
        assertThat(status("/ws?device_id=" + "a".repeat(65), bearer(person.token())))
                .isEqualTo(400);
    }

    @Test
    void unknownPathIsNotASocket() {
        assertThat(status("/ws/" + person.id() + "/more", bearer(person.token())))
                .isEqualTo(404);
        assertThat(status("/nowhere", bearer(person.token()))).isEqualTo(404);
    }

    private int statusFrom(String origin) {
        return status("/ws", Map.of("Authorization", "Bearer " + person.token(), "Origin", origin));
    }

    private int status(String path, Map<String, String> headers) {
        return RawSocket.statusOf(world.server().base(), path, headers);
    }
}
