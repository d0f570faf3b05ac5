package dev.ringback.cli.imports;

import dev.ringback.call.store.ImportedCallStore;
import dev.ringback.call.store.ImportedCallStore.Imported;
import dev.ringback.cli.node.CannotStartException;
import dev.ringback.core.call.Party;
import dev.ringback.core.id.CallLogId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The Ringback database that an import goes into. Each [#write] is one transaction. Of one connection and thread.
final class TargetStore implements AutoCloseable {

    /// Any number, as long as every import takes the same.
    private static final long LOCK = 7_246_224_225L;

    private static final String KNOWN =
            "SELECT source_id, call_log_id FROM imported_calls WHERE source = ? AND source_id = ANY (?)";

    private static final String REMEMBER =
            "INSERT INTO imported_calls (source, source_id, call_log_id, became) VALUES (?, ?, ?, ?)";

    private static final String USER = "INSERT INTO users (id, name) VALUES (?, ?) ON CONFLICT DO NOTHING";

    private static final String CONVERSATION = "INSERT INTO conversations (id) VALUES (?) ON CONFLICT DO NOTHING";

    private static final String PARTICIPANTS = """
            INSERT INTO participants (conversation_id, user_id, profile_id, profile_type)
            SELECT p.* FROM (VALUES (?::bigint, ?::bigint, ?::bigint, ?::text), (?, ?, ?, ?)) p
            WHERE NOT EXISTS (SELECT FROM participants WHERE conversation_id = ?)""";

    /// What was missed long ago is no news: it makes no badge, unless it would hide one.
    private static final String SEEN = """
            UPDATE users u SET missed_seen_at = m.newest
            FROM (SELECT callee_user_id, max(changed_at) AS newest FROM call_logs WHERE id = ANY (?) GROUP BY 1) m
            WHERE u.id = m.callee_user_id AND u.missed_seen_at < m.newest
                AND NOT EXISTS (SELECT FROM call_logs c WHERE c.callee_user_id = u.id
                    AND c.end_reason IN ('cancelled', 'caller_lost', 'ring_timeout', 'unreachable', 'busy')
                    AND c.changed_at > u.missed_seen_at AND c.changed_at <= m.newest
                    AND NOT EXISTS (SELECT FROM imported_calls i WHERE i.call_log_id = c.id))""";

    private final Connection connection;
    private final String source;
    private final ImportedCallStore calls;

    /// @param source what the log is called
    TargetStore(Connection connection, String source, boolean apply) throws SQLException {
        this.connection = connection;
        this.source = source;
        if (!is("SELECT to_regclass('imported_calls') IS NOT NULL")) {
            throw new CannotStartException(
                    "the database has no table imported_calls: start the server on it once, which makes its tables");
        }
        if (apply && !is("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
            throw new CannotStartException("another import runs into this database");
        }
        this.calls = new ImportedCallStore(connection);
        connection.commit();
    }

    Instant now() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    /// The call logs that these rows became before.
    Map<Long, Long> known(Collection<Long> sourceIds) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(KNOWN)) {
            query.setString(1, source);
            query.setArray(2, connection.createArrayOf("bigint", sourceIds.toArray()));
            ResultSet rows = query.executeQuery();
            Map<Long, Long> known = new HashMap<>();
            while (rows.next()) {
                known.put(rows.getLong(1), rows.getLong(2));
            }
            return known;
        }
    }

    /// Writes calls, their people where they are new, and what became of which row; all of it or nothing.
    ///
    /// @param late halves of calls that were made before, and those calls' rows
    void write(List<NewCall> made, Map<Long, Long> late) throws SQLException {
        if (!made.isEmpty()) {
            List<CallLogId> rows = calls.rows(made.size());
            people(made);
            List<Imported> imported = new ArrayList<>();
            for (int at = 0; at < made.size(); at++) {
                NewCall one = made.get(at);
                imported.add(new Imported(one.call(rows.get(at), source), source, one.sourceIds()));
            }
            calls.write(imported);
            remember(made, rows);
            seen(made, rows);
        }
        try (PreparedStatement remember = connection.prepareStatement(REMEMBER)) {
            for (Map.Entry<Long, Long> half : late.entrySet()) {
                add(remember, source, half.getKey(), half.getValue(), Became.MERGED.word());
            }
            remember.executeBatch();
        }
        connection.commit();
    }

    private void people(List<NewCall> made) throws SQLException {
        try (PreparedStatement user = connection.prepareStatement(USER);
                PreparedStatement conversation = connection.prepareStatement(CONVERSATION);
                PreparedStatement participants = connection.prepareStatement(PARTICIPANTS)) {
            for (NewCall call : made) {
                long id = call.group().caller().conversation();
                Party one = call.caller();
                Party other = call.callee();
                add(user, one.userId().value(), one.name());
                add(user, other.userId().value(), other.name());
                add(conversation, id);
                add(
                        participants,
                        id,
                        one.userId().value(),
                        one.profileId(),
                        one.profileType(),
                        id,
                        other.userId().value(),
                        other.profileId(),
                        other.profileType(),
                        id);
            }
            user.executeBatch();
            conversation.executeBatch();
            participants.executeBatch();
        }
    }

    private void remember(List<NewCall> made, List<CallLogId> rows) throws SQLException {
        try (PreparedStatement remember = connection.prepareStatement(REMEMBER)) {
            for (int at = 0; at < made.size(); at++) {
                for (Fate fate : made.get(at).fates()) {
                    add(
                            remember,
                            source,
                            fate.sourceId(),
                            rows.get(at).value(),
                            fate.became().word());
                }
            }
            remember.executeBatch();
        }
    }

    private void seen(List<NewCall> made, List<CallLogId> rows) throws SQLException {
        List<Long> missed = new ArrayList<>();
        for (int at = 0; at < made.size(); at++) {
            if (made.get(at).isMissed()) {
                missed.add(rows.get(at).value());
            }
        }
        try (PreparedStatement update = connection.prepareStatement(SEEN)) {
            update.setArray(1, connection.createArrayOf("bigint", missed.toArray()));
            update.executeUpdate();
        }
    }

    private static void add(PreparedStatement batch, Object... values) throws SQLException {
        for (int at = 0; at < values.length; at++) {
            batch.setObject(at + 1, values[at]);
        }
        batch.addBatch();
    }

    private boolean is(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    @Override
    public void close() throws SQLException {
        calls.close();
    }
}
