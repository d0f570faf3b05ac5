package dev.ringback.testing;

import dev.ringback.config.DatabaseAddress;
import dev.ringback.config.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/// A real PostgreSQL with durability on, started once in a JVM, and on it as many fresh databases with all migrations
/// as tests ask for. Creating one takes some 50 ms: migrations run once, into a template.
///
/// Any thread may call it.
public final class TestDatabase {
    private static final String TEMPLATE = "ringback_template";
    private static final long STOPPED_WITHIN_SECONDS = 10;
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private TestDatabase() {}

    /// @return a new database with every migration applied, and nothing else in it; it goes with the JVM
    public static DatabaseAddress create() {
        Server.INSTANCE.migrateOnce();
        String name = "test_" + COUNTER.incrementAndGet();
        Server.INSTANCE.execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        return Server.INSTANCE.address(name);
    }

    /// @return a new database with nothing in it, not even the migrations
    public static DatabaseAddress createEmpty() {
        String name = "test_" + COUNTER.incrementAndGet();
        Server.INSTANCE.execute("CREATE DATABASE " + name);
        return Server.INSTANCE.address(name);
    }

    /// @param address as given by [#create]
    /// @return a new connection, to be closed by the caller
    /// @throws SQLException when PostgreSQL is away
    public static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(
                address.jdbcUrl(), address.user(), address.password().value());
    }

    private static final class Server {
        private static final Server INSTANCE = new Server();

        private final EmbeddedPostgres postgres;
        private boolean migrated;

        private Server() {
            try {
                Path folder = Files.createTempDirectory("ringback-test");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> throwAway(folder), "postgres-end"));
                postgres = EmbeddedPostgres.builder()
                        .setDataDirectory(folder)
                        .setCleanDataDirectory(false)
                        .setRegisterShutdownHook(false)
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start();
            } catch (IOException failed) {
                throw new UncheckedIOException("no PostgreSQL for the tests", failed);
            }
        }

        /// At once, as a power cut would: the ordinary way writes everything to the disk first, which takes longer
        /// under load than whoever started this JVM waits for its end, and it is all thrown away.
        private static void throwAway(Path folder) {
            try {
                Path file = folder.resolve("postmaster.pid");
                if (Files.exists(file)) {
                    String pid = Files.readAllLines(file).getFirst().strip();
                    new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();
                    ProcessHandle.of(Long.parseLong(pid))
                            .ifPresent(it -> it.onExit()
                                    .completeOnTimeout(it, STOPPED_WITHIN_SECONDS, TimeUnit.SECONDS)
                                    .join());
                }
                try (Stream<Path> files = Files.walk(folder)) {
                    files.sorted(Comparator.reverseOrder())
                            .forEach(it -> it.toFile().delete());
                }
            } catch (IOException | InterruptedException failed) {
                System.err.println("the PostgreSQL of the tests in " + folder + " was left behind: " + failed);
            }
        }

        synchronized void migrateOnce() {
            if (migrated) {
                return;
            }
            execute("CREATE DATABASE " + TEMPLATE);
            DatabaseAddress template = address(TEMPLATE);
            Flyway.configure()
                    .dataSource(template.jdbcUrl(), template.user(), "")
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            migrated = true;
        }

        synchronized void execute(String sql) {
            try (Connection connection = connect(address("postgres"));
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException failed) {
                throw new IllegalStateException(sql, failed);
            }
        }

        DatabaseAddress address(String database) {
            String url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + database;
            return new DatabaseAddress(url, "postgres", new Secret(""));
        }
    }
}
