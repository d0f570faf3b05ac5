package dev.ringback.history;

import dev.ringback.core.call.CallType;
import dev.ringback.core.call.EndReason;
import dev.ringback.core.call.Outcome;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// The conditions on one side of a person's calls, as SQL text and its values. An outcome is a reading of an end
/// reason by one side; which ones, the rules say ([EndReason#outcome]).
final class CallLogQuery {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    private CallLogQuery() {}

    /// Whether a side can hold anything that the filter lets through.
    static boolean concerns(CallFilter filter, Role role) {
        boolean side = filter.roles().isEmpty() || filter.roles().contains(role);
        return side
                && (filter.outcomes().isEmpty()
                        || !reasons(filter.outcomes(), role).isEmpty());
    }

    static CallLogQuery of(CallFilter filter, Role role) {
        CallLogQuery query = new CallLogQuery();
        query.anyOf("c.call_type", filter.types().stream().map(CallType::wire).toList());
        query.anyOf("c.status", filter.statuses().stream().map(Status::wire).toList());
        query.anyOf("c.end_reason", reasons(filter.outcomes(), role));
        if (!filter.with().isEmpty()) {
            query.and("c." + column(role.other()) + " = ANY (?)", filter.with().toArray(Long[]::new));
        }
        filter.from().ifPresent(from -> query.and("c.started_at >= ?", from));
        filter.to().ifPresent(to -> query.and("c.started_at < ?", to));
        filter.name()
                .ifPresent(name -> query.and(
                        "strpos(lower(c.participants->" + role.other().ordinal() + "->>'name'), lower(?)) > 0", name));
        return query;
    }

    /// The column of a side's person.
    static String column(Role role) {
        return switch (role) {
            case CALLER -> "caller_user_id";
            case CALLEE -> "callee_user_id";
        };
    }

    /// The words of the end reasons that one side reads as one of these.
    static List<String> reasons(Set<Outcome> outcomes, Role role) {
        return Arrays.stream(EndReason.values())
                .filter(reason -> outcomes.contains(reason.outcome(role)))
                .map(EndReason::wire)
                .toList();
    }

    /// ` AND …` for each condition.
    String text() {
        return text.toString();
    }

    List<Object> values() {
        return values;
    }

    private void anyOf(String column, Collection<String> words) {
        if (!words.isEmpty()) {
            and(column + " = ANY (?)", words.toArray(String[]::new));
        }
    }

    private void and(String condition, Object value) {
        text.append(" AND ").append(condition);
        values.add(value);
    }
}
