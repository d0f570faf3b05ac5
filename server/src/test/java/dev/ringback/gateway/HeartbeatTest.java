package dev.ringback.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void aTickThatComesTooSoonPingsAllTheSame() {
        Heartbeat shortest = new Heartbeat(Heartbeat.TICK);
        for (int tick = 1; tick < 100; tick++) {
            Instant early = START.plus(Heartbeat.TICK).minusMillis(tick);
            assertThat(START).isBefore(shortest.dueAt(early).pingBefore());
        }
    }

    @Test
    void aPingIsNotSentTwiceForOneHeartbeat() {
        Heartbeat every5 = new Heartbeat(Duration.ofSeconds(5));
        Instant fourthTick = START.plusSeconds(4).plusMillis(400);
        assertThat(START).isAfter(every5.dueAt(fourthTick).pingBefore());
    }

    @Test
    void aSocketThatAnswersEachPingIsNeverDead() {
        Heartbeat shortest = new Heartbeat(Heartbeat.TICK);
        Instant pinged = START;
        Instant heard = START;
        Instant now = START;
        for (int tick = 1; tick <= 1_000; tick++) {
            now = now.plus(Heartbeat.TICK).plusMillis(tick % 7 - 3); // ticks come a little early, and a little late
            Heartbeat.Due due = shortest.dueAt(now);
            assertThat(heard).isAfterOrEqualTo(due.silentSince());
            if (pinged.isBefore(due.pingBefore())) {
                pinged = now;
                heard = now.plusMillis(50);
            }
        }
    }

    @Test
    void whoeverIsSilentForTwoHeartbeatsIsDead() {
        Heartbeat every5 = new Heartbeat(Duration.ofSeconds(5));
        assertThat(START)
                .isBefore(every5.dueAt(START.plusSeconds(10).plusMillis(1)).silentSince());
        assertThat(START).isAfterOrEqualTo(every5.dueAt(START.plusSeconds(10)).silentSince());
    }
}
