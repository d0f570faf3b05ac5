package dev.ringback.call.store;

import dev.ringback.call.CallStore.Quality;
import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Role;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.DeviceId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/// What is kept beside a call's row: descriptions, early cancels, quality. Used by the writer's thread only.
final class NoteStore {

    private static final String KEEP = """
            INSERT INTO call_descriptions (call_log_id, role, description)
            SELECT id, ?, ?::json FROM call_logs WHERE id = ? AND ended_at IS NULL
            ON CONFLICT (call_log_id, role) DO UPDATE SET description = EXCLUDED.description""";

    private static final String CANCELLED = """
            INSERT INTO early_cancels (call_id, user_id, device_id, at) VALUES (?, ?, ?, ?)
            ON CONFLICT (call_id, user_id) DO UPDATE SET device_id = EXCLUDED.device_id, at = EXCLUDED.at""";

    private static final String FORGET = "DELETE FROM early_cancels WHERE at < ?::timestamptz - interval '60 seconds'";

    /// At most every ten seconds, and once up to a minute after the end (protocol §2, `call_quality`).
    private static final String QUALITY = """
            INSERT INTO call_quality (call_log_id, user_id, device_id, at, rtt_ms, jitter_ms, loss_ratio,
                bitrate_kbps, relay)
            SELECT c.id, q.user_id, q.device_id, q.at, ?, ?, ?, ?, ?
            FROM call_logs c CROSS JOIN
                (SELECT ?::bigint AS user_id, ?::text AS device_id, ?::timestamptz AS at) q
            WHERE c.id = ? AND (c.ended_at IS NULL OR q.at <= c.changed_at + interval '60 seconds')
                AND NOT EXISTS (SELECT FROM call_quality o
                    WHERE o.call_log_id = c.id AND o.user_id = q.user_id AND o.device_id = q.device_id
                        AND o.at > CASE WHEN c.ended_at IS NULL THEN q.at - interval '10 seconds'
                            ELSE c.changed_at END)""";

    private NoteStore() {}

    /// Keeps the offer or the answer of a call that still lives.
    static SmallWrite<Void> description(CallLogId call, Role role, String description) {
        return SmallWrite.of(call, connection -> {
            try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
                keep.setString(1, role.name().toLowerCase(Locale.ROOT));
                keep.setString(2, description);
                keep.setLong(3, call.value());
                keep.executeUpdate();
                return null;
            }
        });
    }

    /// Remembers a cancel whose invitation has not come, and forgets those of more than a minute ago.
    static SmallWrite<Void> earlyCancel(CallId id, Actor by, Instant now) {
        return SmallWrite.of(id, connection -> {
            try (PreparedStatement forget = connection.prepareStatement(FORGET);
                    PreparedStatement remember = connection.prepareStatement(CANCELLED)) {
                forget.setObject(1, now.atOffset(ZoneOffset.UTC));
                forget.executeUpdate();
                remember.setObject(1, id.value());
                remember.setLong(2, by.user().value());
                remember.setString(3, by.device().map(DeviceId::value).orElse(null));
                remember.setObject(4, now.atOffset(ZoneOffset.UTC));
                remember.executeUpdate();
                return null;
            }
        });
    }

    /// Notes what a device said of the quality, unless it did so just now.
    static SmallWrite<Boolean> quality(CallLogId call, Quality quality) {
        return SmallWrite.of(call.toString(), connection -> {
            try (PreparedStatement note = connection.prepareStatement(QUALITY)) {
                set(note, 1, quality.roundTripMillis());
                set(note, 2, quality.jitterMillis());
                set(note, 3, quality.lossRatio());
                set(note, 4, quality.bitrateKbps());
                note.setObject(5, quality.relay().orElse(null), Types.BOOLEAN);
                note.setLong(6, quality.user().value());
                note.setString(7, quality.device().value());
                note.setObject(8, quality.at().atOffset(ZoneOffset.UTC));
                note.setLong(9, call.value());
                return note.executeUpdate() == 1;
            }
        });
    }

    private static void set(PreparedStatement statement, int index, Optional<Double> value) throws SQLException {
        statement.setObject(index, value.orElse(null), Types.DOUBLE);
    }
}
