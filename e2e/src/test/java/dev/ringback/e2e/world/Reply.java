package dev.ringback.e2e.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;

/// What REST answered.
///
/// @param request method and path, for messages
/// @param response the answer as it came
public record Reply(String request, HttpResponse<String> response) {

    /// @return the HTTP status
    public int status() {
        return response.statusCode();
    }

    /// @return the body
    public JsonNode json() {
        return Json.read(response.body());
    }

    /// Checks that it succeeded.
    ///
    /// @return the body, which says `"success": true`
    public JsonNode succeeded() {
        assertThat(status()).as("%s: %s", request, response.body()).isEqualTo(200);
        assertThat(json().path("success").asBoolean())
                .as("success of %s: %s", request, response.body())
                .isTrue();
        return json();
    }

    /// Checks that it is a problem (RFC 9457) with this status.
    ///
    /// @return the problem
    public JsonNode refused(int status) {
        assertThat(status()).as("%s: %s", request, response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .as("media type of %s: %s", request, response.body())
                .startsWith("application/problem+json");
        JsonNode problem = json();
        assertThat(problem.path("status").asInt()).as("status in %s", problem).isEqualTo(status);
        assertThat(problem.path("success").isBoolean())
                .as("success in %s", problem)
                .isTrue();
        assertThat(problem.path("success").asBoolean())
                .as("success in %s", problem)
                .isFalse();
        assertThat(problem.path("code").asText()).as("code in %s", problem).isNotBlank();
        assertThat(problem.path("title").asText()).as("title in %s", problem).isNotBlank();
        return problem;
    }

    /// Checks that it is a problem with this status that names a field.
    public void refusedField(int status, String field) {
        JsonNode problem = refused(status);
        assertThat(problem.path("field").asText())
                .as("field of %s, answer to %s", problem, request)
                .isEqualTo(field);
    }
}
