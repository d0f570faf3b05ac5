package dev.ringback.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How the packaged jar is started in tests: the JDK of the tests, few memory, and no settings but those given.
final class ServerProcess {
    private static final Path JAR = Path.of("../server/target/quarkus-app/quarkus-run.jar");

    private ServerProcess() {}

    /// @param environment all settings it gets
    /// @param output both streams
    /// @param arguments the command line
    static Process start(Map<String, String> environment, ProcessBuilder.Redirect output, String... arguments)
            throws IOException {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException("no " + JAR + ": build the server first (script/mvn package)");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseG1GC", "-XX:+UseCompactObjectHeaders", "-Xms64m", "-Xmx512m"));
        // Short lives: compiling more than a little costs more than it gives.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of("-jar", JAR.toAbsolutePath().normalize().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        builder.environment().keySet().removeIf(name -> name.startsWith("RINGBACK_"));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
