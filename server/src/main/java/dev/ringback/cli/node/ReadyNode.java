package dev.ringback.cli.node;

import dev.ringback.call.NodeLeaves;
import dev.ringback.config.DatabaseAddress;
import dev.ringback.config.RingbackConfig;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/// Says where to look once calls can be made, waits for the end, and lets everybody say goodbye.
public final class ReadyNode implements QuarkusApplication {
    private final ReadyNotice notice;
    private final Event<NodeLeaves> leaving;

    @Inject
    ReadyNode(RingbackConfig config, DatabaseAddress database, Event<NodeLeaves> leaving) {
        this.notice = new ReadyNotice(config, database);
        this.leaving = leaving;
    }

    @Override
    public int run(String... args) {
        System.out.println(notice.text(upTime()));
        Quarkus.waitForExit();
        leaving.fire(new NodeLeaves());
        return 0;
    }

    /// Since the JVM was started, by its own monotonic clock: what an operator waits.
    private static Duration upTime() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }
}
