package dev.ringback.history;

import dev.ringback.core.call.CallType;
import dev.ringback.core.call.Outcome;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Status;
import dev.ringback.problem.Input;
import dev.ringback.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
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
                set("type", type, word -> Input.word("type", word, CallType.values(), CallType::wire)),
                set("status", status, word -> Input.word("status", word, Status.values(), Status::wire)),
                set("outcome", outcome, word -> Input.word("outcome", word, Outcome.values(), Outcome::wire)),
                set("direction", direction, word -> Input.word("direction", word, Role.values(), Role::direction)),
                set("with_user_id", withUserId, id -> Input.id("with_user_id", id)),
                moment("from", from),
                moment("to", to),
                Optional.ofNullable(q)
                        .map(text -> Input.text("q", text, NAME_LENGTH_MAX).strip())
                        .filter(text -> !text.isEmpty()));
    }

    private static Optional<Instant> moment(String field, @Nullable String text) {
        return Optional.ofNullable(text).map(it -> Input.moment(field, it));
    }

    private static <T> Set<T> set(String field, @Nullable List<String> values, Function<String, T> meaning) {
        Set<T> words = new HashSet<>();
        for (String value : values == null ? List.<String>of() : values) {
            for (String word : value.split(",", -1)) {
                words.add(meaning.apply(word.strip()));
            }
        }
        if (words.size() > WORDS_MAX) {
            throw ProblemException.field(field, "has more than " + WORDS_MAX + " values");
        }
        return words;
    }
}
