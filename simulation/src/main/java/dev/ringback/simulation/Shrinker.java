package dev.ringback.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Makes a failing script small: it leaves out ever smaller parts as long as the same rule is still broken (Zeller and
/// Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002).
final class Shrinker {

    private static final int TRIES_MAX = 600;

    private final long seed;
    private final Supplier<Plant> plant;
    private final String rule;
    private int tries;

    private Shrinker(long seed, Supplier<Plant> plant, String rule) {
        this.seed = seed;
        this.plant = plant;
        this.rule = rule;
    }

    /// A script as short as can be found that breaks the same rule in the same seed's world.
    static Script shrink(long seed, Supplier<Plant> plant, Script script, Violation violation) {
        return new Shrinker(seed, plant, violation.rule()).shrink(script);
    }

    private Script shrink(Script script) {
        List<Script.Step> steps = script.steps();
        int part = Math.max(1, steps.size() / 2);
        while (tries < TRIES_MAX) {
            Optional<List<Script.Step>> shorter = without(steps, part);
            if (shorter.isPresent()) {
                steps = shorter.get();
                part = Math.min(part, Math.max(1, steps.size() / 2));
            } else if (part == 1) {
                break;
            } else {
                part = part / 2;
            }
        }
        return new Script(steps);
    }

    /// The steps without every part of that size that can be missed.
    private Optional<List<Script.Step>> without(List<Script.Step> steps, int part) {
        List<Script.Step> left = steps;
        for (int from = left.size() - part; from > -part && tries < TRIES_MAX; from -= part) {
            List<Script.Step> fewer = new ArrayList<>(left.subList(0, Math.max(0, from)));
            fewer.addAll(left.subList(Math.min(left.size(), from + part), left.size()));
            if (stillFails(fewer)) {
                left = fewer;
            }
        }
        return left.size() < steps.size() ? Optional.of(left) : Optional.empty();
    }

    private boolean stillFails(List<Script.Step> steps) {
        tries++;
        return Run.of(seed, new Script(steps), plant.get(), null)
                .violation()
                .filter(it -> it.rule().equals(rule))
                .isPresent();
    }
}
