package dev.ringback.problem;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ringback.core.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Optional;

/// How often one person may do one thing in a minute: in any minute, wherever it begins. A bucket that is filled again
/// drop by drop would let almost twice as many through in its first. Any thread may ask. Each node counts for itself.
public final class MinuteLimit {

    private static final int PEOPLE_MAX = 100_000;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final int perMinute;
    private final InstantSource clock;
    private final Cache<UserId, Taken> taken = Caffeine.newBuilder()
            .maximumSize(PEOPLE_MAX)
            .expireAfterAccess(WINDOW)
            .build();

    /// @param perMinute 0: no limit
    public MinuteLimit(int perMinute, InstantSource clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /// Counts one more, if it is allowed.
    ///
    /// @return empty when it is; else how long until it will be
    public Optional<Duration> take(UserId user) {
        return perMinute == 0
                ? Optional.empty()
                : taken.get(user, any -> new Taken()).take(clock.instant(), perMinute);
    }

    /// The moments of the last minute, the oldest first.
    private static final class Taken {

        private final ArrayDeque<Instant> times = new ArrayDeque<>();

        synchronized Optional<Duration> take(Instant now, int max) {
            Instant begin = now.minus(WINDOW);
            while (!times.isEmpty() && !times.getFirst().isAfter(begin)) {
                times.removeFirst();
            }
            if (times.size() >= max) {
                return Optional.of(Duration.between(begin, times.getFirst()));
            }
            times.addLast(now);
            return Optional.empty();
        }
    }
}
