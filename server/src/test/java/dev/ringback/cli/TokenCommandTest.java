package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.config.Secret;
import dev.ringback.core.id.UserId;
import dev.ringback.identity.Bearer;
import dev.ringback.identity.Identity;
import dev.ringback.identity.JwtTokens;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TokenCommandTest {
    @TempDir
    Path folder;

    private final StringWriter printed = new StringWriter();
    private final StringWriter mistakes = new StringWriter();

    @AfterEach
    void forgetFlags() {
        System.clearProperty("ringback.data-dir");
        System.clearProperty("ringback.jwt-secret");
        System.clearProperty("ringback.jwt-secret-file");
    }

    @Test
    void personsTokenSaysWhoTheyAre() throws IOException {
        assertThat(run("--user", "7", "--name", "Sara", "--profile-id", "70", "--profile-type", "tutor"))
                .isZero();

        Identity identity = tokens().verify(token()).orElseThrow();
        assertThat(identity.user()).isEqualTo(new UserId(7));
        assertThat(identity.name()).contains("Sara");
        assertThat(identity.profileId()).contains(70L);
        assertThat(identity.profileType()).contains("tutor");
        assertThat(identity.picture()).isEqualTo(Optional.empty());
    }

    @Test
    void servicesTokenIsNobodys() throws IOException {
        assertThat(run("--service")).isZero();

        assertThat(tokens().read(token())).contains(Bearer.Service.SERVICE);
    }

    @Test
    void secretMayBeGiven() {
        String secret = "another-secret-of-at-least-32-bytes";

        assertThat(run("--user", "7", "--jwt-secret", secret)).isZero();

        assertThat(new JwtTokens(new Secret(secret)).verify(token())).isPresent();
        assertThat(folder.resolve("secrets")).doesNotExist();
    }

    @Test
    void somebodyMustBeNamedAndOnlyOne() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--name", "Sara")).isEqualTo(2);
        assertThat(run("--user", "7", "--service")).isEqualTo(2);
        assertThat(run("--user", "0")).isEqualTo(2);
        assertThat(run("--user", "7", "--ttl", "PT0S")).isEqualTo(2);
        assertThat(mistakes.toString()).contains("--user", "--ttl");
        assertThat(printed.toString()).isEmpty();
    }

    private JwtTokens tokens() throws IOException {
        return new JwtTokens(new Secret(
                Files.readString(folder.resolve("secrets/jwt-secret")).strip()));
    }

    private String token() {
        return printed.toString().strip();
    }

    private int run(String... arguments) {
        CommandLine commands = RingbackCommand.commandLine()
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(mistakes, true));
        String[] all = new String[arguments.length + 3];
        all[0] = "token";
        all[1] = "--data-dir";
        all[2] = folder.toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return commands.execute(all);
    }
}
