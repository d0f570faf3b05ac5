package dev.ringback.identity;

import dev.ringback.config.RingbackConfig;
import dev.ringback.config.Secret;
import dev.ringback.core.id.UserId;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// Tokens signed with the configured secret: HS256 and nothing else, `exp` required, five seconds of clock skew
/// (RFC 7519, RFC 8725 §3.1). What they say is read by [Claims].
@ApplicationScoped
public class JwtTokens implements Tokens {

    private static final int CLOCK_SKEW_SECONDS = 5;
    /// Longer than any token with sane claims; keeps the parser from work on rubbish.
    private static final int LENGTH_MAX = 8_192;

    private final JWTParser parser;

    @Inject
    JwtTokens(RingbackConfig config) {
        this(config.tokenSecret());
    }

    /// Tokens of a secret of 32 bytes or more.
    public JwtTokens(Secret secret) {
        this.parser = new DefaultJWTParser(rules(secret));
    }

    @Override
    public Optional<Identity> verify(String token) {
        return read(token).flatMap(bearer -> switch (bearer) {
            case Bearer.Person person -> Optional.of(person.identity());
            case Bearer.Service service -> Optional.empty();
        });
    }

    /// Who holds this token; empty when it is malformed, foreign, over or not yet valid.
    public Optional<Bearer> read(String token) {
        if (token.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            JsonWebToken verified = parser.parse(token);
            return Claims.bearer(verified);
        } catch (ParseException notOurs) {
            return Optional.empty();
        }
    }

    private static JWTAuthContextInfo rules(Secret secret) {
        JWTAuthContextInfo rules = new JWTAuthContextInfo(new SecretKeySpec(secret.bytes(), "HmacSHA256"), null);
        rules.setSignatureAlgorithm(Set.of(SignatureAlgorithm.HS256));
        rules.setClockSkew(CLOCK_SKEW_SECONDS);
        // A service token names nobody.
        rules.setRequireNamedPrincipal(false);
        // A host need not write `iat`.
        rules.setMaxTimeToLiveSecs(0L);
        return rules;
    }

    /// The person of a `sub`, or empty when it is no decimal from 1 to 2^63 - 1.
    static Optional<UserId> user(String subject) {
        if (!subject.matches("[1-9][0-9]{0,18}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new UserId(Long.parseLong(subject)));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }
}
