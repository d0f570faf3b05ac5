package dev.ringback.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.call.store.CallRows;
import dev.ringback.core.call.EndReason;
import dev.ringback.core.call.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The rules of `core` and the constraints of the migrations are two writings of one table.
class TablesAgreeTest {

    private static final String RULES = "V008__rules_in_one_trigger.sql";
    private static final Pattern NEXT = Pattern.compile("WHEN '(\\w+)' THEN NEW\\.status IN \\(([^)]*)\\)");
    private static final Pattern REASONS =
            Pattern.compile("WHEN '(\\w+)' THEN NEW\\.end_reason (?:IN \\(([^)]*)\\)|= ('\\w+'))");
    private static final Pattern STATUSES =
            Pattern.compile("NEW\\.status IN\\s*\\(([^)]*)\\)\\) THEN 'call_status_known'");
    private static final Pattern WORD = Pattern.compile("'(\\w+)'");

    @Test
    void theTriggerLetsThroughWhatTheRulesLetThrough() throws IOException {
        Map<Status, Set<Status>> trigger = NEXT.matcher(sql(RULES))
                .results()
                .collect(Collectors.toMap(
                        it -> status(it.group(1)),
                        it -> words(it.group(2)).stream()
                                .map(TablesAgreeTest::status)
                                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Status.class)))));
        Map<Status, Set<Status>> rules = Arrays.stream(Status.values())
                .filter(status -> !status.isFinal())
                .collect(Collectors.toMap(status -> status, Status::next));
        assertThat(trigger).isEqualTo(rules);
    }

    @Test
    void theTableTakesTheReasonsThatTheRulesGive() throws IOException {
        Map<String, Set<String>> table = REASONS.matcher(sql(RULES))
                .results()
                .collect(Collectors.toMap(it -> it.group(1), TablesAgreeTest::reasons));
        Map<String, Set<String>> rules = Arrays.stream(EndReason.values())
                .collect(Collectors.groupingBy(
                        reason -> reason.status().wire(), Collectors.mapping(EndReason::wire, Collectors.toSet())));
        assertThat(table).isEqualTo(rules);
    }

    @Test
    void theTableKnowsTheStatusesThatTheRulesKnow() throws IOException {
        MatchResult known = STATUSES.matcher(sql(RULES)).results().findFirst().orElseThrow();
        assertThat(words(known.group(1)))
                .isEqualTo(Arrays.stream(Status.values()).map(Status::wire).collect(Collectors.toSet()));
    }

    @Test
    void theIndexOfMissedCallsHoldsWhatTheCalleeReadsAsMissed() throws IOException {
        assertThat(sql("V005__unseen_missed_calls.sql")).contains("WHERE " + CallRows.MISSED_BY_CALLEE + ";");
    }

    private static Set<String> reasons(MatchResult found) {
        return words(found.group(2) == null ? found.group(3) : found.group(2));
    }

    private static Set<String> words(String list) {
        return WORD.matcher(list).results().map(it -> it.group(1)).collect(Collectors.toSet());
    }

    private static Status status(String word) {
        return Status.parse(word).orElseThrow();
    }

    private static String sql(String migration) throws IOException {
        try (InputStream in = TablesAgreeTest.class.getResourceAsStream("/db/migration/" + migration)) {
            return new String(Objects.requireNonNull(in, migration).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
