package dev.ringback.load.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresRequestsTest {
    private static final int SSL_REQUEST = 80_877_103;
    private static final int VERSION_3 = 196_608;

    private final PostgresRequests requests = new PostgresRequests();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    @BeforeEach
    void aConnectionStarts() throws IOException {
        out.writeInt(8);
        out.writeInt(SSL_REQUEST);
        out.writeInt(9);
        out.writeInt(VERSION_3);
        out.writeByte(0);
        assertThat(sent()).isFalse();
    }

    @Test
    void aCommitEndsATransactionAlsoWhenItIsPreparedUnderAName() throws IOException {
        parse("", "BEGIN");
        bind("");
        parse("S_1", "INSERT INTO call_events VALUES ($1)");
        bind("S_1");
        sync();
        assertThat(sent()).as("a write within a transaction").isFalse();

        parse("S_2", "COMMIT");
        bind("S_2");
        sync();
        assertThat(sent()).as("a commit").isTrue();
    }

    @Test
    void aWriteOutsideATransactionIsItsOwnCommitAndAReadIsNone() throws IOException {
        parse("S_1", "UPDATE nodes SET seen_at = $1");
        bind("S_1");
        sync();
        assertThat(sent()).as("a write").isTrue();

        parse("", "SELECT 1");
        bind("");
        sync();
        assertThat(sent()).as("a read").isFalse();
    }

    @Test
    void aRollbackEndsNothingWell() throws IOException {
        query("BEGIN");
        query("DELETE FROM early_cancels");
        query("ROLLBACK");
        assertThat(sent()).isFalse();
    }

    @Test
    void messagesMayComeByteByByte() throws IOException {
        query("INSERT INTO nodes VALUES (1)");
        byte[] all = bytes.toByteArray();
        bytes.reset();
        for (int at = 0; at < all.length; at++) {
            assertThat(requests.endsTransaction(new byte[] {all[at]}))
                    .as("byte " + at)
                    .isEqualTo(at == all.length - 1);
        }
    }

    private boolean sent() {
        byte[] all = bytes.toByteArray();
        bytes.reset();
        return requests.endsTransaction(all);
    }

    private void parse(String name, String sql) throws IOException {
        message('P', name + "\0" + sql + "\0\0\0");
    }

    private void bind(String name) throws IOException {
        message('B', "\0" + name + "\0\0\0\0\0\0\0");
    }

    private void query(String sql) throws IOException {
        message('Q', sql + "\0");
    }

    private void sync() throws IOException {
        message('S', "");
    }

    private void message(char type, String body) throws IOException {
        byte[] text = body.getBytes(StandardCharsets.UTF_8);
        out.writeByte(type);
        out.writeInt(Integer.BYTES + text.length);
        out.write(text);
    }
}
