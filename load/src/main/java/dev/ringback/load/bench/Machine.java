package dev.ringback.load.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a figure was measured on. Nothing that names the machine itself.
final class Machine {
    private static final long GIB_IN_KIB = 1 << 20;

    private Machine() {}

    static Map<String, Object> describe() {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("processor", field("/proc/cpuinfo", "model name"));
        machine.put("memory_gib", memory());
        machine.put("kernel", System.getProperty("os.version"));
        machine.put("java", Runtime.version().toString());
        machine.put("open_files_max", openFilesMax());
        return machine;
    }

    /// How many files this process may have open, and with it the server that it starts.
    static long openFilesMax() {
        String line = field("/proc/self/limits", "Max open files");
        String[] words = line.strip().split("\\s+");
        return words[0].equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(words[0]);
    }

    private static long memory() {
        String kib = field("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
        return Math.round(Long.parseLong(kib) / (double) GIB_IN_KIB);
    }

    private static String field(String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            List<String> found =
                    lines.filter(line -> line.startsWith(name)).limit(1).toList();
            return found.isEmpty()
                    ? "unknown"
                    : found.getFirst().substring(name.length()).replaceFirst("^[\\s:]+", "");
        } catch (IOException failed) {
            throw new IllegalStateException(file + " can't be read: this runs on Linux", failed);
        }
    }
}
