package dev.ringback.problem;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ringback.core.id.UserId;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/// How often one person may do one thing in a minute. Any thread may ask. Each node counts for itself.
public final class RateLimit {

    private static final int PEOPLE_MAX = 100_000;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final int perMinute;
    private final String what;
    private final Cache<UserId, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(PEOPLE_MAX)
            .expireAfterAccess(WINDOW.multipliedBy(2))
            .build();

    /// @param perMinute 0: no limit
    /// @param what for the sentence: "requests for TURN credentials"
    public RateLimit(int perMinute, String what) {
        this.perMinute = perMinute;
        this.what = what;
    }

    /// Counts one.
    ///
    /// @throws ProblemException `rate_limited`, with the time until the next one is allowed
    public void count(UserId user) {
        if (perMinute == 0) {
            return;
        }
        ConsumptionProbe probe = buckets.get(user, any -> bucket()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw ProblemException.rateLimited(
                    "at most " + perMinute + " " + what + " in a minute",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, WINDOW))
                .build();
    }
}
