package dev.ringback.testing;

import dev.ringback.config.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// Connections to a fresh database without a pool, countable, and able to be away. Any thread may use it.
public final class TestPool implements DataSource {
    private final PGSimpleDataSource source = new PGSimpleDataSource();
    private final AtomicInteger borrowed = new AtomicInteger();
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /// Of a database.
    public TestPool(DatabaseAddress address) {
        source.setUrl(address.jdbcUrl());
        source.setUser(address.user());
        source.setPassword(address.password().value());
    }

    /// @return how many connections were asked for
    public int borrowed() {
        return borrowed.get();
    }

    /// From now on every connection is refused, or not.
    public void away(boolean isAway) {
        away.set(isAway);
    }

    /// From now on nobody gets a connection before the gate opens.
    public void holdUntil(CountDownLatch opens) {
        gate = opens;
    }

    @Override
    public Connection getConnection() throws SQLException {
        borrowed.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SQLException("the test is over", stopped);
        }
        if (away.get()) {
            throw new SQLException("connection refused", "08001");
        }
        return source.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public java.io.PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(java.io.PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
