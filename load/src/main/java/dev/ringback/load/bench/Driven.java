package dev.ringback.load.bench;

import dev.ringback.load.calls.Target;
import dev.ringback.load.machine.HostApplication;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The server that calls are made on.
///
/// @param target its address and people
/// @param meter what it, its PostgreSQL and this process have used so far, as far as that can be seen
/// @param database a way to its tables; empty: the rows are not checked
/// @param settings what was set otherwise than by default; empty when it is not ours
record Driven(Target target, Supplier<Usage> meter, Optional<Connecting> database, Map<String, String> settings) {

    /// Makes a connection.
    interface Connecting {
        Connection connect() throws SQLException;
    }

    /// One that was started here.
    static Driven own(OwnServer server, Map<String, String> settings) {
        return new Driven(server.target(), server::usage, Optional.of(server::connect), settings);
    }

    /// How one that runs already is named.
    static final class Options {
        @Option(names = "--url", description = "a running server to drive, as http://127.0.0.1:8081")
        private @Nullable URI url;

        @Option(names = "--secret-file", description = "holds that server's RINGBACK_JWT_SECRET")
        private @Nullable Path secretFile;

        @Option(names = "--database-url", description = "that server's database (JDBC), to check the rows in")
        private @Nullable String databaseUrl;

        @Option(
                names = "--first-user",
                description = "people and conversations are made there with ids from this one on (1000001)")
        private long firstUser = OwnServer.FIRST_USER;

        /// @return empty: one is to be started
        Optional<Driven> theirs() throws IOException {
            if (url == null) {
                return Optional.empty();
            }
            if (secretFile == null) {
                throw new IllegalArgumentException("--url wants --secret-file: the people's tokens are made here");
            }
            HostApplication application =
                    new HostApplication(Files.readString(secretFile).strip());
            return Optional.of(new Driven(
                    new Target(url, application, firstUser),
                    Usage::ofThisProcess,
                    Optional.ofNullable(databaseUrl).map(address -> () -> DriverManager.getConnection(address)),
                    Map.of()));
        }
    }
}
