package dev.ringback.directory;

import dev.ringback.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/// Takes what the host application pushes and what tokens say, in transactions. Blocks; throws
/// [dev.ringback.call.StoreUnavailable] when the database is away.
@ApplicationScoped
public class DirectoryPushStore {

    private final Database database;

    /// Of a database.
    public DirectoryPushStore(Database database) {
        this.database = database;
    }

    /// What is written together.
    @FunctionalInterface
    public interface Work<T> {

        /// Writes it.
        T with(DirectoryBatchStore batch) throws SQLException;
    }

    /// Does something in one transaction; may do it twice when a connection turns out to be dead.
    public <T> T together(Work<T> work) {
        return database.transaction(connection -> work.with(new DirectoryBatchStore(connection)));
    }
}
