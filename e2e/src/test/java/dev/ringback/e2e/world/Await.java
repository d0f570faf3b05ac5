package dev.ringback.e2e.world;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/// Waits for what nobody tells: a row that the server changes by itself.
public final class Await {
    private static final Duration BOUND = Duration.ofSeconds(20);

    private Await() {}

    /// Waits until it is so.
    ///
    /// @param what words for it, when it never is
    public static void until(String what, Callable<Boolean> holds) {
        Awaitility.await(what).atMost(BOUND).pollInterval(Duration.ofMillis(50)).until(holds);
    }

    /// Waits until it is so, which is expected within milliseconds.
    ///
    /// @param what words for it, when it never is
    public static void atOnce(String what, Callable<Boolean> holds) {
        Awaitility.await(what)
                .atMost(BOUND)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(holds);
    }
}
