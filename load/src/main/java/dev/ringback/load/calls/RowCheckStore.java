package dev.ringback.load.calls;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.postgresql.PGConnection;

/// Compares what the calls must have left behind with the tables: each call one row, with the right status, reason,
/// people's times and talk time, and with all of its transitions and no more.
public final class RowCheckStore {
    private static final int PIECE = 20_000;
    private static final int SHOWN_MAX = 10;

    private static final String EXPECTED = """
            CREATE TEMP TABLE expected (
                call_id uuid NOT NULL, fate text NOT NULL, status text NOT NULL, reason text NOT NULL,
                transitions text NOT NULL)""";

    /// One line a call with something wrong.
    private static final String WRONG = """
            SELECT x.call_id, x.fate, CASE
                WHEN x.fate = 'refused' THEN CASE WHEN c.id IS NOT NULL THEN 'a refused call has a row' END
                WHEN x.fate = 'unknown' AND c.id IS NULL THEN NULL
                WHEN c.id IS NULL THEN 'no row'
                WHEN c.ended_at IS NULL THEN 'not final: ' || c.status
                WHEN x.fate = 'complete' AND (c.status <> x.status OR c.end_reason <> x.reason)
                    THEN 'ended as ' || c.status || '/' || c.end_reason || ', not as ' || x.status || '/' || x.reason
                WHEN c.duration_seconds IS DISTINCT FROM CASE WHEN c.answered_at IS NULL THEN 0
                        ELSE floor(extract(epoch FROM c.ended_at - c.answered_at))::integer END
                    THEN 'talked for ' || coalesce(c.duration_seconds::text, 'no time')
                WHEN e.transitions IS NULL THEN 'no events'
                WHEN e.numbers <> c.version OR e.last <> c.version THEN 'events with a gap'
                WHEN e.ends <> 1 THEN 'more than one end among its events'
                WHEN x.fate = 'complete' AND e.transitions <> x.transitions
                    THEN 'transitions ' || e.transitions || ', not ' || x.transitions
                END AS wrong
            FROM expected x
            LEFT JOIN call_logs c ON c.call_id = x.call_id
            LEFT JOIN LATERAL (
                SELECT string_agg(v.status, ' ' ORDER BY v.seq) AS transitions, count(DISTINCT v.seq) AS numbers,
                    max(v.seq) AS last,
                    count(*) FILTER (WHERE v.status IN ('ended', 'cancelled', 'declined', 'missed', 'failed')) AS ends
                FROM call_events v WHERE v.call_log_id = c.id) e ON true""";

    private final Connection connection;

    /// @param connection to the server's database; a temporary table is made in it
    public RowCheckStore(Connection connection) {
        this.connection = connection;
    }

    /// What the comparison found.
    ///
    /// @param right calls whose row is as it must be
    /// @param wrong calls with something wrong
    /// @param strangers rows of these people that no call here made
    /// @param shown some of what is wrong
    public record Verdict(long right, long wrong, long strangers, List<String> shown) {

        /// Whether all is as it must be.
        public boolean isWell() {
            return wrong == 0 && strangers == 0;
        }
    }

    /// @param firstUser the id of the first of the people, who were played here and nowhere else
    /// @param people how many they are
    /// @throws SQLException when the database is away
    public Verdict check(Ledger ledger, long firstUser, int people) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS expected");
            statement.execute(EXPECTED);
            copy(ledger);
            statement.execute("ANALYZE expected");
            long wrong = 0;
            List<String> shown = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("SELECT * FROM (" + WRONG + ") w WHERE wrong IS NOT NULL")) {
                while (row.next()) {
                    wrong++;
                    if (shown.size() < SHOWN_MAX) {
                        shown.add("call %s (%s): %s".formatted(row.getString(1), row.getString(2), row.getString(3)));
                    }
                }
            }
            return new Verdict(ledger.size() - wrong, wrong, strangers(statement, firstUser, people), shown);
        }
    }

    /// The settings that make a commit durable, as the server's database has them.
    ///
    /// @throws SQLException when the database is away
    public Map<String, String> durability() throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name : List.of("server_version", "fsync", "synchronous_commit", "full_page_writes", "wal_level")) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SHOW " + name)) {
                row.next();
                settings.put(name, row.getString(1));
            }
        }
        return settings;
    }

    private static long strangers(Statement statement, long firstUser, int people) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT count(*) FROM call_logs c WHERE caller_user_id BETWEEN "
                + firstUser + " AND " + (firstUser + people - 1)
                + " AND NOT EXISTS (SELECT FROM expected x WHERE x.call_id = c.call_id)")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void copy(Ledger ledger) throws SQLException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI();
        StringBuilder lines = new StringBuilder();
        try {
            for (int number = 0; number < ledger.size(); number++) {
                Scenario scenario = ledger.scenario(number);
                lines.append(new UUID(ledger.high(number), ledger.low(number)))
                        .append('\t')
                        .append(ledger.fate(number).name().toLowerCase(Locale.ROOT))
                        .append('\t')
                        .append(scenario.status())
                        .append('\t')
                        .append(scenario.reason())
                        .append('\t')
                        .append(String.join(" ", scenario.transitions()))
                        .append('\n');
                if (number % PIECE == PIECE - 1 || number == ledger.size() - 1) {
                    copy.copyIn("COPY expected FROM STDIN", new StringReader(lines.toString()));
                    lines.setLength(0);
                }
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("a string cannot be read", impossible);
        }
    }
}
