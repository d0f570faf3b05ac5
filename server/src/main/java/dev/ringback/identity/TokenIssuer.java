package dev.ringback.identity;

import dev.ringback.config.Secret;
import dev.ringback.core.id.UserId;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.time.Duration;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/// Makes tokens for a secret: for the demo's people, and for `ringback token`. A host application makes its own.
public final class TokenIssuer {

    private final SecretKeySpec key;

    /// @param secret 32 bytes or more
    public TokenIssuer(Secret secret) {
        this.key = new SecretKeySpec(secret.bytes(), "HmacSHA256");
    }

    /// What a person's token says of them.
    ///
    /// @param user `sub`
    /// @param name `name`
    /// @param picture `picture`
    /// @param profileId `profile_id`
    /// @param profileType `profile_type`
    public record Person(
            UserId user,
            Optional<String> name,
            Optional<String> picture,
            Optional<Long> profileId,
            Optional<String> profileType) {

        /// A person of whom no more than the id is said.
        public static Person of(UserId user) {
            return new Person(user, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /// A person's token, valid from now on.
    public String person(Person person, Duration validFor) {
        JwtClaimsBuilder claims =
                Jwt.claims().subject(Long.toString(person.user().value()));
        person.name().ifPresent(name -> claims.claim("name", name));
        person.picture().ifPresent(picture -> claims.claim("picture", picture));
        person.profileId().ifPresent(id -> claims.claim("profile_id", id));
        person.profileType().ifPresent(type -> claims.claim("profile_type", type));
        return signed(claims, validFor);
    }

    /// The host application's token for pushes to the directory, valid from now on.
    public String service(Duration validFor) {
        return signed(Jwt.claims().claim("scope", Claims.DIRECTORY), validFor);
    }

    private String signed(JwtClaimsBuilder claims, Duration validFor) {
        return claims.expiresIn(validFor).sign(key);
    }
}
