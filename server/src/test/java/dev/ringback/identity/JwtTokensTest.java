package dev.ringback.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.config.Secret;
import dev.ringback.core.id.UserId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtTokensTest {
    private static final Secret SECRET = new Secret("a-secret-for-tests-of-at-least-32-bytes");
    private static final Secret OTHER = new Secret("another-secret-of-at-least-32-bytes-long");
    private static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

    private final JwtTokens tokens = new JwtTokens(SECRET);
    private final TokenIssuer issuer = new TokenIssuer(SECRET);

    @Test
    void issuedTokenSaysWhoItIs() {
        String token = issuer.person(
                new TokenIssuer.Person(
                        new UserId(7),
                        Optional.of("Sara"),
                        Optional.of("/s.png"),
                        Optional.of(70L),
                        Optional.of("tutor")),
                Duration.ofHours(1));

        Identity identity = tokens.verify(token).orElseThrow();

        assertThat(identity.user()).isEqualTo(new UserId(7));
        assertThat(identity.name()).contains("Sara");
        assertThat(identity.picture()).contains("/s.png");
        assertThat(identity.profileId()).contains(70L);
        assertThat(identity.profileType()).contains("tutor");
        assertThat(identity.expiresAt())
                .isBetween(Instant.now().plusSeconds(3590), Instant.now().plusSeconds(3610));
    }

    @Test
    void tokenMadeElsewhereNeedsOnlySubjectAndExpiry() {
        assertThat(tokens.verify(signed(HS256, "{\"sub\":\"9223372036854775807\"," + expiresIn(60) + "}", SECRET)))
                .map(Identity::user)
                .contains(new UserId(Long.MAX_VALUE));
    }

    @Test
    void serviceTokenIsNobody() {
        String token = issuer.service(Duration.ofMinutes(1));

        assertThat(tokens.verify(token)).isEmpty();
        assertThat(tokens.read(token)).contains(Bearer.Service.SERVICE);
    }

    @Test
    void serviceTokenWithSubjectIsStillNobody() {
        String token = signed(HS256, "{\"sub\":\"1\",\"scope\":\"a directory\"," + expiresIn(60) + "}", SECRET);

        assertThat(tokens.verify(token)).isEmpty();
    }

    @Test
    void foreignSignatureIsRefused() {
        assertThat(tokens.read(signed(HS256, "{\"sub\":\"1\"," + expiresIn(60) + "}", OTHER)))
                .isEmpty();
    }

    @Test
    void tokenWithoutSignatureIsRefused() {
        String claims = "{\"sub\":\"1\"," + expiresIn(60) + "}";

        assertThat(tokens.read(base64("{\"alg\":\"none\"}") + "." + base64(claims) + "."))
                .isEmpty();
        assertThat(tokens.read(signed("{\"alg\":\"none\"}", claims, SECRET))).isEmpty();
        assertThat(tokens.read(signed("{\"alg\":\"HS512\"}", claims, SECRET))).isEmpty();
    }

    @Test
    void expiryIsHeldWithLittleSkew() {
        assertThat(tokens.read(signed(HS256, "{\"sub\":\"1\"," + expiresIn(-60) + "}", SECRET)))
                .isEmpty();
        assertThat(tokens.read(signed(HS256, "{\"sub\":\"1\"," + expiresIn(-2) + "}", SECRET)))
                .isPresent();
        assertThat(tokens.read(signed(HS256, "{\"sub\":\"1\"}", SECRET))).isEmpty();
        long later = Instant.now().getEpochSecond() + 60;
        assertThat(tokens.read(signed(HS256, "{\"sub\":\"1\",\"nbf\":" + later + "," + expiresIn(90) + "}", SECRET)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{%s}",
                "{\"sub\":1,%s}",
                "{\"sub\":\"0\",%s}",
                "{\"sub\":\"-1\",%s}",
                "{\"sub\":\"+1\",%s}",
                "{\"sub\":\"01\",%s}",
                "{\"sub\":\"9223372036854775808\",%s}",
                "{\"sub\":\"abebe\",%s}",
                "{\"sub\":\"1\",\"name\":5,%s}",
                "{\"sub\":\"1\",\"name\":\"a\\u0000b\",%s}",
                "{\"sub\":\"1\",\"name\":\"\\ud800\",%s}",
                "{\"sub\":\"1\",\"profile_id\":-1,%s}",
                "{\"sub\":\"1\",\"profile_id\":1.5,%s}",
                "{\"sub\":\"1\",\"profile_id\":\"one\",%s}",
                "{\"sub\":\"1\",\"profile_type\":{},%s}"
            })
    void malformedClaimsAreNobodys(String claims) {
        assertThat(tokens.read(signed(HS256, claims.formatted(expiresIn(60)), SECRET)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "\u0000"})
    void rubbishIsRefused(String token) {
        assertThat(tokens.read(token)).isEmpty();
    }

    @Test
    void expiryThatNoClockReachesIsRefused() {
        assertThat(tokens.read(signed(HS256, "{\"sub\":\"1\",\"exp\":9000000000000000000}", SECRET)))
                .isEmpty();
    }

    @Test
    void hugeTokenIsRefusedUnread() {
        assertThat(tokens.read("x".repeat(1_000_000))).isEmpty();
    }

    private static String expiresIn(long seconds) {
        return "\"exp\":" + (Instant.now().getEpochSecond() + seconds);
    }

    private static String signed(String header, String claims, Secret secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.bytes(), "HmacSHA256"));
            String content = base64(header) + "." + base64(claims);
            byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
