package dev.ringback.load.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What processes have used, as Linux counts it (`/proc/PID/stat`, proc(5)). Any thread.
final class ProcessTimes {
    private static final Path PROC = Path.of("/proc");
    private static final double TICKS_A_SECOND = 100;
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int ENDED_CHILDREN_USER = 13;
    private static final int ENDED_CHILDREN_SYSTEM = 14;

    private ProcessTimes() {}

    /// @return processor seconds of one process, without its children
    static double ofOne(long pid) {
        return stat(pid).map(fields -> seconds(fields, USER, SYSTEM)).orElse(0.0);
    }

    /// @return processor seconds of a process, its living children, and those that have ended
    static double ofFamily(long pid) {
        double seconds = 0;
        for (long member : family(pid)) {
            seconds += stat(member)
                    .map(fields -> seconds(fields, USER, SYSTEM, ENDED_CHILDREN_USER, ENDED_CHILDREN_SYSTEM))
                    .orElse(0.0);
        }
        return seconds;
    }

    /// @return the process and its living children
    static List<Long> family(long pid) {
        List<Long> family = new ArrayList<>(List.of(pid));
        try (Stream<Path> entries = Files.list(PROC)) {
            entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> Character.isDigit(name.charAt(0)))
                    .map(Long::valueOf)
                    .filter(other -> stat(other)
                            .filter(fields -> Long.parseLong(fields[PARENT]) == pid)
                            .isPresent())
                    .forEach(family::add);
        } catch (IOException failed) {
            throw new IllegalStateException("/proc can't be read: this runs on Linux", failed);
        }
        return family;
    }

    /// @return resident bytes of one process
    static long residentBytes(long pid) {
        try (Stream<String> lines = Files.lines(PROC.resolve(Long.toString(pid)).resolve("smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Rss:"))
                            .map(line -> line.replaceAll("\\D", ""))
                            .mapToLong(Long::parseLong)
                            .sum()
                    * 1_024;
        } catch (IOException failed) {
            throw new IllegalStateException("process " + pid + " can't be looked at", failed);
        }
    }

    /// The fields after the name, which may itself hold blanks; empty when the process has ended.
    private static Optional<String[]> stat(long pid) {
        try {
            String line = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            return Optional.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    private static double seconds(String[] fields, int... which) {
        double ticks = 0;
        for (int field : which) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks / TICKS_A_SECOND;
    }
}
