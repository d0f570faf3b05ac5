package dev.ringback.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every message × sender × status: what `state-table.md` reads in the protocol is what [CallRules] does. A new
/// message, position or status fails here until the table has its cell.
class StateTableTest {

    private static final String NOBODY = "-";

    record Cell(Ask ask, Position position, Status status, String expected) {
        @Override
        public String toString() {
            return ask.wire() + " by " + position.words() + " when " + status.wire() + " → " + expected;
        }
    }

    static Stream<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (List<String> row : MarkdownTable.read("state-table.md", 0).rows()) {
            Ask ask = Ask.parse(row.get(0)).orElseThrow();
            for (Status status : Status.values()) {
                cells.add(new Cell(ask, position(row.get(1)), status, row.get(column(status))));
            }
        }
        return cells.stream();
    }

    static Stream<Cell> cellsWithSomebody() {
        return cells().filter(cell -> !cell.expected().equals(NOBODY));
    }

    @ParameterizedTest
    @MethodSource("cellsWithSomebody")
    void theTableSaysWhatTheProtocolSays(Cell cell) {
        assertThat(CallTable.verdict(cell.ask(), cell.position(), cell.status()).word())
                .isEqualTo(cell.expected());
    }

    @ParameterizedTest
    @MethodSource("cellsWithSomebody")
    void everyCellHasItsEffect(Cell cell) {
        for (Call call : calls(cell)) {
            Actor by = Example.actor(cell.position());
            Decision decision = Example.decide(call, Example.person(cell.ask(), by));
            Effects.check(cell.expected(), call, by, decision);
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void nobodyStandsWhereTheTableSaysNobody(Cell cell) {
        if (cell.expected().equals(NOBODY)) {
            Call call = Example.live(cell.status());
            for (Position anybody : Position.values()) {
                assertThat(Position.of(call, Example.actor(anybody))).isNotEqualTo(cell.position());
            }
        }
    }

    @Test
    void theTableIsWhole() {
        Set<List<Object>> seen = new HashSet<>();
        cells().forEach(cell -> seen.add(List.of(cell.ask(), cell.position(), cell.status())));
        assertThat(seen).hasSize(Ask.values().length * Position.values().length * Status.values().length);
    }

    /// Every call of the cell's status in which somebody can stand at its position: ended for each of its reasons.
    private static List<Call> calls(Cell cell) {
        Stream<Call> calls = cell.status().isFinal()
                ? Arrays.stream(EndReason.values())
                        .filter(reason -> reason.status() == cell.status())
                        .map(Example::closed)
                : Stream.of(Example.live(cell.status()));
        Actor by = Example.actor(cell.position());
        return calls.filter(call -> Position.of(call, by) == cell.position()).toList();
    }

    private static int column(Status status) {
        return switch (status) {
            case INITIATED -> 2;
            case RINGING -> 3;
            case ANSWERED -> 4;
            case ENDED, CANCELLED, DECLINED, MISSED, FAILED -> 5;
        };
    }

    private static Position position(String word) {
        return Optional.of(word)
                .map(it -> switch (it) {
                    case "calling" -> Position.CALLING_DEVICE;
                    case "caller-other" -> Position.CALLERS_OTHER_DEVICE;
                    case "answering" -> Position.ANSWERING_DEVICE;
                    case "callee-other" -> Position.CALLEES_DEVICE;
                    case "stranger" -> Position.STRANGER;
                    default -> throw new IllegalArgumentException(it);
                })
                .orElseThrow();
    }
}
