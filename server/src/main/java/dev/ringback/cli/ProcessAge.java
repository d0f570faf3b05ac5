package dev.ringback.cli;

import java.time.Duration;
import java.time.InstantSource;

/// How long this process has been running, from the operating system's own record of its start: the time that the JVM
/// takes to come up counts too.
final class ProcessAge {
    private ProcessAge() {}

    static Duration now() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Duration.between(start, InstantSource.system().instant()))
                .orElse(Duration.ZERO);
    }
}
