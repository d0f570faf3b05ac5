package dev.ringback.history;

import dev.ringback.call.store.CallRows;
import dev.ringback.core.call.Call;
import dev.ringback.core.id.UserId;
import dev.ringback.history.MissedCalls.Unseen;
import dev.ringback.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The missed-call badge. Blocks; throws [dev.ringback.call.StoreUnavailable] when the database is away.
@ApplicationScoped
public class MissedCallStore {

    private static final int NEWEST_MAX = 50;

    static final String UNSEEN = "SELECT " + CallRows.COLUMNS + """
            , count(*) OVER () AS unseen
            FROM call_logs c
            WHERE c.callee_user_id = ? AND c.%s
                AND c.closed_at > (SELECT missed_seen_at FROM users WHERE id = ?)
            ORDER BY c.started_at DESC, c.id DESC LIMIT ?""".formatted(CallRows.MISSED_BY_CALLEE);

    /// Up to the newest that can be seen now: one that is committed a moment later stays unseen, whatever clocks say.
    static final String SEE = """
            UPDATE users SET missed_seen_at = missed.newest
            FROM (SELECT max(closed_at) AS newest FROM call_logs
                WHERE callee_user_id = ? AND %s) missed
            WHERE users.id = ? AND missed.newest > users.missed_seen_at""".formatted(CallRows.MISSED_BY_CALLEE);

    private final Database database;

    /// Of a database.
    public MissedCallStore(Database database) {
        this.database = database;
    }

    /// How many there are, with the newest of them.
    public Unseen unseen(UserId user) {
        return database.run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(UNSEEN)) {
                query.setLong(1, user.value());
                query.setLong(2, user.value());
                query.setInt(3, NEWEST_MAX);
                return read(query.executeQuery());
            }
        });
    }

    /// Clears the badge.
    public void see(UserId user) {
        database.run(connection -> {
            try (PreparedStatement update = connection.prepareStatement(SEE)) {
                update.setLong(1, user.value());
                update.setLong(2, user.value());
                return update.executeUpdate();
            }
        });
    }

    private static Unseen read(ResultSet rows) throws SQLException {
        List<Call> newest = new ArrayList<>();
        int count = 0;
        while (rows.next()) {
            newest.add(CallRows.read(rows));
            count = rows.getInt("unseen");
        }
        return new Unseen(count, List.copyOf(newest));
    }
}
