package dev.ringback.config;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// Says to the framework, in its own words, what an operator said in ours. Set before Quarkus starts.
public final class QuarkusSettings {
    private QuarkusSettings() {}

    /// @param config the node's settings, complete: with a database and a JWT secret
    /// @return Quarkus properties; they hold secrets, so they are neither printed nor logged
    public static Map<String, String> of(RingbackConfig config) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("quarkus.http.host", config.http().host());
        values.put("quarkus.http.port", Integer.toString(config.http().port()));
        values.put(
                "quarkus.http.cors.enabled",
                Boolean.toString(!config.http().allowedOrigins().isEmpty()));
        values.put("quarkus.http.cors.origins", String.join(",", config.http().allowedOrigins()));
        values.put("quarkus.vertx.event-loops-pool-size", Integer.toString(eventLoops()));
        DatabaseAddress database = config.database().orElseThrow();
        values.put("quarkus.datasource.jdbc.url", literal(database.jdbcUrl()));
        values.put("quarkus.datasource.username", literal(database.user()));
        values.put("quarkus.datasource.password", literal(database.password().value()));
        values.put("smallrye.jwt.verify.algorithm", "HS256");
        values.put("smallrye.jwt.verify.secretkey", jwk(config.tokenSecret()));
        return values;
    }

    /// Half of the processors: the other half is for PostgreSQL and the writer. On two, one loop carries the sockets
    /// and
    /// the calls, and nothing is handed from thread to thread (`docs/internals/performance.md`).
    private static int eventLoops() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    private static String jwk(Secret secret) {
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(secret.bytes());
        return "{\"kty\":\"oct\",\"alg\":\"HS256\",\"k\":\"" + key + "\"}";
    }

    /// A `$` would start an expression.
    private static String literal(String text) {
        return text.replace("$", "\\$");
    }
}
