package dev.ringback.directory;

import dev.ringback.problem.Input;
import dev.ringback.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/// Checks a kind of profile.
final class Profiles {

    private static final int TYPE_LENGTH_MAX = 50;

    private Profiles() {}

    static String type(String field, @Nullable String type) {
        String checked = Input.text(field, Input.required(field, type), TYPE_LENGTH_MAX);
        if (checked.isBlank()) {
            throw ProblemException.field(field, "is empty");
        }
        return checked;
    }
}
