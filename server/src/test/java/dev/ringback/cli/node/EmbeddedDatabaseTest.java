package dev.ringback.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.testing.TestDatabase;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    /// As when two nodes start in the same second: the port was free when it was looked for, and is taken now.
    @Test
    @Timeout(value = 50, unit = TimeUnit.SECONDS)
    void aPortThatSomebodyElseHasTakenMeanwhileCostsNoMoreThanAnotherTry(@TempDir Path path) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (DataFolder folder = DataFolder.lock(path.resolve("data"));
                ServerSocket other = new ServerSocket(0, 1, here)) {
            int free;
            try (ServerSocket next = new ServerSocket(0, 1, here)) {
                free = next.getLocalPort();
            }

            try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, other::getLocalPort, () -> free)) {
                assertThat(database.address().place()).isEqualTo("jdbc:postgresql://localhost:" + free + "/ringback");
                assertThat(Files.readString(folder.postgresLog())).contains("Address already in use");
            }
        }
    }

    @Test
    void aLogThatHasGrownForYearsIsNotReadAsAWhole(@TempDir Path path) throws IOException {
        try (DataFolder folder = DataFolder.lock(path.resolve("data"))) {
            long moreThanAnArrayHolds = 3L << 30;
            try (RandomAccessFile log =
                    new RandomAccessFile(folder.postgresLog().toFile(), "rw")) {
                log.setLength(moreThanAnArrayHolds);
            }

            try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
                assertThat(Files.size(folder.postgresLog())).isGreaterThan(moreThanAnArrayHolds);
                assertThat(sourceOf("lc_messages", database)).isEqualTo("command line");
            }
        }
    }

    private static String sourceOf(String setting, EmbeddedDatabase database) {
        try (Connection connection = TestDatabase.connect(database.address());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT source FROM pg_settings WHERE setting = 'C' AND name = '" + setting + "'")) {
            return row.next() ? row.getString(1) : "another value";
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
