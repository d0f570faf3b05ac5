package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.config.DatabaseAddress;
import dev.ringback.testing.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The commands as one types them, with what they print and their exit codes.
class ImportAndVerifyCommandTest {
    private final DatabaseAddress database = TestDatabase.create();
    private final StringWriter printed = new StringWriter();
    private final StringWriter mistakes = new StringWriter();

    @BeforeEach
    void oldCalls() throws SQLException {
        execute("""
                CREATE TABLE old_calls (id bigint, conversation_id integer, caller_profile_id integer,
                    caller_profile_type text, caller_user_id integer, call_type text, status text,
                    started_at timestamp, answered_at timestamp, ended_at timestamp, duration_seconds integer,
                    participants json, created_at timestamp);
                INSERT INTO old_calls VALUES (21, 1, 1, 'student', 1, 'voice', 'initiated', '2026-01-16 13:30'),
                    (22, 1, 2, 'tutor', 2, 'voice', 'initiated', '2026-01-16 13:30:01')""");
    }

    @AfterEach
    void forgetFlags() {
        System.clearProperty("ringback.database-url");
    }

    @Test
    void aDryRunAnApplyAndAProof() throws SQLException {
        assertThat(run("import", "--dry-run", "--table", "old_calls")).isZero();
        assertThat(printed.toString())
                .contains("Dry run")
                .contains("repaired  1")
                .contains("merged    1");

        assertThat(run("import", "--apply", "--from", url(), "--table", "old_calls", "--json"))
                .isZero();
        assertThat(printed.toString())
                .contains("\"row\":22", "\"became\":\"merged\"", "\"applied\":true", "\"repaired\":1");

        assertThat(run("verify")).as(printed.toString()).isZero();
        assertThat(printed.toString()).contains("all is well");

        execute("ALTER TABLE call_logs DISABLE TRIGGER USER; UPDATE call_logs SET started_at = '2026-01-01'");
        assertThat(run("verify", "--json")).isEqualTo(3);
        assertThat(printed.toString()).contains("\"ok\" : false", "\"rule\" : \"fold\"");
    }

    @Test
    void oneOfTheTwoModesMustBeSaid() {
        assertThat(run("import", "--table", "old_calls")).isEqualTo(2);
        assertThat(run("import", "--dry-run", "--apply", "--table", "old_calls"))
                .isEqualTo(2);
    }

    @Test
    void mistakesAreToldWithoutADatabase() {
        assertThat(run("import", "--dry-run")).isEqualTo(2);
        assertThat(run("import", "--dry-run", "--table", "a; DROP TABLE users")).isEqualTo(2);
        assertThat(run("import", "--dry-run", "--from", "mysql://x/y")).isEqualTo(2);
        assertThat(run("import", "--dry-run", "--table", "old_calls", "--pair-window", "PT2M"))
                .isEqualTo(2);
        assertThat(run("import", "--dry-run", "--table", "nowhere")).isEqualTo(1);
        assertThat(mistakes.toString()).contains("there is no table nowhere");
    }

    private int run(String... arguments) {
        printed.getBuffer().setLength(0);
        CommandLine commands = RingbackCommand.commandLine();
        commands.setOut(new PrintWriter(printed, true));
        commands.setErr(new PrintWriter(mistakes, true));
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--database";
        all[arguments.length + 1] = url();
        return commands.execute(all);
    }

    private String url() {
        return database.jdbcUrl() + "?user=" + database.user();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = TestDatabase.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
