package dev.ringback.gateway;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Messages of one socket: so many a second, with a burst (protocol §2 "Limits"). Who goes on all the same is flooding.
/// One event loop.
final class MessageLimit {

    /// So many refusals are a flood, when no time goes by in which some of them are forgotten.
    private static final int REFUSALS_MAX = 200;

    private static final int FORGOTTEN_PER_SECOND = 10;

    private final int perSecond;
    private final int burst;
    /// Made with the first message: most sockets are idle.
    private @Nullable Bucket bucket;
    /// What is left until the flood; made at the first refusal, which few sockets ever see.
    private @Nullable Bucket patience;

    /// What becomes of one more message.
    enum Answer {
        ADMITTED,
        REFUSED,
        FLOOD
    }

    /// @param perSecond 0 for no limit
    /// @param burst how many at once after a pause
    MessageLimit(int perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
    }

    private static Bucket bucket(int capacity, int perSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    private boolean isWithin() {
        if (bucket == null) {
            bucket = bucket(burst, perSecond);
        }
        return bucket.tryConsume(1);
    }

    Answer take() {
        if (perSecond == 0 || isWithin()) {
            return Answer.ADMITTED;
        }
        if (patience == null) {
            patience = bucket(REFUSALS_MAX, FORGOTTEN_PER_SECOND);
        }
        return patience.tryConsume(1) ? Answer.REFUSED : Answer.FLOOD;
    }
}
