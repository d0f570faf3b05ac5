package dev.ringback.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The top-level fields of one frame, read in one pass without a tree: plain values as Java values, objects and arrays
/// as the text they stand in.
final class Fields {

    private static final int DEPTH_MAX = 16;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
            .build();

    private final Map<String, Object> values;
    private final Optional<String> id;

    private Fields(Map<String, Object> values, Optional<String> id) {
        this.values = values;
        this.id = id;
    }

    /// A nested object or array, or `null`.
    private record Nested(JsonToken start, String text) {}

    static Fields read(String frame) throws BadMessage {
        Map<String, Object> values = HashMap.newHashMap(16);
        String unclean = null;
        boolean mayBeUnclean = frame.contains("\\u");
        try (JsonParser parser = FACTORY.createParser(frame)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw BadMessage.json("a message is one JSON object");
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                values.put(name, value(parser, frame));
                if (mayBeUnclean && unclean == null && isUnclean(name, values.get(name))) {
                    unclean = name;
                }
            }
            if (parser.nextToken() != null) {
                throw BadMessage.json("a message is one JSON object and nothing more");
            }
        } catch (IOException notJson) {
            throw BadMessage.json("the frame is not JSON, or nested deeper than " + DEPTH_MAX);
        }
        if (unclean != null) {
            Optional<String> id = "id".equals(unclean) ? Optional.empty() : idOf(values);
            throw BadMessage.field(id, UncleanText.printable(unclean), "holds U+0000 or half a surrogate pair");
        }
        return new Fields(values, checkedId(values));
    }

    Optional<String> id() {
        return id;
    }

    BadMessage wrong(String field, String message) {
        return BadMessage.field(id, field, message);
    }

    Optional<String> text(String field) throws BadMessage {
        Object value = values.get(field);
        if (value == null || value == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw wrong(field, "is a string");
    }

    String requiredText(String field) throws BadMessage {
        return text(field).orElseThrow(() -> wrong(field, "is missing"));
    }

    /// A whole number of 1 to 2^63 - 1, as ids are.
    Optional<Long> positive(String field) throws BadMessage {
        Object value = values.get(field);
        if (value == null || value == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        if (value instanceof Long number && number >= 1) {
            return Optional.of(number);
        }
        throw wrong(field, "is a whole number of 1 or more");
    }

    Optional<Boolean> flag(String field) throws BadMessage {
        Object value = values.get(field);
        if (value == null || value == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        if (value instanceof Boolean flag) {
            return Optional.of(flag);
        }
        throw wrong(field, "is true or false");
    }

    /// A finite number in a range.
    Optional<Double> number(String field, double min, double max) throws BadMessage {
        Object value = values.get(field);
        if (value == null || value == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        if (value instanceof Number number && number.doubleValue() >= min && number.doubleValue() <= max) {
            return Optional.of(number.doubleValue());
        }
        throw wrong(field, "is a number of " + (long) min + " to " + (long) max);
    }

    /// An object, as text; empty when the field is absent, [Json#NULL] when it is `null`.
    Optional<Json> object(String field) throws BadMessage {
        Object value = values.get(field);
        if (value == null) {
            return Optional.empty();
        }
        if (value == JsonToken.VALUE_NULL) {
            return Optional.of(Json.NULL);
        }
        if (value instanceof Nested nested && nested.start() == JsonToken.START_OBJECT) {
            return Optional.of(new Json(nested.text()));
        }
        throw wrong(field, "is an object");
    }

    /// The strings of a nested object, for the few that are looked into.
    static Fields inside(Json object) throws BadMessage {
        return read(object.text());
    }

    private static @Nullable Object value(JsonParser parser, String frame) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT, START_ARRAY -> nested(parser, frame);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT, LONG -> (Object) parser.getLongValue();
                    case BIG_INTEGER, BIG_DECIMAL, FLOAT, DOUBLE -> (Object) parser.getDoubleValue();
                };
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> JsonToken.VALUE_NULL;
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IOException("unexpected token");
        };
    }

    private static Nested nested(JsonParser parser, String frame) throws IOException {
        JsonToken start = parser.currentToken();
        int from = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        int to = (int) parser.currentLocation().getCharOffset();
        return new Nested(start, frame.substring(from, to));
    }

    private static boolean isUnclean(String name, Object value) throws IOException {
        if (UncleanText.isIn(name)) {
            return true;
        }
        if (value instanceof Nested nested) {
            return isUnclean(nested);
        }
        return value instanceof String text && UncleanText.isIn(text);
    }

    private static boolean isUnclean(Nested nested) throws IOException {
        try (JsonParser parser = FACTORY.createParser(nested.text())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean text = token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME;
                if (text && UncleanText.isIn(parser.getText())) {
                    return true;
                }
            }
            return false;
        }
    }

    private static Optional<String> idOf(Map<String, Object> values) {
        return values.get("id") instanceof String text && text.length() <= MessageDecoder.ID_LENGTH_MAX
                ? Optional.of(text)
                : Optional.empty();
    }

    private static Optional<String> checkedId(Map<String, Object> values) throws BadMessage {
        Object id = values.get("id");
        Optional<String> good = idOf(values);
        if (good.isEmpty() && id != null && id != JsonToken.VALUE_NULL) {
            throw BadMessage.field(
                    Optional.empty(), "id", "is a string of at most " + MessageDecoder.ID_LENGTH_MAX + " characters");
        }
        return good;
    }
}
