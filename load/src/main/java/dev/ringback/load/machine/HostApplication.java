package dev.ringback.load.machine;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/// The application beside the server, as a run plays it: it knows the secret, makes the tokens, and pushes its people
/// and conversations through the directory's door. Any thread may call it.
public final class HostApplication {
    private static final Duration TOKENS_LAST = Duration.ofHours(12);
    private static final Duration IMPORT_WITHIN = Duration.ofSeconds(60);

    private final HmacKey key;

    /// @param secret the server's, 32 bytes or more
    public HostApplication(String secret) {
        this.key = new HmacKey(secret.getBytes(StandardCharsets.UTF_8));
    }

    /// Two people who may call each other.
    public record Conversation(long id, long first, long second) {}

    /// @return a person's token
    public String token(long userId) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject(Long.toString(userId));
        claims.setStringClaim("name", "Person " + userId);
        return signed(claims);
    }

    /// Pushes people 1 to `people`, and the conversations.
    ///
    /// @param port the server's
    /// @throws IllegalStateException when the server does not take them
    public void push(int port, int people, List<Conversation> conversations) {
        push(URI.create("http://127.0.0.1:" + port), 1, people, conversations);
    }

    /// Pushes people and conversations.
    ///
    /// @param server its address
    /// @param firstUser the id of the first of them
    /// @param people how many
    /// @throws IllegalStateException when the server does not take them
    public void push(URI server, long firstUser, int people, List<Conversation> conversations) {
        StringBuilder lines = new StringBuilder();
        for (long id = firstUser; id < firstUser + people; id++) {
            lines.append("{\"user_id\":%d,\"name\":\"Person %d\"}%n".formatted(id, id));
        }
        for (Conversation it : conversations) {
            lines.append("{\"conversation_id\":%d,\"participants\":[{\"user_id\":%d},{\"user_id\":%d}]}%n"
                    .formatted(it.id(), it.first(), it.second()));
        }
        JwtClaims service = new JwtClaims();
        service.setStringClaim("scope", "directory");
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/directory/import"))
                .timeout(IMPORT_WITHIN)
                .header("Authorization", "Bearer " + signed(service))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(lines.toString()))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("the directory did not take the people: " + response.body());
            }
        } catch (IOException failed) {
            throw new IllegalStateException("the directory could not be reached", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private String signed(JwtClaims claims) {
        claims.setExpirationTimeMinutesInTheFuture(TOKENS_LAST.toMinutes());
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        token.setKey(key);
        token.setPayload(claims.toJson());
        try {
            return token.getCompactSerialization();
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
