package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lives of the process: what it keeps, what it prints, and that it leaves nothing behind.
class RunningServerTest {
    @Test
    void dataSurvivesAKillAndACleanStop() throws SQLException {
        try (RunningServer server = RunningServer.start(Map.of())) {
            execute(server, "INSERT INTO users (id, name) VALUES (901, 'Kept')");

            server.kill();
            server.restart();
            assertThat(nameOf(server, 901)).isEqualTo("Kept");

            assertThat(server.stop()).as("ended by SIGTERM").isEqualTo(128 + 15);
            assertThat(server.printed()).endsWith("Ringback has stopped.\n");
            assertThat(server.dataDir().resolve("postgres/postmaster.pid")).doesNotExist();
            server.restart();
            assertThat(nameOf(server, 901)).isEqualTo("Kept");
        }
    }

    @Test
    void committedMeansOnTheDisk() throws SQLException {
        assertThat(query(RunningServer.shared(), "SELECT current_setting('fsync')"))
                .isEqualTo("on");
        assertThat(query(RunningServer.shared(), "SELECT current_setting('synchronous_commit')"))
                .isEqualTo("on");
    }

    @Test
    void readyNoticeNamesThePageTheDemoAndPsqlButNoSecret() throws IOException {
        RunningServer server = RunningServer.shared();

        assertThat(server.printed())
                .contains("Ringback is ready after")
                .contains(server.baseUrl().toString())
                .contains("Demo mode is on")
                .contains("psql \"postgresql://ringback@localhost:")
                .doesNotContain(server.databasePassword())
                .doesNotContain(Files.readString(server.dataDir().resolve("secrets/jwt-secret"))
                        .strip());
    }

    @Test
    void secretsAreForTheirOwnerOnly() throws IOException {
        try (Stream<Path> secrets = Files.list(RunningServer.shared().dataDir().resolve("secrets"))) {
            List<Path> files = secrets.toList();
            assertThat(files).hasSizeGreaterThanOrEqualTo(3);
            for (Path file : files) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void secondServerOnTheSameDataSaysWhoHasIt() throws IOException, InterruptedException {
        RunningServer first = RunningServer.shared();

        Ended second = Ended.of(Map.of("RINGBACK_DATA_DIR", first.dataDir().toString()), "serve");

        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.printed().lines()).hasSize(1).first().asString().endsWith("process " + first.pid());
    }

    @Test
    void aPortThatIsTakenIsToldInOneLine(@TempDir Path folder) throws IOException, InterruptedException {
        int taken = RunningServer.shared().baseUrl().getPort();

        Ended second = Ended.of(
                Map.of("RINGBACK_DATA_DIR", folder.toString(), "RINGBACK_HTTP_PORT", Integer.toString(taken)), "serve");

        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.printed().lines())
                .as(second.printed())
                .hasSize(1)
                .first()
                .asString()
                .contains("RINGBACK_HTTP_PORT", Integer.toString(taken));
        assertThat(folder.resolve("postgres")).doesNotExist();
    }

    @Test
    void allMistakesInTheSettingsAreToldAtOnce() throws IOException, InterruptedException {
        Ended ended = Ended.of(
                Map.of("RINGBACK_RING_TIMEOUT", "soon", "RINGBACK_HTTP_PORT", "80000", "RINGBACK_JWT_SECRET", "hush"),
                "serve");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.printed().lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("RINGBACK_RING_TIMEOUT:"))
                .anyMatch(line -> line.startsWith("RINGBACK_HTTP_PORT:"))
                .anyMatch(line -> line.startsWith("RINGBACK_JWT_SECRET:"));
        assertThat(ended.printed()).doesNotContain("hush");
    }

    private static void execute(RunningServer server, String sql) throws SQLException {
        try (Connection connection = server.database();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String nameOf(RunningServer server, long user) throws SQLException {
        return query(server, "SELECT name FROM users WHERE id = " + user);
    }

    private static String query(RunningServer server, String sql) throws SQLException {
        try (Connection connection = server.database();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
