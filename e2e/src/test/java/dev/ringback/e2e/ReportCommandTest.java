package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `report` as an operator runs it: beside a running server, and against an address.
class ReportCommandTest {
    @Test
    void reportWorksWhileTheServerRuns() throws IOException, InterruptedException {
        RunningServer server = RunningServer.shared();

        Ended table = Ended.of(Map.of("RINGBACK_DATA_DIR", server.dataDir().toString()), "report");
        Ended json = Ended.of(
                Map.of(), "report", "--json", "--data-dir", server.dataDir().toString());

        assertThat(table.printed()).contains("Total: ", "every ended call has a duration");
        assertThat(table.exitCode()).isZero();
        assertThat(new ObjectMapper().readTree(json.printed()).get("ok").booleanValue())
                .isTrue();
    }

    @Test
    void failedCheckEndsWithThree() throws IOException, InterruptedException, SQLException {
        try (RunningServer server = RunningServer.start(Map.of())) {
            try (Connection connection = server.database();
                    Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO users (id, name) VALUES (801, 'One'), (802, 'Other')");
                statement.execute("INSERT INTO conversations (id) VALUES (801)");
                // Final, without any event: no server of ours ever leaves that behind.
                statement.execute("""
                        INSERT INTO call_logs (conversation_id, caller_profile_id, caller_profile_type, caller_user_id,
                          callee_user_id, call_id, call_type, mode, status, end_reason, ended_at, duration_seconds)
                        VALUES (801, 801, 'user', 801, 802, gen_random_uuid(), 'voice', 'voice',
                          'cancelled', 'cancelled', now(), 0)""");
            }

            Ended report = Ended.of(
                    Map.of(),
                    "report",
                    "--database",
                    server.jdbcUrl() + "?user=ringback&password=" + server.databasePassword());

            assertThat(report.printed()).contains("FAILED");
            assertThat(report.exitCode()).isEqualTo(3);
        }
    }

    @Test
    void withoutAServerItSaysSoInOneLine(@TempDir Path empty) throws IOException, InterruptedException {
        Ended report = Ended.of(Map.of("RINGBACK_DATA_DIR", empty.toString()), "report");

        assertThat(report.printed().lines()).hasSize(1).first().asString().contains("no server runs on");
        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(empty).isEmptyDirectory();
    }
}
