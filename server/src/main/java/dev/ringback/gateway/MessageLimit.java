package dev.ringback.gateway;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Messages of one socket: so many a second, with a burst (protocol §2 "Limits"). Who goes on all the same is flooding.
/// One event loop.
final class MessageLimit {

    /// So many refusals in a row are a flood.
    private static final int REFUSALS_MAX = 200;

    private final @Nullable Bucket bucket;
    private int refusals;

    /// What becomes of one more message.
    enum Answer {
        ADMITTED,
        REFUSED,
        FLOOD
    }

    /// @param perSecond 0 for no limit
    /// @param burst how many at once after a pause
    MessageLimit(int perSecond, int burst) {
        this.bucket = perSecond == 0
                ? null
                : Bucket.builder()
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                        .build();
    }

    Answer take() {
        if (bucket == null || bucket.tryConsume(1)) {
            refusals = 0;
            return Answer.ADMITTED;
        }
        refusals++;
        return refusals > REFUSALS_MAX ? Answer.FLOOD : Answer.REFUSED;
    }
}
