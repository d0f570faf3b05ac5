package dev.ringback.cli.node;

import dev.ringback.config.DatabaseAddress;
import dev.ringback.config.RingbackConfig;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/// Says where to look once calls can be made, and waits for the end.
public final class ReadyNode implements QuarkusApplication {
    private final ReadyNotice notice;

    @Inject
    ReadyNode(RingbackConfig config, DatabaseAddress database) {
        this.notice = new ReadyNotice(config, database);
    }

    @Override
    public int run(String... args) {
        System.out.println(notice.text(upTime()));
        Quarkus.waitForExit();
        return 0;
    }

    /// Since the JVM was started, by its own monotonic clock: what an operator waits.
    private static Duration upTime() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }
}
