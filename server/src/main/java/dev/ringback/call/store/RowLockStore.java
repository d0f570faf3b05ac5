package dev.ringback.call.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// Locks calls' rows for the rest of the transaction, in the order of their ids and without ever waiting. Of one
/// connection, used by the writer's thread only.
final class RowLockStore implements AutoCloseable {

    private static final String LOCK =
            "SELECT id FROM call_logs WHERE id = ANY (?) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED";

    private final PreparedStatement lock;

    RowLockStore(Connection connection) throws SQLException {
        this.lock = connection.prepareStatement(LOCK);
    }

    /// @return the rows that are locked now; the others are held by another node
    Set<Long> lock(Collection<Long> rows) throws SQLException {
        Set<Long> locked = new HashSet<>();
        if (rows.isEmpty()) {
            return locked;
        }
        ArrayParameters.bindNumbers(lock, 1, rows);
        try (ResultSet held = lock.executeQuery()) {
            while (held.next()) {
                locked.add(held.getLong(1));
            }
        }
        return locked;
    }

    @Override
    public void close() throws SQLException {
        lock.close();
    }
}
