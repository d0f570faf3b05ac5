package dev.ringback.load.calls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final long BEGIN = 5_000_000_000L;

    @Test
    void callsBeginByTheClockAndNotByTheOneBefore() {
        Schedule schedule = new Schedule(BEGIN, 250, 1_000);
        assertThat(schedule.at(0)).isEqualTo(BEGIN);
        assertThat(schedule.at(1)).isEqualTo(BEGIN + 4_000_000);
        assertThat(schedule.at(500)).isEqualTo(BEGIN + 2_000_000_000L);
        assertThat(schedule.end()).isEqualTo(BEGIN + 4_000_000_000L);
    }

    @Test
    void afterAStallAllThatWereDueAreDueAtTheirOwnTime() {
        Schedule schedule = new Schedule(BEGIN, 1_000, 100);
        long now = BEGIN + 50_000_000;
        long next = 0;
        while (schedule.isDue(next, now)) {
            assertThat(now - schedule.at(next)).isEqualTo(50_000_000 - next * 1_000_000);
            next++;
        }
        assertThat(next).isEqualTo(51);
    }

    @Test
    void nothingIsDueAfterTheLast() {
        Schedule schedule = new Schedule(BEGIN, 1_000, 2);
        assertThat(schedule.isDue(1, BEGIN + 1_000_000)).isTrue();
        assertThat(schedule.isDue(2, Long.MAX_VALUE)).isFalse();
    }
}
