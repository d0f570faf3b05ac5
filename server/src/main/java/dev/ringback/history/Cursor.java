package dev.ringback.history;

import dev.ringback.core.call.Call;
import dev.ringback.problem.ProblemException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/// Where a page ended: the next one holds what is older. New calls do not move it, so nothing is told twice or left
/// out.
///
/// @param startedAt of the last row, in whole microseconds as PostgreSQL keeps them
/// @param id of the last row
public record Cursor(Instant startedAt, long id) {

    private static final long MICROS_MAX =
            ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z"));

    static Cursor after(Call call) {
        return new Cursor(call.facts().startedAt(), call.facts().logId().value());
    }

    /// The form for clients: opaque, safe in a query.
    public String text() {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
        bytes.putLong(ChronoUnit.MICROS.between(Instant.EPOCH, startedAt)).putLong(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /// What a client sent back.
    ///
    /// @throws ProblemException `bad_message` when it never came from here
    public static Cursor parse(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() == 2 * Long.BYTES) {
                long micros = bytes.getLong();
                long id = bytes.getLong();
                if (micros >= 0 && micros <= MICROS_MAX && id >= 1) {
                    return new Cursor(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), id);
                }
            }
        } catch (IllegalArgumentException notBase64) {
            // told below
        }
        throw ProblemException.field("cursor", "is none that was given out");
    }
}
