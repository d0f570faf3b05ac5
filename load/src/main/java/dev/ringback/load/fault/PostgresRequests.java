package dev.ringback.load.fault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Reads what a PostgreSQL client sends, as far as one must to know when it asks for a commit: its own COMMIT, or the
/// end of a writing statement outside a transaction (PostgreSQL's "Frontend/Backend Protocol", message formats).
/// One connection's, one thread's.
final class PostgresRequests {
    private static final int SSL_REQUEST = 80_877_103;
    private static final int GSS_REQUEST = 80_877_104;
    private static final int CANCEL_REQUEST = 80_877_102;
    private static final int HEAD_BYTES = 5;

    private final Map<String, String> statements = new HashMap<>();
    private byte[] rest = {};
    private boolean started;
    private boolean inTransaction;
    private boolean writes;
    private boolean commits;

    /// @param bytes what comes next
    /// @return whether a transaction is asked to end well in them
    boolean endsTransaction(byte[] bytes) {
        ByteBuffer all = ByteBuffer.allocate(rest.length + bytes.length)
                .put(rest)
                .put(bytes)
                .flip();
        boolean ends = false;
        while (hasMessage(all)) {
            ends |= started ? message(all) : first(all);
        }
        rest = Arrays.copyOfRange(all.array(), all.position(), all.limit());
        return ends;
    }

    private boolean hasMessage(ByteBuffer all) {
        int type = started ? 1 : 0;
        return all.remaining() >= type + Integer.BYTES && all.remaining() >= type + all.getInt(all.position() + type);
    }

    /// Before the start messages have no type.
    private boolean first(ByteBuffer all) {
        int length = all.getInt(all.position());
        int code = all.getInt(all.position() + Integer.BYTES);
        all.position(all.position() + length);
        started = code != SSL_REQUEST && code != GSS_REQUEST && code != CANCEL_REQUEST;
        return false;
    }

    private boolean message(ByteBuffer all) {
        char type = (char) all.get(all.position());
        int end = all.position() + 1 + all.getInt(all.position() + 1);
        ByteBuffer body = all.slice(all.position() + HEAD_BYTES, end - all.position() - HEAD_BYTES);
        all.position(end);
        return switch (type) {
            case 'P' -> {
                statements.put(text(body), text(body));
                yield false;
            }
            case 'B' -> {
                text(body);
                run(statements.getOrDefault(text(body), ""));
                yield false;
            }
            case 'Q' -> {
                run(text(body));
                yield synced();
            }
            case 'S' -> synced();
            default -> false; // what describes, executes or closes
        };
    }

    private void run(String sql) {
        switch (sql.strip().split("\\W", 2)[0].toUpperCase(Locale.ROOT)) {
            case "BEGIN" -> inTransaction = true;
            case "COMMIT" -> {
                commits = inTransaction;
                inTransaction = false;
            }
            case "ROLLBACK" -> inTransaction = false;
            case "INSERT", "UPDATE", "DELETE", "WITH" -> writes = true;
            default -> {} // what reads
        }
    }

    private boolean synced() {
        boolean ends = commits || (writes && !inTransaction);
        commits = false;
        writes = false;
        return ends;
    }

    private static String text(ByteBuffer body) {
        int start = body.position();
        while (body.get() != 0) {
            // up to its end
        }
        byte[] bytes = new byte[body.position() - 1 - start];
        body.get(start, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
