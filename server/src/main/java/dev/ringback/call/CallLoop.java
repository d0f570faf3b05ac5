package dev.ringback.call;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executor;

/// Where all steps of the call service run, one after the other: one event loop of the server. It owns everything that
/// the call service remembers, so nothing in there needs a lock. Any thread may hand it a step.
@Singleton
@Named("loop")
public final class CallLoop implements Executor, Timers {

    private final Vertx vertx;
    private final Context context;

    CallLoop(Vertx vertx) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
    }

    @Override
    public void execute(Runnable step) {
        context.runOnContext(any -> step.run());
    }

    @Override
    public Timer after(Duration delay, Runnable step) {
        long timer = vertx.setTimer(Math.max(1, delay.toMillis() + 1), any -> execute(step));
        return () -> vertx.cancelTimer(timer);
    }
}
