package dev.ringback.cli;

import dev.ringback.config.DatabaseAddress;
import dev.ringback.config.RingbackConfig;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;

/// Says where to look once calls can be made, and waits for the end.
public final class ReadyNode implements QuarkusApplication {
    private final ReadyNotice notice;

    @Inject
    ReadyNode(RingbackConfig config, DatabaseAddress database) {
        this.notice = new ReadyNotice(config, database);
    }

    @Override
    public int run(String... args) {
        System.out.println(notice.text(ProcessAge.now()));
        Quarkus.waitForExit();
        return 0;
    }
}
