package dev.ringback.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ringback.core.id.UserId;
import jakarta.inject.Singleton;
import java.time.Duration;

/// Whose socket was closed for flooding (4429): they open none for some seconds. To come back at once, again and again,
/// would be the same flood. Any thread.
@Singleton
final class Flooders {

    /// How long they stay outside.
    static final Duration OUTSIDE = Duration.ofSeconds(5);

    private static final int PEOPLE_MAX = 10_000;

    private final Cache<UserId, Boolean> outside = Caffeine.newBuilder()
            .expireAfterWrite(OUTSIDE)
            .maximumSize(PEOPLE_MAX)
            .build();

    void add(UserId person) {
        outside.put(person, true);
    }

    boolean has(UserId person) {
        return outside.getIfPresent(person) != null;
    }
}
