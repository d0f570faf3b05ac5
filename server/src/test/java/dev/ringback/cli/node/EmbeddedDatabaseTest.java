package dev.ringback.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
