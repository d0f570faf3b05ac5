package dev.ringback.call;

import dev.ringback.directory.Presence;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/// Lets the node start before its call service is put together; each bean yields to the real one.
@Singleton
public final class NotYetWired {

    @Produces
    @DefaultBean
    @Singleton
    RestCalls calls() {
        throw new StoreUnavailable("there is no call service");
    }

    @Produces
    @DefaultBean
    @Singleton
    Presence presence() {
        return user -> false;
    }

    @Produces
    @DefaultBean
    @Singleton
    InstantSource clock() {
        return InstantSource.fixed(Instant.EPOCH);
    }
}
