package dev.ringback.load.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The smallest way of a message through a third process that the machine allows: the relay of `src/main/c`.
final class RelayFloor {
    private static final Path SOURCE = Path.of("load/src/main/c/relay.c");
    private static final int MICROS_A_SECOND = 1_000_000;

    private final Path program;

    private RelayFloor(Path program) {
        this.program = program;
    }

    /// Compiles it.
    ///
    /// @param folder gets the program
    /// @return empty when there is no C compiler here
    static Optional<RelayFloor> compile(Path folder) {
        Path program = folder.resolve("relay");
        try {
            Files.createDirectories(folder);
            Process compiler = new ProcessBuilder(
                            "cc",
                            "-O2",
                            "-Wall",
                            "-pthread",
                            SOURCE.toAbsolutePath().toString(),
                            "-o",
                            program.toString())
                    .inheritIO()
                    .start();
            return compiler.waitFor() == 0 ? Optional.of(new RelayFloor(program)) : Optional.empty();
        } catch (IOException noCompiler) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /// @param perSecond messages sent in a second
    /// @return their percentiles, one way
    Map<String, Object> measure(int messages, int perSecond) {
        try {
            Process relay = new ProcessBuilder(
                            program.toString(),
                            Integer.toString(messages),
                            Integer.toString(MICROS_A_SECOND / perSecond))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            @SuppressWarnings("unchecked")
            Map<String, Object> figures = new ObjectMapper().readValue(relay.getInputStream(), Map.class);
            return figures;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
