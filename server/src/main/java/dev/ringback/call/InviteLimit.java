package dev.ringback.call;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ringback.core.id.UserId;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/// Invitations per person and minute (protocol §2 "Limits"). On the call loop only.
final class InviteLimit {

    private final int perMinute;
    private final Cache<UserId, Bucket> buckets = Caffeine.newBuilder()
            .expireAfterAccess(Duration.ofMinutes(2))
            .maximumSize(1_000_000)
            .build();

    /// @param perMinute 0 for no limit
    InviteLimit(int perMinute) {
        this.perMinute = perMinute;
    }

    /// Whether one more is allowed now; counts it when it is.
    boolean admits(UserId user) {
        return perMinute == 0 || buckets.get(user, any -> bucket()).tryConsume(1);
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build();
    }
}
