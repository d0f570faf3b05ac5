package dev.ringback.cli.node;

import dev.ringback.config.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// One connection for a command, outside any pool.
public final class LoginStore {
    private static final String CONNECT_SECONDS = "10";

    private LoginStore() {}

    /// Logs in. Without a password the driver looks for one in the user's `.pgpass`.
    ///
    /// @param address where
    /// @param readOnly whether PostgreSQL shall refuse every write on it
    /// @return a connection without auto-commit, to be closed by the caller
    public static Connection open(DatabaseAddress address, boolean readOnly) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", address.user());
        if (!address.password().value().isEmpty()) {
            login.setProperty("password", address.password().value());
        }
        login.setProperty("loginTimeout", CONNECT_SECONDS);
        login.setProperty("ApplicationName", "ringback");
        Connection connection = DriverManager.getConnection(address.jdbcUrl(), login);
        connection.setReadOnly(readOnly);
        connection.setAutoCommit(false);
        return connection;
    }
}
