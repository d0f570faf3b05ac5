package dev.ringback.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cli.imports.SourceRow.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What one or two rows are made of. A row is written as `status start/answer/end/duration`, in seconds after noon;
/// `-` where it has none. The result is `reason start/answer/end/duration`, with `~` before an estimated end.
class MendingTest {
    private static final Instant NOON = Instant.parse("2026-01-16T12:00:00Z");

    @ParameterizedTest
    @CsvSource(textBlock = """
            ended 0/5/45/40,      ,                       hangup 0/5/45/40
            ended 0/5/45/45,      ,                       hangup 0/5/45/40
            ended 0/5/45/-,       ,                       hangup 0/5/45/40
            ended 0/-/45/40,      ,                       hangup 0/5/45/40
            ended 0/-/45/45,      ,                       recovered 0/-/45/-
            ended 0/-/45/-,       ,                       recovered 0/-/45/-
            ended 0/5/-/40,       ,                       hangup 0/5/~45/40
            ended 0/5/-/-,        ,                       recovered 0/5/~5/-
            ended 0/9/5/-,        ,                       recovered 0/9/~9/-
            ended 7/5/45/40,      ,                       hangup 5/5/45/40
            initiated 0/-/-/-,    ,                       recovered 0/-/~0/-
            ringing 0/-/-/-,      ,                       recovered 0/-/~0/-
            answered 0/5/-/-,     ,                       recovered 0/5/~5/-
            answered 0/5/-/45,    ,                       recovered 0/5/~5/-
            cancelled 0/-/8/0,    ,                       cancelled 0/-/8/0
            cancelled 0/-/8/8,    ,                       cancelled 0/-/8/0
            cancelled 0/-/-/-,    ,                       cancelled 0/-/~0/0
            cancelled 5/-/3/-,    ,                       cancelled 5/-/~5/0
            declined 0/-/-/-,     ,                       declined 0/-/~0/0
            missed 0/-/20/-,      ,                       ring_timeout 0/-/20/0
            no_answer 0/-/20/-,   ,                       ring_timeout 0/-/20/0
            failed 0/-/3/-,       ,                       media_failed 0/-/3/0
            failed 0/5/9/-,       ,                       media_failed 0/5/9/4
            failed 0/5/-/-,       ,                       recovered 0/5/~5/-
            ended 0/-/45/45,      answered 1/5/-/-,       hangup 0/5/45/40
            initiated 0/-/-/-,    ended 1/5/45/44,        hangup 0/5/45/40
            ended 0/5/45/40,      ended 1/6/46/40,        hangup 0/5/45/40
            ended 0/5/45/40,      initiated 1/-/-/-,      hangup 0/5/45/40
            ended 0/5/45/40,      cancelled 1/-/50/-,     hangup 0/5/45/40
            ended 0/-/8/-,        declined 1/-/-/-,       declined 0/-/8/0
            answered 0/5/-/-,     initiated 1/-/-/-,      recovered 0/5/~5/-
            cancelled 0/-/9/-,    answered 1/5/-/-,       hangup 0/5/9/4
            cancelled 0/-/4/-,    answered 1/5/-/-,       cancelled 0/-/4/0
            declined 0/-/-/-,     answered 1/5/-/-,       recovered 0/5/~5/-
            initiated 0/-/-/-,    initiated 1/-/-/-,      recovered 0/-/~1/-
            cancelled 0/-/8/0,    declined 1/-/-/-,       declined 0/-/8/0
            cancelled 0/-/8/0,    missed 1/-/8/-,         cancelled 0/-/8/0
            cancelled 0/-/8/0,    cancelled 1/-/8/-,      cancelled 0/-/8/0
            cancelled 0/-/8/0,    initiated 1/-/-/-,      cancelled 0/-/8/0
            declined 0/-/-/-,     declined 1/-/-/-,       declined 0/-/~1/0
            initiated 0/-/-/-,    declined 1/-/6/-,       declined 0/-/6/0
            no_answer 0/-/20/-,   missed 1/-/-/-,         ring_timeout 0/-/20/0
            initiated 0/-/-/-,    missed 1/-/-/-,         ring_timeout 0/-/~1/0
            missed 0/-/8/-,       cancelled 1/-/8/-,      cancelled 1/-/8/0
            """)
    void whatRowsAreMadeOf(String one, String other, String expected) {
        List<SourceRow> rows = other == null ? List.of(row(1, one)) : List.of(row(1, one), row(2, other));

        List<Pairing.Group> groups = new Pairing(Duration.ofSeconds(5)).groups(rows);

        assertThat(groups).hasSize(1);
        assertThat(words(Mending.mend(groups.getFirst()))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            cancelled 0/-/2/-,   cancelled 4/-/9/-,   ended before the other began
            ended 0/5/45/40,     ended 6/8/45/37,     too far apart
            """)
    void whatIsTwoCalls(String one, String other, String why) {
        assertThat(new Pairing(Duration.ofSeconds(5)).groups(List.of(row(1, one), row(2, other))))
                .as(why)
                .hasSize(2);
    }

    private static SourceRow row(long author, String text) {
        String[] parts = text.split("[ /]");
        return new SourceRow(
                author,
                1,
                Optional.of(author),
                new Profile(author, "student"),
                "voice",
                parts[0],
                time(parts[1]),
                time(parts[2]),
                time(parts[3]),
                parts[4].equals("-") ? Optional.empty() : Optional.of(Long.parseLong(parts[4])),
                Optional.empty());
    }

    private static Optional<Instant> time(String seconds) {
        return seconds.equals("-") ? Optional.empty() : Optional.of(NOON.plusSeconds(Long.parseLong(seconds)));
    }

    private static String words(Mended it) {
        String duration = switch (it.reason()) {
            case RECOVERED -> "-";
            default ->
                Long.toString(it.answeredAt()
                        .map(from -> Duration.between(from, it.endedAt()).toSeconds())
                        .orElse(0L));
        };
        return "%s %s/%s/%s%s/%s"
                .formatted(
                        it.reason().wire(),
                        seconds(it.startedAt()),
                        it.answeredAt().map(MendingTest::seconds).orElse("-"),
                        it.estimated() ? "~" : "",
                        seconds(it.endedAt()),
                        duration);
    }

    private static String seconds(Instant time) {
        return Long.toString(Duration.between(NOON, time).toSeconds());
    }
}
