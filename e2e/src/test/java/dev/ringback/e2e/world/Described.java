package dev.ringback.e2e.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// `docs/asyncapi.yaml`, held against what a running server sent: every frame has the shape that is written there, and
/// no field that is not.
final class Described {
    private static final JsonNode DOCUMENT = read();
    private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

    private Described() {}

    /// Checks everything that a phone was sent.
    static void check(Phone phone) {
        for (JsonNode frame : phone.inbox().all()) {
            String message = "server_" + frame.path("type").asText();
            assertThat(DOCUMENT.at("/components/messages/" + message).isObject())
                    .as("%s is in docs/asyncapi.yaml", frame)
                    .isTrue();
            check("#/components/messages/" + message + "/payload", frame);
            if (frame.has("call")) {
                check("#/components/schemas/Call", frame.get("call"));
            }
            frame.path("calls").forEach(call -> check("#/components/schemas/Call", call));
        }
    }

    private static void check(String reference, JsonNode value) {
        assertThat(SCHEMAS.computeIfAbsent(reference, Described::schema).validate(value))
                .as("%s as docs/asyncapi.yaml describes it", value)
                .isEmpty();
    }

    private static JsonSchema schema(String reference) {
        ObjectNode schema = Json.object("unevaluatedProperties", false);
        schema.set("components", DOCUMENT.get("components"));
        schema.putArray("allOf").addObject().put("$ref", reference);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        schema,
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());
    }

    private static JsonNode read() {
        try {
            return new YAMLMapper().readTree(Files.readString(file()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder.resolve("docs/asyncapi.yaml");
    }
}
