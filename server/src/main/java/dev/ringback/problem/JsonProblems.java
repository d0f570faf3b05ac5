package dev.ringback.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.stream.Collectors;

/// Says what is wrong with a body, without repeating it: a body may hold what must not reach a log.
public final class JsonProblems {

    private JsonProblems() {}

    /// `bad_json` for what is not JSON or not an object, `bad_message` with the field for a value of the wrong type.
    public static ProblemException of(JsonProcessingException wrong) {
        if (wrong instanceof JsonMappingException mapping && !(wrong instanceof StreamConstraintsException)) {
            String field = field(mapping);
            if (!field.isEmpty()) {
                return ProblemException.field(field, "is of the wrong type or out of range");
            }
            if (!(mapping.getCause() instanceof JsonProcessingException)) {
                return ProblemException.of(ProblemType.BAD_JSON, "the body is one JSON object");
            }
        }
        return ProblemException.of(ProblemType.BAD_JSON, "the body is not JSON");
    }

    private static String field(JsonMappingException mapping) {
        return mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
