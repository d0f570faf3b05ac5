package dev.ringback.cli.node;

import dev.ringback.config.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/// What is asked of PostgreSQL before the server starts: our user and database are there, and a commit is on the disk
/// when PostgreSQL says so.
final class BootstrapStore {
    private static final int VERSION_MIN = 14;
    private static final String CONNECT_SECONDS = "10";

    private BootstrapStore() {}

    /// @throws CannotStartException when it can't be reached, is too old, or may lose what it committed
    static void checkDurable(DatabaseAddress address) {
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement();
                ResultSet settings = statement.executeQuery(
                        "SELECT current_setting('fsync'), current_setting('synchronous_commit')")) {
            settings.next();
            require(settings.getString(1).equals("on"), "fsync is off in the database: it may lose calls");
            require(
                    !settings.getString(2).equals("off"),
                    "synchronous_commit is off in the database: it may lose calls");
            int version = connection.getMetaData().getDatabaseMajorVersion();
            require(version >= VERSION_MIN, "the database is PostgreSQL %d: 14 or newer is needed".formatted(version));
        } catch (SQLException failed) {
            throw new CannotStartException(
                    "no database at %s: %s".formatted(address.place(), failed.getMessage()), failed);
        }
    }

    /// @param superuser of the embedded PostgreSQL
    /// @param wanted our user, password and database; made when they are not there, the password set anyway
    static void makeDatabase(DatabaseAddress superuser, DatabaseAddress wanted) {
        try (Connection connection = connect(superuser);
                Statement statement = connection.createStatement()) {
            String user = wanted.user();
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", user)) {
                statement.execute("CREATE ROLE " + user + " LOGIN");
            }
            statement.execute(
                    "ALTER ROLE " + user + " PASSWORD '" + wanted.password().value() + "'");
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", user)) {
                statement.execute("CREATE DATABASE " + user + " OWNER " + user);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed.getMessage(), failed);
        }
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", address.user());
        login.setProperty("password", address.password().value());
        login.setProperty("loginTimeout", CONNECT_SECONDS);
        return DriverManager.getConnection(address.jdbcUrl(), login);
    }

    private static boolean exists(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    private static void require(boolean held, String otherwise) {
        if (!held) {
            throw new CannotStartException(otherwise);
        }
    }
}
