package dev.ringback.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A node in demo mode on a fresh database whose call service and presence are a test's own: for what REST does around
/// them.
public final class RestProfile implements QuarkusTestProfile {
    /// The one origin that may come.
    public static final String ORIGIN = "https://chat.example.org";

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(FakeRestCalls.class, FakePresence.class);
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(
                NodeOnTestDatabase.class,
                Map.of(
                        "allowed-origins", ORIGIN,
                        "invites-per-minute", "0",
                        "turn-urls", "turn:turn.example.org:3478?transport=udp,stun:turn.example.org:3478",
                        "turn-secret", "north",
                        "turn-ttl", "600")));
    }
}
