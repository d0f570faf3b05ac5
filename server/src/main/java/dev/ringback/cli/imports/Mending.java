package dev.ringback.cli.imports;

import dev.ringback.core.call.EndReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Decides what a call was, from its one or two rows (`docs/guides/import.md` has the table). In this order:
///
/// 1. somebody wrote `ended`, and something says when it was answered: `ended`, with that talk time;
/// 2. somebody wrote `failed`: `failed`;
/// 3. somebody wrote `answered`: a `cancelled` after it is a hang-up (protocol §2), what came before it stands, and
///    without either nobody knows how it ended;
/// 4. `declined`, `cancelled`, `no_answer` or `missed`, in this order. So a caller's `cancelled` was a decline only
///    where the callee's own row says `declined`;
/// 5. otherwise it is stuck: `failed`, `recovered`, without a duration.
///
/// Nothing is invented: an unknown end is the last time that is known, and says so.
final class Mending {

    /// Words for an end without an answer, the strongest first.
    private static final Map<String, EndReason> BEFORE_ANSWER = Map.of(
            "declined", EndReason.DECLINED,
            "cancelled", EndReason.CANCELLED,
            "no_answer", EndReason.RING_TIMEOUT,
            "missed", EndReason.RING_TIMEOUT);
    private static final List<String> STRENGTH = List.of("declined", "cancelled", "no_answer", "missed");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Pairing.Group group;
    private final List<SourceRow> rows;
    private final List<String> notes = new ArrayList<>();

    private Mending(Pairing.Group group) {
        this.group = group;
        this.rows = group.rows();
    }

    static Mended mend(Pairing.Group group) {
        return new Mending(group).mend();
    }

    private Mended mend() {
        Optional<Talk> talk = has("ended") ? talk() : Optional.empty();
        if (talk.isPresent()) {
            return answered(EndReason.HANGUP, talk.get());
        }
        if (has("failed")) {
            return failed();
        }
        if (has("answered")) {
            return leftAnswered();
        }
        Optional<String> word = STRENGTH.stream().filter(this::has).findFirst();
        if (word.isPresent()) {
            return unanswered(word.get());
        }
        return recovered(has("ended") ? "it was ended, and nothing says when it was answered" : "it was stuck");
    }

    /// Answer and end of a call that was talked in.
    private record Talk(Instant from, Instant to, boolean estimated) {}

    /// Both times from one row where one has both: they are of one clock.
    private Optional<Talk> talk() {
        Optional<Talk> ofOneRow = having("ended")
                .filter(row -> row.answeredAt().isPresent() && row.endedAt().isPresent())
                .map(row ->
                        new Talk(row.answeredAt().orElseThrow(), row.endedAt().orElseThrow(), false))
                .filter(it -> !it.to().isBefore(it.from()))
                .min((one, other) -> one.to().compareTo(other.to()));
        return ofOneRow.or(this::talkOfBoth).or(this::talkByTimer).or(this::talkWithoutEnd);
    }

    private Optional<Talk> talkOfBoth() {
        return answeredAt()
                .flatMap(from -> having("ended")
                        .flatMap(row -> row.endedAt().stream())
                        .filter(to -> !to.isBefore(from))
                        .min(Instant::compareTo)
                        .map(to -> new Talk(from, to, false)));
    }

    /// A duration shorter than the whole call was counted from the answer.
    private Optional<Talk> talkByTimer() {
        return answeredAt().isPresent()
                ? Optional.empty()
                : having("ended")
                        .filter(row -> row.endedAt().isPresent()
                                && row.duration().filter(it -> it > 0).isPresent())
                        .map(row -> new Talk(
                                row.endedAt().get().minusSeconds(row.duration().get()),
                                row.endedAt().get(),
                                false))
                        .filter(it -> it.from().isAfter(group.caller().started().plus(SECOND)))
                        .findFirst()
                        .map(it -> {
                            notes.add("answered_at from its end and its duration");
                            return it;
                        });
    }

    /// An answer and a duration, and no end.
    private Optional<Talk> talkWithoutEnd() {
        return answeredAt()
                .flatMap(from -> having("ended")
                        .filter(row -> row.endedAt().isEmpty())
                        .flatMap(row -> row.duration().stream())
                        .filter(seconds -> seconds >= 0)
                        .findFirst()
                        .map(seconds -> {
                            notes.add("ended_at from its answer and its duration");
                            return new Talk(from, from.plusSeconds(seconds), true);
                        }));
    }

    private Mended failed() {
        Optional<Instant> from = answeredAt();
        Optional<Instant> to = endOf("failed").or(() -> end(rows.stream()));
        if (from.isPresent() && (to.isEmpty() || to.get().isBefore(from.get()))) {
            return recovered("it failed after the answer, and nothing says when");
        }
        if (from.isPresent()) {
            return answered(EndReason.MEDIA_FAILED, new Talk(from.get(), to.get(), false));
        }
        return withoutAnswer(EndReason.MEDIA_FAILED, to);
    }

    private Mended leftAnswered() {
        Optional<Instant> from = answeredAt();
        for (String word : STRENGTH) {
            Optional<Instant> to = endOf(word);
            if (from.isPresent() && to.isPresent()) {
                if (to.get().isBefore(from.get())) {
                    notes.add("%s before the answer".formatted(word));
                    return unanswered(word);
                }
                if (word.equals("cancelled")) {
                    notes.add("cancelled after the answer: hung up");
                    return answered(EndReason.HANGUP, new Talk(from.get(), to.get(), false));
                }
            }
        }
        return recovered("it was answered, and nothing says how it ended");
    }

    private Mended unanswered(String word) {
        rows.stream()
                .filter(row -> !row.status().equals(word) && row == group.caller())
                .forEach(row -> notes.add("%s → %s, as the other row says".formatted(row.status(), word)));
        return withoutAnswer(BEFORE_ANSWER.get(word), endOf(word).or(() -> end(rows.stream())));
    }

    private Mended withoutAnswer(EndReason reason, Optional<Instant> end) {
        Instant start = group.caller().started();
        if (end.isPresent() && end.get().isBefore(start)) {
            notes.add("ended_at was before its start");
            return told(new Mended(reason, start, Optional.empty(), start, true, notes));
        }
        if (end.isEmpty()) {
            notes.add("no ended_at: the last known time instead");
        }
        Instant last =
                rows.stream().map(SourceRow::started).max(Instant::compareTo).orElse(start);
        return told(new Mended(reason, start, Optional.empty(), end.orElse(last), end.isEmpty(), notes));
    }

    private Mended answered(EndReason reason, Talk talk) {
        return told(
                new Mended(reason, start(talk.from()), Optional.of(talk.from()), talk.to(), talk.estimated(), notes));
    }

    private Mended recovered(String why) {
        notes.add(why);
        Optional<Instant> from = answeredAt();
        Instant start = from.map(this::start).orElse(group.caller().started());
        Optional<Instant> end =
                end(rows.stream()).filter(it -> !it.isBefore(from.orElse(start)) && !it.isBefore(start));
        Instant last =
                rows.stream().map(SourceRow::lastKnown).max(Instant::compareTo).orElse(start);
        return told(new Mended(EndReason.RECOVERED, start, from, end.orElse(last), end.isEmpty(), notes));
    }

    /// Two clocks may put the answer before the start: the talk time is what counts.
    private Instant start(Instant answeredAt) {
        Instant start = group.caller().started();
        if (answeredAt.isBefore(start)) {
            notes.add("started_at was after its answer");
            return answeredAt;
        }
        return start;
    }

    /// Tells, too, when a stored duration was another one.
    private Mended told(Mended it) {
        Optional<Long> made = switch (it.reason()) {
            case RECOVERED -> Optional.empty();
            case HANGUP,
                    CONNECTION_LOST,
                    MAX_DURATION,
                    CANCELLED,
                    CALLER_LOST,
                    DECLINED,
                    RING_TIMEOUT,
                    UNREACHABLE,
                    BUSY,
                    MEDIA_FAILED ->
                Optional.of(it.answeredAt()
                        .map(from -> Duration.between(from, it.endedAt()).toSeconds())
                        .orElse(0L));
        };
        group.caller()
                .duration()
                .filter(said -> !made.equals(Optional.of(said)))
                .ifPresent(said -> notes.add("duration %d s → %s"
                        .formatted(said, made.map(seconds -> seconds + " s").orElse("unknown"))));
        return new Mended(
                it.reason(), it.startedAt(), it.answeredAt(), it.endedAt(), it.estimated(), List.copyOf(notes));
    }

    private boolean has(String status) {
        return having(status).findAny().isPresent();
    }

    private Stream<SourceRow> having(String status) {
        return rows.stream().filter(row -> row.status().equals(status));
    }

    private Optional<Instant> answeredAt() {
        return rows.stream().flatMap(row -> row.answeredAt().stream()).min(Instant::compareTo);
    }

    private Optional<Instant> endOf(String status) {
        return end(having(status));
    }

    private static Optional<Instant> end(Stream<SourceRow> rows) {
        return rows.flatMap(row -> row.endedAt().stream()).min(Instant::compareTo);
    }
}
