package dev.ringback.cli.node;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for a PostgreSQL that starts, and looks at its log meanwhile: one whose port somebody else has taken ends at
/// once, and the library would ask that somebody for a minute.
final class PostmasterStart {
    private static final long LOOK_EVERY_MILLIS = 200;
    private static final String PORT_TAKEN = "Address already in use";

    private PostmasterStart() {}

    /// @param log what it prints is appended here
    /// @throws BindException when another program has its port
    static EmbeddedPostgres of(Path log, EmbeddedPostgres.Builder postgres) throws IOException {
        long before = Files.exists(log) ? Files.size(log) : 0;
        FutureTask<EmbeddedPostgres> start = new FutureTask<>(postgres::start);
        Thread.ofPlatform().daemon().name("postgres-start").start(start);
        while (true) {
            try {
                return start.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                if (since(before, log).contains(PORT_TAKEN)) {
                    start.cancel(true);
                    throw new BindException("another program has the port of the embedded PostgreSQL");
                }
            } catch (ExecutionException failed) {
                throw new IOException(failed.getCause().getMessage(), failed.getCause());
            } catch (InterruptedException interrupted) {
                start.cancel(true);
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", interrupted);
            }
        }
    }

    /// The log is kept over many starts: only its end is read.
    private static String since(long before, Path log) throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        try (SeekableByteChannel channel = Files.newByteChannel(log);
                InputStream rest = Channels.newInputStream(channel.position(before))) {
            return new String(rest.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
