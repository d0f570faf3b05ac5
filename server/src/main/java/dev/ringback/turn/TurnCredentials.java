package dev.ringback.turn;

import dev.ringback.config.Secret;
import dev.ringback.core.id.UserId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A user name and a password that a TURN server accepts until they are over, without knowing the person: coturn's
/// `use-auth-secret`, draft-uberti-behave-turn-rest-00 §2.2.
///
/// @param username `<expiry in Unix seconds>:<user id>`
/// @param credential base64 of HMAC-SHA1 of the user name under the shared secret; never logged
public record TurnCredentials(String username, String credential) {

    private static final String ALGORITHM = "HmacSHA1";

    static TurnCredentials of(UserId user, Instant expiresAt, Secret shared) {
        String username = expiresAt.getEpochSecond() + ":" + user.value();
        return new TurnCredentials(username, password(username, shared));
    }

    private static String password(String username, Secret shared) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(shared.bytes(), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }

    @Override
    public String toString() {
        return "TurnCredentials[hidden]";
    }
}
