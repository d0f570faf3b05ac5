package dev.ringback.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// `docs/asyncapi.yaml`, to hold messages against. A message of the server may have no field that is not described
/// there; one of a client may.
final class AsyncApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document = read();
    private final Map<String, JsonSchema> schemas = new HashMap<>();

    /// Who sends.
    enum Side {
        CLIENT,
        SERVER;

        private String prefix() {
            return name().toLowerCase(java.util.Locale.ROOT) + "_";
        }
    }

    /// A part of the document.
    JsonNode at(String pointer) {
        return document.at(pointer);
    }

    /// The types of one side's messages.
    Set<String> types(Side side) {
        Set<String> types = new TreeSet<>();
        document.at("/components/messages").properties().forEach(message -> {
            if (message.getKey().startsWith(side.prefix())) {
                types.add(message.getValue().path("name").asText());
            }
        });
        return types;
    }

    /// The examples of a message.
    List<JsonNode> examples(Side side, String type) {
        return document.at("/components/messages/" + side.prefix() + type + "/examples")
                .valueStream()
                .map(example -> example.path("payload"))
                .toList();
    }

    /// What is wrong with a frame; empty when nothing is.
    Set<String> mistakes(Side side, JsonNode frame) {
        String type = frame.path("type").asText();
        Set<String> mistakes = new TreeSet<>();
        if (!types(side).contains(type)) {
            mistakes.add("no such type: " + type);
            return mistakes;
        }
        mistakes.addAll(mistakes("#/components/messages/" + side.prefix() + type + "/payload", side, frame));
        if (frame.has("call")) {
            mistakes.addAll(mistakes("#/components/schemas/Call", side, frame.get("call")));
        }
        frame.path("calls").forEach(call -> mistakes.addAll(mistakes("#/components/schemas/Call", side, call)));
        return mistakes;
    }

    private List<String> mistakes(String reference, Side side, JsonNode value) {
        return schemas.computeIfAbsent(side + reference, any -> schema(reference, side)).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private JsonSchema schema(String reference, Side side) {
        ObjectNode schema = JSON.createObjectNode();
        schema.set("components", document.get("components"));
        schema.putArray("allOf").addObject().put("$ref", reference);
        if (side == Side.SERVER) {
            schema.put("unevaluatedProperties", false);
        }
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        schema,
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());
    }

    private static JsonNode read() {
        try {
            return new YAMLMapper().readTree(Page.at("asyncapi.yaml").text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
