package dev.ringback.gateway;

import dev.ringback.config.RingbackConfig;
import dev.ringback.observe.SocketMeters;
import io.github.bucket4j.Bucket;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Where requests for a socket wait when too many come at once, once their tokens were checked: a socket is made and
/// its calls are read at a steady rate, so that a crowd which comes back does not slow those who are in a call. A few
/// that come alone do not wait. Any event loop.
@Singleton
final class Doorway {

    private static final int WAITING_MAX = 20_000;
    private static final int AT_ONCE = 50;
    private static final long TICK_MILLIS = 10;

    private final Vertx vertx;
    private final @Nullable Bucket bucket;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean ticking = new AtomicBoolean();

    Doorway(Vertx vertx, RingbackConfig config, SocketMeters meters) {
        this.vertx = vertx;
        this.bucket = bucket(config.limits().socketsPerSecond());
        meters.atTheDoor(count::get);
    }

    private static @Nullable Bucket bucket(int perSecond) {
        return perSecond == 0
                ? null
                : Bucket.builder()
                        .addLimit(limit -> limit.capacity(AT_ONCE).refillGreedy(perSecond, Duration.ofSeconds(1)))
                        .build();
    }

    /// Lets a request go on, on its own event loop: now, or when its turn comes.
    ///
    /// @return false when too many wait
    boolean enter(Context context, Runnable open) {
        if (bucket == null || (count.get() == 0 && bucket.tryConsume(1))) {
            open.run();
            return true;
        }
        if (count.get() >= WAITING_MAX) {
            return false;
        }
        count.incrementAndGet();
        waiting.add(() -> context.runOnContext(any -> open.run()));
        tickSoon();
        return true;
    }

    private void tickSoon() {
        if (ticking.compareAndSet(false, true)) {
            vertx.setTimer(TICK_MILLIS, tick -> letIn());
        }
    }

    private void letIn() {
        ticking.set(false);
        while (count.get() > 0 && bucket != null && bucket.tryConsume(1)) {
            Runnable first = waiting.poll();
            if (first == null) {
                break; // counted, and not here yet: the next tick finds it
            }
            count.decrementAndGet();
            first.run();
        }
        if (count.get() > 0) {
            tickSoon();
        }
    }
}
