package dev.ringback.call.store;

import static dev.ringback.call.store.CallDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.call.CallStore.InviteResult;
import dev.ringback.call.CallStore.MoveResult;
import dev.ringback.call.Pair;
import dev.ringback.call.StoreUnavailable;
import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallCommand;
import dev.ringback.core.call.Timeouts;
import dev.ringback.store.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/// A PostgreSQL of its own, which stops and comes back under a store that goes on.
class DatabaseRestartTest {

    @TempDir
    Path data;

    @Test
    void aStoreOutlivesItsDatabase() throws IOException, SQLException {
        EmbeddedPostgres postgres = start(0);
        int port = postgres.getPort();
        Pair pair = Pair.next();
        Pair later = Pair.next();
        prepare(port, pair, later);
        try (ExecutorService loop = Executors.newSingleThreadExecutor();
                PostgresCallStore store = store(port, loop)) {
            Call call = ((InviteResult.Committed) await(store.invite(Pair.call(pair.invitation())))).call();

            postgres.close();
            assertThatThrownBy(() -> await(store.invite(Pair.call(later.invitation()))))
                    .isInstanceOf(StoreUnavailable.class);
            assertThatThrownBy(() -> await(store.load(call.id()))).isInstanceOf(StoreUnavailable.class);

            postgres = start(port);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .alias("the store works again")
                    .ignoreExceptionsInstanceOf(StoreUnavailable.class)
                    .until(() -> await(store.invite(Pair.call(later.invitation()))) instanceof InviteResult.Committed);
            assertThat(await(store.load(call.id()))).contains(call);
            var cancel = new CallCommand.Person(Ask.CANCEL, pair.callerPhone());
            assertThat(await(store.move(pair.move(call, cancel, pair.now().plusSeconds(5)))))
                    .isInstanceOf(MoveResult.Committed.class);
        } finally {
            postgres.close();
        }
    }

    private EmbeddedPostgres start(int port) throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(data.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    private static PGSimpleDataSource source(int port) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://localhost:" + port + "/postgres");
        source.setUser("postgres");
        return source;
    }

    private static PostgresCallStore store(int port, Executor loop) {
        return new PostgresCallStore(
                source(port),
                new Database(source(port)),
                loop,
                Timeouts.STANDARD,
                WriterLimits.STANDARD,
                WriterWatch.NOBODY);
    }

    private static void prepare(int port, Pair... pairs) throws SQLException {
        Flyway.configure()
                .dataSource(source(port))
                .locations("classpath:db/migration")
                .load()
                .migrate();
        try (Connection connection = source(port).getConnection();
                Statement statement = connection.createStatement()) {
            for (Pair pair : pairs) {
                statement.execute("INSERT INTO users (id) VALUES ("
                        + pair.caller().userId().value() + "), ("
                        + pair.callee().userId().value() + "); INSERT INTO conversations (id) VALUES ("
                        + pair.conversation().value() + ")");
            }
        }
    }
}
