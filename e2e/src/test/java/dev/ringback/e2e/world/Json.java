package dev.ringback.e2e.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/// JSON as these tests write and read it: trees, so that a field the server adds, drops or misspells is seen.
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /// @param namesAndValues name, value, name, value, …; a null value is written as `null`
    /// @return one object with these members
    public static ObjectNode object(Object... namesAndValues) {
        ObjectNode object = MAPPER.createObjectNode();
        put(object, namesAndValues);
        return object;
    }

    /// Adds members to an object, or replaces them.
    public static void put(ObjectNode object, Object... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.set((String) namesAndValues[i], MAPPER.valueToTree(namesAndValues[i + 1]));
        }
    }

    /// @return the members as one array
    public static JsonNode array(Object... members) {
        return MAPPER.valueToTree(List.of(members));
    }

    /// @throws IllegalArgumentException when it is not JSON
    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException("not JSON: " + text, wrong);
        }
    }

    /// @return one text field of every element
    public static List<String> texts(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(element -> element.path(field).asText())
                .toList();
    }

    /// @return the names of an object's members, in the order in which they stand
    public static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
