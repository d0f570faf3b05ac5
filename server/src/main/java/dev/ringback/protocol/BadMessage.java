package dev.ringback.protocol;

import dev.ringback.problem.ProblemType;
import java.util.Optional;

/// A frame that is not a message of the protocol. Carries what its `error` says.
public final class BadMessage extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final transient Optional<String> id;
    private final transient Optional<String> field;

    private BadMessage(ProblemType type, Optional<String> id, Optional<String> field, String message) {
        super(message, null, false, false);
        this.type = type;
        this.id = id;
        this.field = field;
    }

    static BadMessage json(String message) {
        return new BadMessage(ProblemType.BAD_JSON, Optional.empty(), Optional.empty(), message);
    }

    static BadMessage field(Optional<String> id, String field, String message) {
        return new BadMessage(ProblemType.BAD_MESSAGE, id, Optional.of(field), field + " " + message);
    }

    static BadMessage unknownType(Optional<String> id, String message) {
        return new BadMessage(ProblemType.UNKNOWN_TYPE, id, Optional.of("type"), message);
    }

    /// `bad_json`, `bad_message` or `unknown_type`.
    public ProblemType type() {
        return type;
    }

    /// The message's id, when it could be read.
    public Optional<String> id() {
        return id;
    }

    /// The field that is wrong.
    public Optional<String> field() {
        return field;
    }

    /// A sentence for the client.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
