package dev.ringback.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A clock over a monotonic time and a reference that the test holds in its hands.
class NodeClockTest {

    private static final Instant MACHINE = Instant.parse("2026-01-01T00:00:00.123456789Z");
    private static final Instant DATABASE = Instant.parse("2026-06-01T00:00:00Z");

    private long monotonic = 5_000;
    private Instant database = DATABASE;
    private final Deque<Duration> trips = new ArrayDeque<>();
    private final NodeClock clock = new NodeClock(this::readDatabase, () -> monotonic, () -> MACHINE);

    /// A round trip: the database's clock is read in its middle.
    private Instant readDatabase() {
        Duration trip = trips.isEmpty() ? Duration.ZERO : trips.remove();
        pass(trip.dividedBy(2));
        Instant read = database;
        pass(trip.dividedBy(2));
        return read;
    }

    private void pass(Duration time) {
        monotonic += time.toNanos();
        database = database.plus(time);
    }

    @Test
    void beforeTheFirstMeasurementItGoesByTheMachine() {
        assertThat(clock.instant()).isEqualTo(MACHINE.truncatedTo(ChronoUnit.MICROS));
        pass(Duration.ofNanos(1_000));
        assertThat(clock.instant())
                .isEqualTo(MACHINE.truncatedTo(ChronoUnit.MICROS).plusNanos(1_000));
    }

    @Test
    void afterAMeasurementItGoesByTheDatabase() {
        Duration moved = clock.measure();
        assertThat(moved).isEqualTo(Duration.between(MACHINE, DATABASE));
        pass(Duration.ofHours(3));
        assertThat(clock.instant()).isEqualTo(DATABASE.plus(Duration.ofHours(3)));
    }

    @Test
    void theRoundTripIsHalved() {
        trips.addAll(List.of(
                Duration.ofMillis(10),
                Duration.ofMillis(10),
                Duration.ofMillis(10),
                Duration.ofMillis(10),
                Duration.ofMillis(10)));
        clock.measure();
        assertThat(clock.instant()).isEqualTo(database);
    }

    @Test
    void theQuickestOfAFewCounts() {
        var slowAnswer = new NodeClock(
                () -> {
                    Instant read = database;
                    pass(trips.remove());
                    return read;
                },
                () -> monotonic,
                () -> MACHINE);
        trips.addAll(List.of(
                Duration.ofMillis(80),
                Duration.ofMillis(40),
                Duration.ofMillis(2),
                Duration.ofMillis(60),
                Duration.ofMillis(50)));
        slowAnswer.measure();
        assertThat(slowAnswer.instant()).isEqualTo(database.minusMillis(1));
    }

    @Test
    void itNeverGoesBack() {
        clock.measure();
        Instant before = clock.instant();
        database = database.minusSeconds(60);
        assertThat(clock.measure()).isEqualTo(Duration.ofSeconds(-60));
        assertThat(clock.instant()).isEqualTo(before);
        pass(Duration.ofSeconds(59));
        assertThat(clock.instant()).isEqualTo(before);
        pass(Duration.ofSeconds(2));
        assertThat(clock.instant()).isEqualTo(before.plusSeconds(1));
    }

    @Test
    void aDatabaseThatIsAwayLeavesItAsItIs() {
        var lonely = new NodeClock(
                () -> {
                    throw new StoreUnavailable("away");
                },
                () -> monotonic,
                () -> MACHINE);
        assertThatThrownBy(lonely::measure).isInstanceOf(StoreUnavailable.class);
        assertThat(lonely.instant()).isEqualTo(MACHINE.truncatedTo(ChronoUnit.MICROS));
    }
}
