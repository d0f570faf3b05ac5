package dev.ringback.cli.node;

import dev.ringback.config.DatabaseAddress;
import dev.ringback.config.QuarkusSettings;
import dev.ringback.config.RingbackConfig;
import dev.ringback.config.Setting;
import dev.ringback.config.SettingSource;
import io.quarkus.runtime.Quarkus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One life of a server process. The order is the point: data folder, PostgreSQL, settings, server; and back.
///
/// On a signal the JVM runs its shutdown hooks at once and beside each other, and ends when the last returns. The
/// framework's hook asks the server to stop, which lets [#run] go on to stop PostgreSQL; ours keeps the JVM until then.
public final class Node {
    private static final Logger LOG = Logger.getLogger(Node.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(40);

    private final RingbackConfig given;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /// @param given the settings as the operator gave them
    public Node(RingbackConfig given) {
        this.given = given;
    }

    /// Returns when the server has stopped.
    ///
    /// @return the exit code
    /// @throws CannotStartException when something stands in the way
    public int run() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::awaitStopped, "ringback-stop"));
        try {
            return given.database().map(this::serveOutside).orElseGet(this::serveEmbedded);
        } finally {
            stopped.countDown();
        }
    }

    private int serveEmbedded() {
        try (DataFolder folder = DataFolder.lock(given.dataDir())) {
            Listening.check(given.http());
            try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
                tell(Setting.DATABASE_PASSWORD.property() + "-file", folder.databasePassword());
                return serve(database.address());
            }
        }
    }

    private int serveOutside(DatabaseAddress database) {
        Listening.check(given.http());
        return serve(database);
    }

    private int serve(DatabaseAddress database) {
        BootstrapStore.checkDurable(database);
        tell(Setting.DEMO.property(), given.demo());
        tell(Setting.DATABASE_URL.property(), database.jdbcUrl());
        tell(Setting.DATABASE_USER.property(), database.user());
        if (given.jwtSecret().isEmpty()) {
            tell(
                    Setting.JWT_SECRET.property() + "-file",
                    DataFolder.at(given.dataDir()).jwtSecret());
        }
        RingbackConfig complete = RingbackConfig.read(SettingSource.ofProcess());
        QuarkusSettings.of(complete).forEach(System::setProperty);

        AtomicInteger exitCode = new AtomicInteger();
        Quarkus.run(ReadyNode.class, (code, failure) -> exitCode.set(failed(code, failure)));
        System.out.println("Ringback has stopped.");
        return exitCode.get();
    }

    private int failed(int code, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.error("the server did not start", failure);
        }
        return code;
    }

    private static void tell(String property, Object value) {
        System.setProperty(property, value instanceof Path path ? path.toString() : String.valueOf(value));
    }

    private void awaitStopped() {
        try {
            if (!stopped.await(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("did not stop within " + STOP_WITHIN.toSeconds() + " s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
