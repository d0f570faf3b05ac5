package dev.ringback.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/// Gives the settings to whoever injects them.
@Singleton
public final class ConfigBeans {
    @Produces
    @Singleton
    RingbackConfig config(Config config) {
        return RingbackConfig.read(SettingSource.of(config));
    }

    @Produces
    @Singleton
    DatabaseAddress database(RingbackConfig config) {
        return config.database()
                .orElseThrow(() -> new IllegalStateException("no database: the node was not started by main"));
    }
}
