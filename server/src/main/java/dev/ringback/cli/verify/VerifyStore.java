package dev.ringback.cli.verify;

import dev.ringback.cli.node.CannotStartException;
import dev.ringback.cli.node.LoginStore;
import dev.ringback.config.DatabaseAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Walks over all calls in pages of their ids, each page in one short read-only snapshot: memory does not grow with the
/// log, no lock is held that another waits for, and a long walk keeps no old rows from being cleaned up. What lives is
/// looked at in a snapshot of its own, at the end. Used by one thread.
public final class VerifyStore {

    static final int PAGE = 2_000;
    private static final int FINDINGS_MAX = 1_000;

    private static final String PAGE_END =
            "SELECT max(id) FROM (SELECT id FROM call_logs WHERE id > ? ORDER BY id LIMIT ?) page";

    private final Connection connection;
    private final RulesStore rules;
    private final FoldStore folds;
    private final List<Finding> findings = new ArrayList<>();
    private long findingCount;
    private long calls;
    private long events;

    private VerifyStore(Connection connection) {
        this.connection = connection;
        this.rules = new RulesStore(connection);
        this.folds = new FoldStore(connection);
    }

    /// How far it has come.
    ///
    /// @param calls looked at so far
    /// @param findings so far
    /// @param permille of the ids that are behind it
    public record Progress(long calls, long findings, int permille) {}

    /// @param address of any Ringback database
    /// @param progress is told after each page
    /// @throws CannotStartException when it can't be reached, or holds no call log
    public static Verified verify(DatabaseAddress address, Consumer<Progress> progress) {
        try (Connection connection = LoginStore.open(address, true)) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new VerifyStore(connection).walk(progress);
        } catch (SQLException failed) {
            throw new CannotStartException(
                    "cannot verify %s: %s".formatted(address.place(), failed.getMessage()), failed);
        }
    }

    private Verified walk(Consumer<Progress> progress) throws SQLException {
        Instant at;
        long newest;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT now(), coalesce(max(id), 0) FROM call_logs")) {
            row.next();
            at = row.getObject(1, OffsetDateTime.class).toInstant();
            newest = row.getLong(2);
        }
        connection.rollback();
        long after = Long.MIN_VALUE;
        for (boolean more = true; more; ) {
            long end = pageEnd(after);
            // Behind the last row there may still be events of rows that are gone.
            more = end != Long.MAX_VALUE;
            page(after, end);
            connection.rollback();
            after = end;
            progress.accept(new Progress(calls, findingCount, permille(Math.min(end, newest), newest)));
        }
        rules.ofLive().forEach(this::add);
        connection.rollback();
        return new Verified(at, calls, events, List.copyOf(findings), findingCount);
    }

    private long pageEnd(long after) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(PAGE_END)) {
            query.setLong(1, after);
            query.setInt(2, PAGE);
            ResultSet row = query.executeQuery();
            row.next();
            long end = row.getLong(1);
            return row.wasNull() ? Long.MAX_VALUE : end;
        }
    }

    private void page(long after, long end) throws SQLException {
        rules.ofRows(after, end).forEach(this::add);
        rules.ofEvents(after, end).forEach(this::add);
        FoldStore.Page page = folds.page(after, end);
        page.findings().forEach(this::add);
        calls += page.calls();
        events += page.events();
    }

    private void add(Finding finding) {
        findingCount++;
        if (findings.size() < FINDINGS_MAX) {
            findings.add(finding);
        }
    }

    private static int permille(long done, long all) {
        return all <= 0 ? 1_000 : (int) (Math.max(done, 0) / (double) all * 1_000);
    }
}
