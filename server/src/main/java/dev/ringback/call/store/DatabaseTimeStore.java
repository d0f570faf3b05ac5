package dev.ringback.call.store;

import dev.ringback.call.NodeClock;
import dev.ringback.store.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;

/// The database's clock, by which [NodeClock] goes. Any thread may ask it; it blocks.
public final class DatabaseTimeStore implements NodeClock.Reference {

    private final Database database;

    /// Asks through the node's pool.
    public DatabaseTimeStore(Database database) {
        this.database = database;
    }

    /// @throws dev.ringback.call.StoreUnavailable when the database is away
    @Override
    public Instant read() {
        return database.run(connection -> {
            try (PreparedStatement now = connection.prepareStatement("SELECT clock_timestamp()");
                    ResultSet row = now.executeQuery()) {
                row.next();
                return row.getObject(1, OffsetDateTime.class).toInstant();
            }
        });
    }
}
