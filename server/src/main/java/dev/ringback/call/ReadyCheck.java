package dev.ringback.call;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// `GET /q/health/ready`: calls can be made, which means that the store takes a write. Liveness does not ask it.
@Readiness
@Singleton
final class ReadyCheck implements HealthCheck {

    private static final Duration WITHIN = Duration.ofSeconds(2);

    private final Calls calls;
    private final CallLoop loop;
    private final CallStore store;
    private final InstantSource clock;

    ReadyCheck(Calls calls, CallLoop loop, CallStore store, InstantSource clock) {
        this.calls = calls;
        this.loop = loop;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        boolean ready = CompletableFuture.supplyAsync(() -> store.beat(calls.node(), clock.instant()), loop)
                .thenCompose(beat -> beat)
                .orTimeout(WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .handle((done, fault) -> fault == null)
                .join();
        return HealthCheckResponse.named("calls").status(ready).build();
    }
}
