package dev.ringback.call;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Where all steps of the call service run, one after the other: one event loop of the server. It owns everything that
/// the call service remembers, so nothing in there needs a lock. Any thread may hand it a step.
@Singleton
@Named("loop")
public final class CallLoop implements Executor, Timers {

    private final Vertx vertx;
    private final Context context;
    private final CallWatch watch;
    private final LongAdder handedOver = new LongAdder();
    private final LongAdder begun = new LongAdder();
    private volatile @Nullable Thread thread;

    CallLoop(Vertx vertx, CallWatch watch) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.watch = watch;
        context.runOnContext(any -> thread = Thread.currentThread());
    }

    /// Whether the caller runs on this loop's thread: what it does now, it may do in place of a step.
    public boolean isHere() {
        return Thread.currentThread() == thread;
    }

    @Override
    public void execute(Runnable step) {
        long handed = watch.nanos();
        handedOver.increment();
        context.runOnContext(any -> {
            begun.increment();
            watch.turn(watch.nanos() - handed);
            step.run();
        });
    }

    /// How many steps wait for their turn.
    public long waiting() {
        return Math.max(0, handedOver.sum() - begun.sum());
    }

    @Override
    public Timer after(Duration delay, Runnable step) {
        long timer = vertx.setTimer(Math.max(1, delay.toMillis() + 1), any -> execute(step));
        return () -> vertx.cancelTimer(timer);
    }
}
