package dev.ringback.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Many runs, one after the other on each core: they know nothing of each other.
final class Campaign {

    private Campaign() {}

    /// What came of them.
    ///
    /// @param events of all runs
    /// @param calls rows that they made
    /// @param faults what went wrong in all of them
    /// @param failed the runs that broke a promise, lowest seed first
    record Outcome(
            long firstSeed, int runs, long events, long calls, Faults faults, List<Run.Result> failed, double seconds) {

        @Override
        public String toString() {
            return "runs: %d, seeds: %d-%d, events: %d, calls: %d, violations: %d, runs per minute: %.0f"
                    .formatted(
                            runs, firstSeed, firstSeed + runs - 1, events, calls, failed.size(), runs * 60 / seconds);
        }
    }

    /// Told now and then how far it is, on any thread.
    interface Progress {

        void made(int runs, int violations);
    }

    /// Plays the seeds from `firstSeed` on.
    static Outcome run(long firstSeed, int runs, Supplier<Plant> plant, Progress progress) {
        long began = System.nanoTime();
        AtomicLong next = new AtomicLong(firstSeed);
        Made made = new Made(progress);
        int cores = Runtime.getRuntime().availableProcessors();
        List<Run.Result> results = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(cores)) {
            List<Future<List<Run.Result>>> shares = new ArrayList<>();
            for (int i = 0; i < cores; i++) {
                shares.add(workers.submit(() -> share(next, firstSeed + runs, plant, made)));
            }
            for (Future<List<Run.Result>> share : shares) {
                results.addAll(share.get());
            }
        } catch (InterruptedException | ExecutionException broken) {
            throw new IllegalStateException("a run ended with an exception", broken);
        }
        List<Run.Result> failed = results.stream()
                .filter(it -> it.violation().isPresent())
                .sorted(Comparator.comparingLong(Run.Result::seed))
                .toList();
        Faults faults = new Faults();
        results.forEach(it -> faults.addAll(it.faults()));
        return new Outcome(
                firstSeed,
                runs,
                results.stream().mapToLong(Run.Result::events).sum(),
                results.stream().mapToLong(Run.Result::calls).sum(),
                faults,
                failed,
                (System.nanoTime() - began) / 1e9);
    }

    private static List<Run.Result> share(AtomicLong next, long end, Supplier<Plant> plant, Made made) {
        List<Run.Result> results = new ArrayList<>();
        for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
            Run.Result result = Run.of(seed, plant.get());
            results.add(result);
            made.one(result);
        }
        return results;
    }

    /// Counts the runs of all cores.
    private static final class Made {

        private static final int TOLD_EVERY = 1_000;

        private final Progress progress;
        private int runs;
        private int violations;

        Made(Progress progress) {
            this.progress = progress;
        }

        synchronized void one(Run.Result result) {
            runs++;
            violations += result.violation().isPresent() ? 1 : 0;
            if (runs % TOLD_EVERY == 0) {
                progress.made(runs, violations);
            }
        }
    }
}
