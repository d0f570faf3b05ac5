package dev.ringback.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A run of the jar that came to its end by itself.
///
/// @param exitCode of the process
/// @param printed both streams
record Ended(int exitCode, String printed) {
    private static final int WITHIN_SECONDS = 30;

    /// @throws IllegalStateException when it does not end in time; it is killed then
    static Ended of(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        Process process = ServerProcess.start(environment, ProcessBuilder.Redirect.PIPE, arguments);
        try {
            if (!process.waitFor(WITHIN_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("did not end within " + WITHIN_SECONDS + " s");
            }
            return new Ended(
                    process.exitValue(), new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }
}
