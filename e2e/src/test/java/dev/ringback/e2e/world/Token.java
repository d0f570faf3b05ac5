package dev.ringback.e2e.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// JSON Web Tokens (RFC 7519) as a host application makes them, and as somebody makes them who should not.
public final class Token {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Token() {}

    /// @return a token of this person, good for an hour
    public static String of(String secret, long userId) {
        return signed(secret, claims(userId, Duration.ofHours(1)));
    }

    /// @return the claims of a token: `sub`, `iat` and `exp`
    public static ObjectNode claims(long userId, Duration life) {
        Instant now = Instant.now();
        return Json.object(
                "sub",
                Long.toString(userId),
                "iat",
                now.minusSeconds(5).getEpochSecond(),
                "exp",
                now.plus(life).getEpochSecond());
    }

    /// @return a token that may push people and conversations, and may do nothing else
    public static String service(String secret) {
        Instant now = Instant.now();
        return signed(
                secret,
                Json.object(
                        "sub",
                        "host",
                        "scope",
                        "directory",
                        "iat",
                        now.minusSeconds(5).getEpochSecond(),
                        "exp",
                        now.plusSeconds(3600).getEpochSecond()));
    }

    /// @return these claims, signed with HMAC-SHA256
    public static String signed(String secret, ObjectNode claims) {
        String content = part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + part(claims.toString());
        return content + "." + BASE64.encodeToString(hmac(secret, content));
    }

    /// @return these claims with `alg` none and no signature: nobody may believe it
    public static String unsigned(ObjectNode claims) {
        return part("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + part(claims.toString()) + ".";
    }

    private static String part(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(String secret, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
