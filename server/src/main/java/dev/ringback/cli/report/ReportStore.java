package dev.ringback.cli.report;

import dev.ringback.cli.node.CannotStartException;
import dev.ringback.cli.report.Report.Check;
import dev.ringback.cli.report.Report.Line;
import dev.ringback.config.DatabaseAddress;
import dev.ringback.core.call.Status;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// Reads the [Report] in one read-only snapshot, beside whatever the server is doing: it holds no lock that another
/// waits for.
public final class ReportStore {
    private static final String CONNECT_SECONDS = "10";
    private static final String SNAPSHOT =
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = '30s'";

    private static final String RECENT = """
            SELECT c.id, c.conversation_id, c.call_type, c.status, c.end_reason, c.started_at, c.duration_seconds,
                   coalesce(nullif(caller.name, ''), 'user ' || c.caller_user_id) AS caller,
                   coalesce(nullif(callee.name, ''), 'user ' || c.callee_user_id) AS callee
            FROM (SELECT * FROM call_logs ORDER BY started_at DESC, id DESC LIMIT 10) c
            LEFT JOIN users caller ON caller.id = c.caller_user_id
            LEFT JOIN users callee ON callee.id = c.callee_user_id
            ORDER BY c.started_at DESC, c.id DESC""";

    private static final String BY_STATUS = """
            SELECT status, count(*) AS calls, count(answered_at) AS answered FROM call_logs GROUP BY status""";

    /// Each check is a query of (checked, broken count, broken ids). The names are sentences.
    private static final Map<String, String> CHECKS = checks();

    private ReportStore() {}

    /// @param address of any Ringback database
    /// @return its report
    /// @throws CannotStartException when it can't be reached, or holds no call log
    public static Report read(DatabaseAddress address) {
        Properties login = new Properties();
        login.setProperty("user", address.user());
        login.setProperty("password", address.password().value());
        login.setProperty("loginTimeout", CONNECT_SECONDS);
        try (Connection connection = DriverManager.getConnection(address.jdbcUrl(), login);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(SNAPSHOT);
            Instant at = now(statement);
            List<Line> recent = recent(statement);
            Map<String, Long> byStatus = new LinkedHashMap<>();
            long answered = countByStatus(statement, byStatus);
            List<Check> checks = new ArrayList<>();
            for (Map.Entry<String, String> check : CHECKS.entrySet()) {
                checks.add(check(statement, check.getKey(), check.getValue()));
            }
            return new Report(at, recent, byStatus, answered, checks);
        } catch (SQLException failed) {
            throw new CannotStartException(
                    "no report from %s: %s".formatted(address.place(), failed.getMessage()), failed);
        }
    }

    private static Instant now(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT now()")) {
            row.next();
            return instant(row, 1);
        }
    }

    private static List<Line> recent(Statement statement) throws SQLException {
        List<Line> lines = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(RECENT)) {
            while (row.next()) {
                lines.add(new Line(
                        row.getLong("id"),
                        row.getLong("conversation_id"),
                        row.getString("caller"),
                        row.getString("callee"),
                        row.getString("call_type"),
                        row.getString("status"),
                        Optional.ofNullable(row.getString("end_reason")),
                        instant(row, row.findColumn("started_at")),
                        Optional.ofNullable(row.getObject("duration_seconds", Integer.class))));
            }
        }
        return lines;
    }

    private static long countByStatus(Statement statement, Map<String, Long> byStatus) throws SQLException {
        Map<String, Long> unordered = new LinkedHashMap<>();
        long answered = 0;
        try (ResultSet row = statement.executeQuery(BY_STATUS)) {
            while (row.next()) {
                unordered.put(row.getString("status"), row.getLong("calls"));
                answered += row.getLong("answered");
            }
        }
        Arrays.stream(Status.values())
                .map(Status::wire)
                .filter(unordered::containsKey)
                .forEach(status -> byStatus.put(status, unordered.get(status)));
        return answered;
    }

    private static Check check(Statement statement, String name, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            Long[] broken = (Long[]) row.getArray("broken").getArray();
            return new Check(name, row.getLong("checked"), List.of(broken), row.getLong("broken_count"));
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Map<String, String> checks() {
        Map<String, String> checks = new LinkedHashMap<>();
        checks.put(
                "every ended call has a duration",
                check("SELECT id, duration_seconds IS NULL AS is_broken FROM call_logs WHERE status = 'ended'"));
        checks.put(
                "no call is live past its deadline",
                // The sweeper gets a moment: the closing statement itself comes after the deadline.
                check(
                        "SELECT id, deadline_at < now() - interval '5 seconds' AS is_broken FROM call_logs WHERE ended_at IS NULL"));
        checks.put("busy people are those of the live calls", check("""
                        SELECT coalesce(c.id, p.call_log_id) AS id, c.id IS NULL OR p.people IS DISTINCT FROM 2 AS is_broken
                        FROM (SELECT id FROM call_logs WHERE ended_at IS NULL AND signaled) c
                        FULL JOIN (SELECT call_log_id, count(*) AS people FROM live_people GROUP BY call_log_id) p
                          ON p.call_log_id = c.id"""));
        checks.put("the newest 1000 calls have their whole audit trail", check("""
                        SELECT c.id, e.events IS DISTINCT FROM c.version OR e.last_status IS DISTINCT FROM c.status AS is_broken
                        FROM (SELECT id, version, status FROM call_logs ORDER BY id DESC LIMIT 1000) c
                        CROSS JOIN LATERAL (
                          SELECT count(*) AS events, (array_agg(status ORDER BY seq DESC))[1] AS last_status
                          FROM call_events WHERE call_log_id = c.id) e"""));
        return checks;
    }

    private static String check(String rows) {
        return """
                SELECT count(*) AS checked,
                       count(*) FILTER (WHERE is_broken) AS broken_count,
                       coalesce((array_agg(id ORDER BY id) FILTER (WHERE is_broken))[1:10], '{}') AS broken
                FROM (%s) AS looked_at""".formatted(rows);
    }
}
