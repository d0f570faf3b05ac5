package dev.ringback.cli.imports;

import dev.ringback.cli.imports.SourceRow.Profile;
import dev.ringback.cli.node.CannotStartException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads a table shaped like the seed's `call_logs`, by conversation and then by time, through a cursor in one
/// snapshot. Of one connection and thread.
final class SourceStore implements AutoCloseable {

    private static final Set<String> NEEDED = Set.of(
            "id",
            "conversation_id",
            "caller_profile_id",
            "caller_profile_type",
            "caller_user_id",
            "call_type",
            "status",
            "started_at",
            "answered_at",
            "ended_at",
            "duration_seconds",
            "created_at");
    private static final int FETCH = 1_000;

    private final ZoneId zone;
    private final Statement statement;
    private final ResultSet rows;

    /// @param table its name, with its schema if it has another than the default one
    /// @param zone of times that say none
    SourceStore(Connection connection, String table, ZoneId zone) throws SQLException {
        this.zone = zone;
        checkShape(connection, table);
        this.statement = connection.createStatement();
        statement.setFetchSize(FETCH);
        this.rows = statement.executeQuery(
                "SELECT * FROM " + table + " ORDER BY conversation_id, coalesce(started_at, created_at), id");
    }

    /// What the log is called, wherever it stands: database, schema and table.
    static String name(Connection connection, String table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT current_database() || '.' || n.nspname || '.' || c.relname
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = to_regclass(?)""")) {
            query.setString(1, table);
            ResultSet row = query.executeQuery();
            if (!row.next()) {
                throw new CannotStartException("there is no table " + table + " to import from");
            }
            return row.getString(1);
        }
    }

    /// The next row, without its author where only a profile is known.
    Optional<SourceRow> next() throws SQLException {
        if (!rows.next()) {
            return Optional.empty();
        }
        long user = rows.getLong("caller_user_id");
        Optional<Long> author = rows.wasNull() ? Optional.empty() : Optional.of(user);
        String status = rows.getString("status");
        return Optional.of(new SourceRow(
                rows.getLong("id"),
                rows.getLong("conversation_id"),
                author,
                new Profile(rows.getLong("caller_profile_id"), text("caller_profile_type")),
                word("call_type"),
                status == null ? "initiated" : word("status"),
                time("started_at"),
                time("answered_at"),
                time("ended_at"),
                Optional.ofNullable(rows.getObject("duration_seconds")).map(it -> ((Number) it).longValue()),
                time("created_at")));
    }

    private String text(String column) throws SQLException {
        String value = rows.getString(column);
        return value == null ? "user" : value;
    }

    private String word(String column) throws SQLException {
        String value = rows.getString(column);
        return value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
    }

    private Optional<Instant> time(String column) throws SQLException {
        Object value = rows.getObject(column);
        if (value == null) {
            return Optional.empty();
        }
        String type = rows.getMetaData().getColumnTypeName(rows.findColumn(column));
        return Optional.of(
                type.equals("timestamptz")
                        ? rows.getObject(column, OffsetDateTime.class).toInstant()
                        : rows.getObject(column, LocalDateTime.class)
                                .atZone(zone)
                                .toInstant());
    }

    private static void checkShape(Connection connection, String table) throws SQLException {
        try (Statement look = connection.createStatement();
                ResultSet none = look.executeQuery("SELECT * FROM " + table + " LIMIT 0")) {
            ResultSetMetaData columns = none.getMetaData();
            Set<String> there = new HashSet<>();
            for (int at = 1; at <= columns.getColumnCount(); at++) {
                there.add(columns.getColumnName(at));
            }
            if (there.contains("call_id") && there.contains("callee_user_id")) {
                throw new CannotStartException(table + " is a call log of Ringback already: say --table");
            }
            Set<String> missing = new TreeSet<>(NEEDED);
            missing.removeAll(there);
            if (!missing.isEmpty()) {
                throw new CannotStartException("%s has no %s".formatted(table, String.join(", ", missing)));
            }
        }
    }

    @Override
    public void close() throws SQLException {
        rows.close();
        statement.close();
    }
}
