package dev.ringback.call.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// What PostgreSQL is told about the writer's connection.
final class WriterSettingsStore {

    /// All of the writer's statements go through indexes, at every size of the tables: a plan made while they were
    /// empty must not live on. Nothing it waits for may last: another node's lock, a statement, a dead client.
    private static final String SETTINGS = """
            SET lock_timeout = '100ms'; SET statement_timeout = '5s'; SET idle_in_transaction_session_timeout = '10s';
            SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_mergejoin = off; SET enable_hashjoin = off;
            SET plan_cache_mode = force_generic_plan;
            SET jit = off""";

    /// Above statement_timeout: only a dead network is silent for so long.
    private static final int SILENCE_MILLIS_MAX = 8_000;

    private WriterSettingsStore() {}

    static void apply(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        connection.setNetworkTimeout(Runnable::run, SILENCE_MILLIS_MAX);
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
        }
    }
}
