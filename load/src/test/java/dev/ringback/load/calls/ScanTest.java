package dev.ringback.load.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScanTest {
    private static final String ID = "0b7e3f5a-8c6d-4e2f-9a1b-3c5d7e9f0a2b";
    private static final byte[] CALL = ID.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OTHER_CALL = ID.replace('0', '1').getBytes(StandardCharsets.US_ASCII);

    private final Scan scan = new Scan();

    @Test
    void everyTypeIsReadByItsName() {
        assertThat(begin("{\"type\":\"call_invitation\"}")).isEqualTo(ServerWord.CALL_INVITATION);
        assertThat(begin("{\"type\":\"call_ended\",\"a\":1}")).isEqualTo(ServerWord.CALL_ENDED);
        assertThat(begin("{\"type\":\"ack\"}")).isEqualTo(ServerWord.ACK);
        assertThat(begin("{\"type\":\"presence\"}")).isEqualTo(ServerWord.OTHER);
        assertThat(begin("{\"type\":\"call_endex\"}")).isEqualTo(ServerWord.OTHER);
    }

    @Test
    void callIsFoundWhereverItStands() {
        begin("{\"type\":\"ack\",\"id\":\"e\",\"call\":{\"id\":7,\"caller_name\":\"A\",\"call_id\":\"" + ID + "\"}}");
        assertThat(scan.isAbout(CALL)).isTrue();
        assertThat(scan.isAbout(OTHER_CALL)).isFalse();
        assertThat(scan.answered()).isEqualTo('e');
    }

    @Test
    void callIsNotFoundInANameThatLooksLikeOne() {
        begin("{\"type\":\"call_ringing\",\"from_name\":\"\\\"call_id\\\":\\\"" + ID + "\"}");
        assertThat(scan.isAbout(CALL)).isFalse();
    }

    @Test
    void nothingIsReadBehindTheMessage() {
        byte[] bytes = ("{\"type\":\"pong\"}{\"call_id\":\"" + ID + "\"}").getBytes(StandardCharsets.US_ASCII);
        scan.begin(bytes, 0, 15);
        assertThat(scan.isAbout(CALL)).isFalse();
    }

    @Test
    void codeOfAnErrorIsRead() {
        begin("{\"type\":\"error\",\"id\":\"i\",\"code\":\"unavailable\",\"message\":\"\"}");
        assertThat(scan.code()).isEqualTo("unavailable");
        begin("{\"type\":\"error\"}");
        assertThat(scan.code()).isEmpty();
        assertThat(scan.answered()).isZero();
    }

    @Test
    void messageWithoutItsTypeInFrontIsRefused() {
        assertThatIllegalStateException().isThrownBy(() -> begin("{\"call_id\":\"x\",\"type\":\"ack\"}"));
    }

    private ServerWord begin(String message) {
        byte[] bytes = ("xx" + message).getBytes(StandardCharsets.UTF_8);
        return scan.begin(bytes, 2, bytes.length);
    }
}
