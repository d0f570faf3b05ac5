package dev.ringback.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class MessageDecoderTest {

    private static final int BYTES_MAX = 256;

    @Test
    void aCandidateOfTheLargestSizeIsTaken() throws BadMessage {
        String candidate = candidate("x", BYTES_MAX);

        ClientMessage message = MessageDecoder.decode(message(candidate), BYTES_MAX);

        assertThat(message)
                .isInstanceOfSatisfying(
                        ClientMessage.Candidate.class,
                        it -> assertThat(it.candidate().text()).isEqualTo(candidate));
    }

    @Test
    void aLargerOneIsABadMessageThatNamesTheField() {
        assertRefused(candidate("x", BYTES_MAX + 1));
    }

    @Test
    void itsSizeIsCountedInBytesNotInCharacters() {
        assertRefused("{\"candidate\":\"" + "é".repeat(BYTES_MAX / 2) + "\"}");
    }

    @Test
    void nullIsTheEndOfCandidates() throws BadMessage {
        assertThat(MessageDecoder.decode(message("null"), BYTES_MAX))
                .isInstanceOfSatisfying(
                        ClientMessage.Candidate.class,
                        it -> assertThat(it.candidate()).isEqualTo(Json.NULL));
    }

    @Test
    void theSentenceNamesTheFieldToo() {
        assertThatExceptionOfType(BadMessage.class)
                .isThrownBy(() -> MessageDecoder.decode("{\"type\":\"call_invitation\"}", BYTES_MAX))
                .satisfies(bad -> assertThat(bad.sentence()).isEqualTo("conversation_id is missing"));
    }

    private static void assertRefused(String candidate) {
        assertThatExceptionOfType(BadMessage.class)
                .isThrownBy(() -> MessageDecoder.decode(message(candidate), BYTES_MAX))
                .satisfies(bad -> {
                    assertThat(bad.field()).contains("candidate");
                    assertThat(bad.id()).contains("7");
                    assertThat(bad.sentence()).contains("larger than 256 bytes");
                });
    }

    private static String candidate(String letter, int bytes) {
        String empty = "{\"candidate\":\"\"}";
        return "{\"candidate\":\"" + letter.repeat(bytes - empty.length()) + "\"}";
    }

    private static String message(String candidate) {
        return "{\"type\":\"ice_candidate\",\"id\":\"7\",\"conversation_id\":1,\"candidate\":" + candidate + "}";
    }
}
