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
    /// @param failed the runs that broke a promise, lowest seed first
    record Outcome(long firstSeed, int runs, long events, long calls, List<Run.Result> failed, double seconds) {

        @Override
        public String toString() {
            return "runs: %d, seeds: %d-%d, events: %d, calls: %d, violations: %d, runs per minute: %.0f"
                    .formatted(
                            runs, firstSeed, firstSeed + runs - 1, events, calls, failed.size(), runs * 60 / seconds);
        }
    }

    /// Plays the seeds from `firstSeed` on.
    static Outcome run(long firstSeed, int runs, Supplier<Plant> plant) {
        long began = System.nanoTime();
        AtomicLong next = new AtomicLong(firstSeed);
        int cores = Runtime.getRuntime().availableProcessors();
        List<Run.Result> results = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(cores)) {
            List<Future<List<Run.Result>>> shares = new ArrayList<>();
            for (int i = 0; i < cores; i++) {
                shares.add(workers.submit(() -> share(next, firstSeed + runs, plant)));
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
        return new Outcome(
                firstSeed,
                runs,
                results.stream().mapToLong(Run.Result::events).sum(),
                results.stream().mapToLong(Run.Result::calls).sum(),
                failed,
                (System.nanoTime() - began) / 1e9);
    }

    private static List<Run.Result> share(AtomicLong next, long end, Supplier<Plant> plant) {
        List<Run.Result> results = new ArrayList<>();
        for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
            results.add(Run.of(seed, plant.get()));
        }
        return results;
    }
}
