package dev.ringback.load.bench;

import dev.ringback.load.calls.Tally;
import dev.ringback.load.calls.Tally.Wait;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// One step of calls at one rate, played.
///
/// @param rate calls that were to begin in a second
/// @param tally what became of them
/// @param seconds from the first beginning to the last end, without the time in which people wait
/// @param usage of everybody meanwhile; the server's and PostgreSQL's are 0 when they are not ours
record CallStep(double rate, Tally tally, double seconds, Usage usage) {
    private static final double MILLI = 1e3;
    private static final double NANO = 1e9;
    private static final double FAILED_SHARE_MAX = 0.001;
    /// Who completes less than this share of what is offered has a backlog that grows.
    private static final double PACE_MIN = 0.98;

    static double seconds(long nanos, Duration waiting) {
        return (nanos - waiting.toNanos()) / NANO;
    }

    /// Whether less than 0.1 % failed, and calls were completed as fast as they were offered.
    boolean isSustained() {
        return tally.failed() < Math.max(1, tally.begun() * FAILED_SHARE_MAX) && perSecond() >= rate * PACE_MIN;
    }

    double perSecond() {
        return tally.completed() / seconds;
    }

    /// Processor seconds of server and PostgreSQL together, per thousand complete calls.
    double cost() {
        Usage each = usage.perThousand(tally.completed());
        return each.server() + each.database();
    }

    String line() {
        Usage each = usage.perThousand(tally.completed());
        return String.format(
                Locale.ROOT,
                "%,7.0f/s offered  %,7.0f/s complete%s  %d failed%s  invitation %s  end %s ms (p50/p99)  CPU-s per 1,000:"
                        + " %sgenerator %.3f",
                rate,
                perSecond(),
                isSustained() ? "" : " (not sustained)",
                tally.failed(),
                tally.failed() > 0 ? " " + tally.failures() : "",
                both(tally.of(Wait.INVITATION)),
                both(tally.of(Wait.END)),
                usage.isOfServer()
                        ? String.format(Locale.ROOT, "server %.3f, PostgreSQL %.3f, ", each.server(), each.database())
                        : "",
                each.generator());
    }

    Map<String, Object> json() {
        Usage each = usage.perThousand(tally.completed());
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rate", rate);
        figures.put("seconds", Figures.round(seconds));
        figures.put("begun", tally.begun());
        figures.put("complete", tally.completed());
        figures.put("complete_per_second", Figures.round(perSecond()));
        figures.put("failed", tally.failed());
        figures.put("failures", tally.failures());
        figures.put("sustained", isSustained());
        if (usage.isOfServer()) {
            figures.put("server_cpu_s_per_1000", Figures.round(each.server()));
            figures.put("postgresql_cpu_s_per_1000", Figures.round(each.database()));
            figures.put(
                    "processors_busy",
                    Figures.round((usage.server() + usage.database() + usage.generator()) / usage.wall()));
        }
        figures.put("generator_cpu_s_per_1000", Figures.round(each.generator()));
        for (Wait wait : Wait.values()) {
            figures.put(wait.name().toLowerCase(Locale.ROOT), Figures.percentiles(tally.of(wait)));
        }
        return figures;
    }

    private static String both(Histogram micros) {
        return String.format(
                Locale.ROOT,
                "%.1f/%.1f",
                micros.getValueAtPercentile(50) / MILLI,
                micros.getValueAtPercentile(99) / MILLI);
    }
}
