package dev.ringback.problem;

import dev.ringback.core.id.UserId;
import java.time.InstantSource;

/// How often one person may ask for one thing over HTTP in a minute. Any thread may ask. Each node counts for itself.
public final class RateLimit {

    private final MinuteLimit limit;
    private final String sentence;

    /// @param perMinute 0: no limit
    /// @param what for the sentence: "requests for TURN credentials"
    public RateLimit(int perMinute, String what, InstantSource clock) {
        this.limit = new MinuteLimit(perMinute, clock);
        this.sentence = "at most " + perMinute + " " + what + " in a minute";
    }

    /// Counts one.
    ///
    /// @throws ProblemException `rate_limited`, with the time until the next one is allowed
    public void count(UserId user) {
        limit.take(user).ifPresent(wait -> {
            throw ProblemException.rateLimited(sentence, wait);
        });
    }
}
