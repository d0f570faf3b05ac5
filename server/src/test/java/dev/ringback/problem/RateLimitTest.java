package dev.ringback.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringback.core.id.UserId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final UserId ONE = new UserId(1);
    private static final UserId OTHER = new UserId(2);

    private Instant now = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void oneAboveTheLimitIsToldWhenToComeBackAndNobodyElseIsHeldUp() {
        RateLimit limit = new RateLimit(3, "things", () -> now);
        limit.count(ONE);
        now = now.plusSeconds(20);
        limit.count(ONE);
        limit.count(ONE);

        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> limit.count(ONE));

        assertThat(refused.type()).isEqualTo(ProblemType.RATE_LIMITED);
        assertThat(refused).hasMessageContaining("at most 3 things in a minute");
        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(40));
        assertThatCode(() -> limit.count(OTHER)).doesNotThrowAnyException();
    }

    @Test
    void noMinuteHasMoreWhereverItBegins() {
        MinuteLimit limit = new MinuteLimit(60, () -> now);
        Instant end = now.plus(Duration.ofMinutes(5));
        int minute = 0;
        int admitted = 0;
        Instant[] times = new Instant[1_000];
        while (now.isBefore(end)) {
            if (limit.take(ONE).isEmpty()) {
                times[admitted++] = now;
            }
            now = now.plusMillis(500);
        }
        for (int first = 0; first + 60 < admitted; first++) {
            assertThat(times[first + 60]).isAfterOrEqualTo(times[first].plusSeconds(60));
            minute++;
        }
        assertThat(admitted).isEqualTo(300);
        assertThat(minute).isEqualTo(240);
    }

    @Test
    void zeroIsNoLimit() {
        RateLimit none = new RateLimit(0, "things", () -> now);

        assertThatCode(() -> {
                    for (int more = 0; more < 1_000; more++) {
                        none.count(ONE);
                    }
                })
                .doesNotThrowAnyException();
    }
}
