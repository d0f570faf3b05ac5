package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.RawSocket;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts that are no message are answered with a clear error (protocol §2 "Frames", "Error codes").
class BadFramesTest extends BesideNeighbours {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "{",
                "{\"type\":\"ping\"",
                "{\"type\":\"ping\"} {}",
                "{'type':'ping'}",
                "\u0000",
                "{\"a\":01}"
            })
    void whatIsNotJsonIsSaidToBeSo(String text) {
        alice.line().send(text);
        alice.hearsError("bad_json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "\"ping\"", "[]", "[{\"type\":\"ping\"}]", "true"})
    void whatIsNotAnObjectIsRefused(String text) {
        alice.line().send(text);
        assertThat(alice.hears("error").path("code").asText()).isIn("bad_json", "bad_message");
    }

    @Test
    void bytesThatAreNotUtf8AreNotJson() {
        try (RawSocket raw = RawSocket.open(
                world.server().base(),
                "/ws?device_id=raw",
                RawSocket.bearer(scene.bob().person().token()))) {
            ByteArrayOutputStream ping = new ByteArrayOutputStream();
            ping.writeBytes("{\"type\":\"ping\",\"x\":\"".getBytes(StandardCharsets.US_ASCII));
            ping.writeBytes(new byte[] {(byte) 0xc3, 0x28});
            ping.writeBytes("\"}".getBytes(StandardCharsets.US_ASCII));
            raw.frame(0x81, ping.toByteArray());
            assertThat(raw.hears(Set.of("error", "pong"), Phone.SOON)).contains("bad_json");
        }
    }

    @Test
    void tooLargeACandidateIsABadMessage() {
        alice.line()
                .send("{\"type\":\"ice_candidate\",\"id\":\"1\",\"conversation_id\":1,\"candidate\":{\"candidate\":\""
                        + "x".repeat(4_096) + "\"}}");
        JsonNode error = alice.hearsError("bad_message");
        assertThat(error.path("field").asText()).isEqualTo("candidate");
        assertThat(error.path("id").asText()).isEqualTo("1");
    }

    @Test
    void deepNestingIsRefused() {
        alice.line().send("{\"type\":\"ping\",\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}");
        assertThat(alice.hears("error").path("code").asText()).isIn("bad_json", "bad_message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"call_canceled", "CALL_ENDED", "connection", "call_missed", "ack", "__proto__", " ping"})
    void unknownTypeIsNeverDroppedInSilence(String type) {
        alice.asks(type).refused("unknown_type");
        alice.says(type);
        alice.hearsError("unknown_type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"1\"}",
                "{\"type\":null,\"id\":\"1\"}",
                "{\"type\":7,\"id\":\"1\"}",
                "{\"type\":{},\"id\":\"1\"}"
            })
    void missingOrWrongTypeIsABadMessage(String text) {
        alice.line().send(text);
        JsonNode error = alice.hearsError("bad_message");
        assertThat(error.path("field").asText()).isEqualTo("type");
        assertThat(error.path("id").asText()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "{}", "[]", "true"})
    void idIsAText(String id) {
        alice.line().send("{\"type\":\"ping\",\"id\":" + id + "}");
        assertThat(alice.hearsError("bad_message").path("field").asText()).isEqualTo("id");
    }

    @Test
    void idHasAtMost64Characters() {
        alice.line().send("{\"type\":\"ping\",\"id\":\"" + "i".repeat(64) + "\"}");
        alice.hears("ack", ack -> ack.path("id").asText().length() == 64, Phone.SOON);
        alice.line().send("{\"type\":\"ping\",\"id\":\"" + "i".repeat(65) + "\"}");
        assertThat(alice.hearsError("bad_message").path("field").asText()).isEqualTo("id");
    }
}
