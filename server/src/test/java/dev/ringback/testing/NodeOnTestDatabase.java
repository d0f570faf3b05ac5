package dev.ringback.testing;

import dev.ringback.config.DatabaseAddress;
import dev.ringback.config.QuarkusSettings;
import dev.ringback.config.RingbackConfig;
import dev.ringback.config.SettingSource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/// Starts a node for a `@QuarkusTest` on a fresh database, in demo mode, as `main` would: put
/// `@QuarkusTestResource(NodeOnTestDatabase.class)` on the test, and other settings into its `initArgs` by their keys
/// (`ring-timeout`).
public final class NodeOnTestDatabase implements QuarkusTestResourceLifecycleManager {
    /// The key of the tokens in tests.
    public static final String JWT_SECRET = "a-secret-for-tests-of-at-least-32-bytes";

    private final Map<String, String> settings = new HashMap<>();

    @Override
    public void init(Map<String, String> initArgs) {
        initArgs.forEach((key, value) -> settings.put("ringback." + key, value));
    }

    @Override
    public Map<String, String> start() {
        DatabaseAddress database = TestDatabase.create();
        settings.putIfAbsent("ringback.database-url", database.jdbcUrl());
        settings.putIfAbsent("ringback.database-user", database.user());
        settings.putIfAbsent("ringback.jwt-secret", JWT_SECRET);
        settings.putIfAbsent("ringback.demo", "true");
        Map<String, String> all = new HashMap<>(QuarkusSettings.of(RingbackConfig.read(SettingSource.of(settings))));
        all.remove("quarkus.http.port");
        all.putAll(settings);
        return all;
    }

    @Override
    public void stop() {
        // The database goes with the JVM.
    }
}
