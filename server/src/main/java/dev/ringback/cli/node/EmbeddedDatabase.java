package dev.ringback.cli.node;

import dev.ringback.config.DatabaseAddress;
import dev.ringback.config.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;

/// The PostgreSQL that a node starts for itself in its data folder: a real one, durable, on the loopback address only,
/// with passwords. It outlives a JVM that is killed; the next start stops it and starts it anew with the right
/// settings.
public final class EmbeddedDatabase implements AutoCloseable {
    private static final int PREFERRED_PORT = 5481;
    private static final int ANY_PORT = 0;
    private static final Duration START_WITHIN = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;
    private final DatabaseAddress address;

    private EmbeddedDatabase(EmbeddedPostgres postgres, DatabaseAddress address) {
        this.postgres = postgres;
        this.address = address;
    }

    /// @param folder locked by this process
    /// @return a running database with our user and our database in it
    /// @throws CannotStartException with where PostgreSQL says why
    static EmbeddedDatabase start(DataFolder folder) {
        return start(folder, () -> freePort(PREFERRED_PORT), () -> freePort(ANY_PORT));
    }

    static EmbeddedDatabase start(DataFolder folder, IntSupplier port, IntSupplier anotherPort) {
        new PostmasterFile(folder.postgresData()).stopStale();
        try {
            EmbeddedPostgres postgres = postmaster(folder, port, anotherPort);
            DatabaseAddress address = address(folder, postgres.getPort());
            EmbeddedDatabase database = new EmbeddedDatabase(postgres, address);
            try {
                BootstrapStore.makeDatabase(superuser(folder, postgres.getPort()), address);
                Secrets.replace(
                        folder.passFile(),
                        "*:*:*:" + address.user() + ":" + address.password().value());
                return database;
            } catch (RuntimeException failed) {
                database.close();
                throw failed;
            }
        } catch (IOException | UncheckedIOException | IllegalStateException failed) {
            throw new CannotStartException(
                    "PostgreSQL did not start (%s): see %s".formatted(failed.getMessage(), folder.postgresLog()),
                    failed);
        }
    }

    DatabaseAddress address() {
        return address;
    }

    /// Finds the one that a node, maybe in another process, has started.
    ///
    /// @param folder that node's
    /// @return its address; empty when none runs there
    public static Optional<DatabaseAddress> running(DataFolder folder) {
        return new PostmasterFile(folder.postgresData()).port().map(port -> address(folder, port));
    }

    private static DatabaseAddress address(DataFolder folder, int port) {
        return new DatabaseAddress(
                "jdbc:postgresql://localhost:" + port + "/ringback",
                "ringback",
                new Secret(Secrets.read(folder.databasePassword())));
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Two nodes that start at the same time may find the same port free: the later one takes another.
    private static EmbeddedPostgres postmaster(DataFolder folder, IntSupplier port, IntSupplier anotherPort)
            throws IOException {
        try {
            return PostmasterStart.of(folder.postgresLog(), postmaster(folder, port.getAsInt()));
        } catch (BindException taken) {
            new PostmasterFile(folder.postgresData()).stopStale();
            // The library still holds its own lock, on a start that has come to nothing; the data folder has ours.
            Files.deleteIfExists(folder.postgresData().resolve("epg-lock"));
            return PostmasterStart.of(folder.postgresLog(), postmaster(folder, anotherPort.getAsInt()));
        }
    }

    private static EmbeddedPostgres.Builder postmaster(DataFolder folder, int port) {
        ProcessBuilder.Redirect log =
                ProcessBuilder.Redirect.appendTo(folder.postgresLog().toFile());
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.postgresData())
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(folder.postgresPrograms().toFile())
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_WITHIN)
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                // Options of initdb: they come after its own -A trust, and the last one wins.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", folder.superuserPassword().toString())
                .setConnectConfig("password", Secrets.read(folder.superuserPassword()))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("log_checkpoints", "off")
                // Its log is in English, wherever it runs: PostmasterStart reads it.
                .setServerConfig("lc_messages", "C")
                // Statements and key values stay out of the log.
                .setServerConfig("log_min_error_statement", "panic")
                .setServerConfig("log_error_verbosity", "terse")
                .setPort(port);
    }

    private static DatabaseAddress superuser(DataFolder folder, int port) {
        return new DatabaseAddress(
                "jdbc:postgresql://localhost:" + port + "/postgres",
                "postgres",
                new Secret(Secrets.read(folder.superuserPassword())));
    }

    private static int freePort(int preferred) {
        try (ServerSocket socket = new ServerSocket(preferred, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            if (preferred == ANY_PORT) {
                throw new UncheckedIOException("no port is free", taken);
            }
            return freePort(ANY_PORT);
        }
    }
}
