package dev.ringback.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringback.core.id.UserId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final UserId ONE = new UserId(1);
    private static final UserId OTHER = new UserId(2);

    @Test
    void oneAboveTheLimitIsToldWhenToComeBackAndNobodyElseIsHeldUp() {
        RateLimit limit = new RateLimit(3, "things");
        limit.count(ONE);
        limit.count(ONE);
        limit.count(ONE);

        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> limit.count(ONE));

        assertThat(refused.type()).isEqualTo(ProblemType.RATE_LIMITED);
        assertThat(refused.retryAfter().orElseThrow()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(20));
        assertThatCode(() -> limit.count(OTHER)).doesNotThrowAnyException();
    }

    @Test
    void zeroIsNoLimit() {
        RateLimit none = new RateLimit(0, "things");

        assertThatCode(() -> {
                    for (int more = 0; more < 1_000; more++) {
                        none.count(ONE);
                    }
                })
                .doesNotThrowAnyException();
    }
}
