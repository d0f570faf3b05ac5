package dev.ringback.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every status that a client may claim × who claims it × what the row says (protocol §3, `PUT`): `rest-claims.md`.
class RestRulesTest {

    private static final RestRules RULES = new RestRules(Example.RULES, Timeouts.STANDARD);

    record Claim(String word, Role by, Call call, String expected) {
        @Override
        public String toString() {
            return word + " by the " + by + " when " + call.status().wire()
                    + (call.facts().signaled() ? "" : " (REST only)") + " → " + expected;
        }
    }

    static Stream<Claim> claims() {
        return Stream.concat(
                claims(MarkdownTable.read("rest-claims.md", 0), true),
                claims(MarkdownTable.read("rest-claims.md", 1), false));
    }

    private static Stream<Claim> claims(MarkdownTable table, boolean signaled) {
        List<Claim> claims = new ArrayList<>();
        for (List<String> row : table.rows()) {
            for (int column = 1; column < row.size(); column++) {
                String[] who = table.header().get(column).split(" ");
                Status status = Status.parse(who[who.length - 1]).orElseThrow();
                Role role = who[0].equals("callee") ? Role.CALLEE : Role.CALLER;
                Call call = signaled ? Example.live(status) : Example.restOnly(status);
                claims.add(new Claim(row.getFirst(), role, call, row.get(column)));
            }
        }
        return claims.stream();
    }

    @ParameterizedTest
    @MethodSource("claims")
    void aClaimIsReadAsTheCommandThatItStandsFor(Claim claim) {
        Actor by = Actor.overRest(claim.call().facts().party(claim.by()).userId());
        Decision decision = RULES.decide(
                claim.call(), status(claim.word()), by, claim.call().changedAt().plusSeconds(5));
        switch (claim.expected()) {
            case "ok" -> assertThat(decision).isEqualTo(new Decision.Stays(Verdict.ACK));
            case "409" -> assertThat(decision).isEqualTo(new Decision.Refused(Verdict.WRONG_STATE));
            default -> {
                Call after = Example.RULES.evolve(claim.call(), Example.moved(decision));
                assertThat(now(after)).isEqualTo(claim.expected());
                assertThat(after.changedAt())
                        .as("the server's clock")
                        .isEqualTo(claim.call().changedAt().plusSeconds(5));
                after.closed()
                        .ifPresent(
                                end -> assertThat(end.by().orElseThrow().user()).isEqualTo(by.user()));
            }
        }
    }

    @Test
    void theTablesAreWhole() {
        int words = Status.values().length + 1;
        assertThat(claims()).hasSize(words * (3 * Role.values().length + 3));
    }

    @Test
    void onAFinalRowEveryClaimSucceedsAndChangesNothing() {
        for (EndReason reason : EndReason.values()) {
            for (String word : words()) {
                for (Actor by : List.of(Actor.overRest(Example.ALICE), Actor.overRest(Example.BOB))) {
                    assertThat(RULES.decide(Example.closed(reason), status(word), by, Instant.MAX))
                            .as("%s on %s", word, reason)
                            .isEqualTo(new Decision.Stays(Verdict.ACK));
                }
            }
        }
    }

    @Test
    void anAnswerOfARestRowHasTheLongestCallAsItsDeadline() {
        Call row = Example.restOnly(Status.INITIATED);
        Instant now = Example.START.plusSeconds(5);
        Decision decision = RULES.decide(row, status("answered"), Actor.overRest(Example.ALICE), now);
        assertThat(Example.RULES.evolve(row, Example.moved(decision)).deadline())
                .contains(now.plus(Timeouts.STANDARD.maxCall()));
    }

    @Test
    void aClockThatSteppedBackDoesNotTurnARestRowBack() {
        Call row = Example.restOnly(Status.ANSWERED);
        Decision decision = RULES.decide(row, status("ended"), Actor.overRest(Example.ALICE), Example.START);
        assertThat(Example.moved(decision).at()).isEqualTo(row.changedAt());
    }

    @Test
    void anUnknownWordIsNoStatus() {
        assertThat(RestStatus.parse("finished")).isEmpty();
        assertThat(RestStatus.parse("")).isEmpty();
        assertThat(RestStatus.parse("ENDED")).isEmpty();
    }

    private static List<String> words() {
        List<String> words =
                new ArrayList<>(Arrays.stream(Status.values()).map(Status::wire).toList());
        words.add("no_answer");
        return words;
    }

    private static String now(Call call) {
        return call.closed()
                .map(end -> end.reason().wire())
                .orElse(call.status().wire());
    }

    private static RestStatus status(String word) {
        return Optional.of(word).flatMap(RestStatus::parse).orElseThrow();
    }
}
