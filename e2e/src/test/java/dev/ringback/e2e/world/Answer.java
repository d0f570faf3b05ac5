package dev.ringback.e2e.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/// What the server answered to one message with an `id`: one `ack` or one `error`.
///
/// @param asked the message
/// @param json the answer
public record Answer(JsonNode asked, JsonNode json) {

    /// @return `ack`, or the error's code
    public String word() {
        return json.path("type").asText().equals("ack")
                ? "ack"
                : json.path("code").asText();
    }

    /// Checks that it is an `ack`.
    ///
    /// @return its call, a missing node when it has none
    public JsonNode accepted() {
        assertThat(json.path("type").asText())
                .as("answer to %s: %s", asked, json)
                .isEqualTo("ack");
        return json.path("call");
    }

    /// Checks that it is an `error` with this code, a sentence, and what every error must say.
    ///
    /// @return the whole error
    public JsonNode refused(String code) {
        assertThat(json.path("type").asText())
                .as("answer to %s: %s", asked, json)
                .isEqualTo("error");
        assertThat(json.path("code").asText())
                .as("code of %s, answer to %s", json, asked)
                .isEqualTo(code);
        assertThat(json.path("message").asText()).as("a sentence in %s", json).isNotBlank();
        assertThat(json.path("temporary").isBoolean())
                .as("temporary in %s", json)
                .isTrue();
        return json;
    }

    /// Checks that it is `bad_message` and names this field.
    public void refusedField(String field) {
        assertThat(refused("bad_message").path("field").asText())
                .as("field of %s, answer to %s", json, asked)
                .isEqualTo(field);
    }
}
