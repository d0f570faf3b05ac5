package dev.ringback.load.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Divides the processors: the first half for server and PostgreSQL, the second for this process. So the generator does
/// not take from the server what it is being measured for, and the server has the same share in every run.
final class Confinement {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private Confinement() {}

    /// @throws IllegalStateException on a machine with one processor, or without `taskset`
    static void divide(OwnServer server) {
        if (CORES < 2) {
            throw new IllegalStateException("one processor can't be divided between server and generator");
        }
        set(server.process().pid(), 0, CORES / 2);
        ProcessTimes.family(server.postmaster()).forEach(pid -> set(pid, 0, CORES / 2));
        set(ProcessHandle.current().pid(), CORES / 2, CORES);
    }

    /// What was done, for the report.
    static String describe() {
        return "server and PostgreSQL on " + CORES / 2 + " of " + CORES
                + " processors, the generator on the rest (taskset)";
    }

    private static void set(long pid, int from, int to) {
        String list = IntStream.range(from, to).mapToObj(Integer::toString).collect(Collectors.joining(","));
        try {
            Process taskset = new ProcessBuilder(List.of("taskset", "-a", "-p", "-c", list, Long.toString(pid)))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (taskset.waitFor() != 0) {
                throw new IllegalStateException("taskset failed for process " + pid);
            }
        } catch (IOException missing) {
            throw new UncheckedIOException("taskset is not installed (util-linux)", missing);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
