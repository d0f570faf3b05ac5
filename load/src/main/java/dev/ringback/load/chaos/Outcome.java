package dev.ringback.load.chaos;

import dev.ringback.load.chaos.Finding.Check;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What a run found.
///
/// @param terms what was asked of it
/// @param figures what was done and counted, in the order to print
/// @param findings what must not be; empty when all is well
/// @param convergence from healing until everything was quiet, at most 10 s
public record Outcome(Terms terms, Map<String, Object> figures, List<Finding> findings, Duration convergence) {

    /// @return whether every check held
    public boolean isWell() {
        return findings.isEmpty();
    }

    Map<Check, Integer> byCheck() {
        Map<Check, Integer> counts = new EnumMap<>(Check.class);
        for (Check check : Check.values()) {
            counts.put(check, 0);
        }
        findings.forEach(finding -> counts.merge(finding.check(), 1, Integer::sum));
        return counts;
    }
}
