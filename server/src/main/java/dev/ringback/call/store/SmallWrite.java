package dev.ringback.call.store;

import dev.ringback.core.id.CallLogId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A write that is no transition: a mark, a note, a heartbeat. It may be repeated without harm.
final class SmallWrite<R> extends Write<R> {

    private final Optional<CallLogId> row;
    private final Sql<R> sql;

    private SmallWrite(List<Object> keys, Optional<CallLogId> row, Sql<R> sql) {
        super(keys, List.<UUID>of());
        this.row = row;
        this.sql = sql;
    }

    /// Of one call: its row is locked before the statement runs.
    static <R> SmallWrite<R> of(CallLogId row, Sql<R> sql) {
        return new SmallWrite<>(List.of(row), Optional.of(row), sql);
    }

    /// Of no call's row.
    ///
    /// @param key two writes of the same key keep their order
    static <R> SmallWrite<R> of(Object key, Sql<R> sql) {
        return new SmallWrite<>(List.of(key), Optional.empty(), sql);
    }

    /// The call whose row must be locked.
    Optional<CallLogId> row() {
        return row;
    }

    void run(Connection connection) throws SQLException {
        decide(sql.run(connection));
    }

    /// What it does within the transaction.
    interface Sql<R> {
        R run(Connection connection) throws SQLException;
    }
}
