package dev.ringback.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The forms of ids (protocol §2 "Opening" and "Addressing").
class IdsTest {

    @Test
    void aCallIdIsReadInAnyCaseAndWrittenLower() {
        assertThat(CallId.parse("0F8FAD5B-D9CB-469F-A165-70867728950E").orElseThrow())
                .hasToString("0f8fad5b-d9cb-469f-a165-70867728950e")
                .isEqualTo(CallId.parse("0f8fad5b-d9cb-469f-a165-70867728950e").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-2-3-4-5",
                "0f8fad5bd9cb469fa16570867728950e",
                "0f8fad5b-d9cb-469f-a165-70867728950",
                "0f8fad5b-d9cb-469f-a165-70867728950g",
                "{0f8fad5b-d9cb-469f-a165-70867728950e}",
                " 0f8fad5b-d9cb-469f-a165-70867728950e"
            })
    void whatIsNoUuidInFullIsNoCallId(String text) {
        assertThat(CallId.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "tab_1", "A-z0_9", "0123456789012345678901234567890123456789012345678901234567890123"})
    void aDeviceIdIsOneToSixtyFourPlainCharacters(String text) {
        assertThat(DeviceId.parse(text)).contains(new DeviceId(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "phone.1",
                "é",
                "a\n",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void anythingElseIsNoDeviceId(String text) {
        assertThat(DeviceId.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new DeviceId(text));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void numbersAreOneOrMore(long value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new UserId(value));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConversationId(value));
        assertThatIllegalArgumentException().isThrownBy(() -> new CallLogId(value));
    }

    @Test
    void peopleAreOrderedByNumber() {
        assertThat(new UserId(9)).isLessThan(new UserId(10));
    }

    @Test
    void aNodeIdIsNotBlankAndNotLong() {
        assertThatIllegalArgumentException().isThrownBy(() -> new NodeId(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> new NodeId("n".repeat(65)));
        assertThat(new NodeId("n".repeat(64)).value()).hasSize(64);
    }
}
