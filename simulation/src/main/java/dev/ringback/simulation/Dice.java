package dev.ringback.simulation;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/// Chance, determined by a seed. Every part of the world throws its own dice, so that leaving a step out of a script
/// changes little else: that is what lets a failing script shrink.
final class Dice {

    private final SplittableRandom random;

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    /// The dice of one part of one run.
    static Dice of(long seed, String part) {
        long mixed = seed;
        for (int i = 0; i < part.length(); i++) {
            mixed = mixed * 0x9E3779B97F4A7C15L + part.charAt(i);
        }
        return new Dice(new SplittableRandom(mixed));
    }

    boolean chance(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /// From `from` to `to`, both included.
    int between(int from, int to) {
        return random.nextInt(from, to + 1);
    }

    /// Microseconds from `from` to `to`, small ones as likely as large ones of another order of magnitude.
    long delay(long from, long to) {
        return (long) Math.exp(random.nextDouble(Math.log(Math.max(1, from)), Math.log(Math.max(1, to) + 1)));
    }

    <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    UUID uuid() {
        long high = random.nextLong() & ~0xF000L | 0x4000L;
        long low = random.nextLong() & ~0xC000_0000_0000_0000L | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
