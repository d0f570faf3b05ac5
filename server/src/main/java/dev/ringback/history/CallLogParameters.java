package dev.ringback.history;

import dev.ringback.core.call.CallType;
import dev.ringback.core.call.Outcome;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Status;
import dev.ringback.problem.Input;
import dev.ringback.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// The filters of `GET /api/call-logs` as they come. Lists are given with commas, or by repeating the parameter.
public class CallLogParameters {

    private static final int WORDS_MAX = 100;
    private static final int NAME_LENGTH_MAX = 100;

    @QueryParam("type")
    @Parameter(description = "voice, video")
    @Nullable
    List<String> type;

    @QueryParam("status")
    @Parameter(description = "statuses of the row, such as ended,missed")
    @Nullable
    List<String> status;

    @QueryParam("outcome")
    @Parameter(
            description =
                    "as it reads to you: ended, cancelled, missed, declined, no_answer, unreachable, busy, failed")
    @Nullable
    List<String> outcome;

    @QueryParam("direction")
    @Parameter(description = "outgoing or incoming")
    @Nullable
    List<String> direction;

    @QueryParam("with_user_id")
    @Parameter(description = "the other person; several are allowed")
    @Nullable
    List<String> withUserId;

    @QueryParam("from")
    @Parameter(description = "earliest start, inclusive, such as 2026-01-16T00:00:00Z")
    @Nullable
    String from;

    @QueryParam("to")
    @Parameter(description = "latest start, exclusive")
    @Nullable
    String to;

    @QueryParam("q")
    @Parameter(description = "part of the other person's name, any case")
    @Nullable
    String q;

    /// The filter they mean.
    ///
    /// @throws ProblemException naming the parameter that is wrong
    CallFilter filter() {
        return new CallFilter(
                words("type", type, CallType::parse),
                words("status", status, Status::parse),
                words("outcome", outcome, CallLogParameters::outcome),
                words("direction", direction, CallLogParameters::role),
                words("with_user_id", withUserId, text -> Optional.of(Input.id("with_user_id", text))),
                moment("from", from),
                moment("to", to),
                Optional.ofNullable(q)
                        .map(text -> Input.text("q", text, NAME_LENGTH_MAX).strip())
                        .filter(text -> !text.isEmpty()));
    }

    private static Optional<Outcome> outcome(String word) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.wire().equals(word))
                .findFirst();
    }

    private static Optional<Role> role(String word) {
        return Arrays.stream(Role.values())
                .filter(role -> role.direction().equals(word))
                .findFirst();
    }

    private static Optional<Instant> moment(String field, @Nullable String text) {
        return Optional.ofNullable(text).map(it -> Input.moment(field, it));
    }

    private static <T> Set<T> words(
            String field, @Nullable List<String> values, Function<String, Optional<T>> meaning) {
        Set<T> words = new HashSet<>();
        for (String value : values == null ? List.<String>of() : values) {
            for (String word : value.split(",", -1)) {
                words.add(Input.word(field, meaning.apply(word.strip())));
            }
        }
        if (words.size() > WORDS_MAX) {
            throw ProblemException.field(field, "has more than " + WORDS_MAX + " values");
        }
        return words;
    }
}
