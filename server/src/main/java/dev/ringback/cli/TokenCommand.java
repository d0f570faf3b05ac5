package dev.ringback.cli;

import dev.ringback.cli.node.DataFolder;
import dev.ringback.config.Access;
import dev.ringback.config.SettingSource;
import dev.ringback.core.id.UserId;
import dev.ringback.identity.TokenIssuer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `ringback token`: makes a token for the configured secret, or for the one that the data folder keeps, and prints it
/// alone on a line.
@Command(
        name = "token",
        description = "Makes a token for a person, or for the host application's own calls.",
        usageHelpAutoWidth = true)
final class TokenCommand implements Callable<Integer> {
    private static final Duration TTL_MIN = Duration.ofSeconds(1);
    private static final Duration TTL_MAX = Duration.ofDays(3650);

    @Spec
    CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    Whose whose;

    @Option(
            names = "--ttl",
            description = "how long it is valid: seconds or ISO-8601, 1 s to 10 years (PT12H)",
            defaultValue = "PT12H")
    Duration ttl;

    /// A person's or a service's: one of them must be said.
    static final class Whose {
        @ArgGroup(exclusive = false, multiplicity = "1")
        Person person;

        @Option(names = "--service", required = true, description = "for pushes to the directory")
        boolean service;
    }

    /// What a person's token says.
    static final class Person {
        @Option(names = "--user", required = true, description = "the user id, 1 or more")
        long user;

        @Option(names = "--name", description = "what others read of this person")
        Optional<String> name;

        @Option(names = "--picture", description = "address of a picture")
        Optional<String> picture;

        @Option(names = "--profile-id", description = "the profile that this person acts as")
        Optional<Long> profileId;

        @Option(names = "--profile-type", description = "as tutor or student")
        Optional<String> profileType;
    }

    @Override
    public Integer call() {
        if (ttl.compareTo(TTL_MIN) < 0 || ttl.compareTo(TTL_MAX) > 0) {
            throw new ParameterException(spec.commandLine(), "--ttl must be from 1 s to 10 years");
        }
        Access access = Access.read(SettingSource.ofProcess());
        TokenIssuer issuer = new TokenIssuer(access.jwtSecret()
                .orElseGet(() -> DataFolder.at(access.dataDir()).keptJwtSecret()));
        String token = whose.service ? issuer.service(ttl) : issuer.person(person(), ttl);
        spec.commandLine().getOut().println(token);
        return 0;
    }

    private TokenIssuer.Person person() {
        try {
            Person said = whose.person;
            return new TokenIssuer.Person(
                    new UserId(said.user), said.name, said.picture, said.profileId, said.profileType);
        } catch (IllegalArgumentException malformed) {
            throw new ParameterException(spec.commandLine(), "--user must be 1 or more", malformed);
        }
    }
}
