package dev.ringback.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Makes the meters of the list. All of them are made once, when the node starts: what counts a message looks nothing
/// up. Any thread.
@Singleton
public final class Meters {

    private final MeterRegistry registry;
    /// Held here: the registry holds what it counts only weakly.
    private final List<LongSupplier> counts = new ArrayList<>();

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /// @param values of its labels, in their order
    Counter counter(Metric metric, String... values) {
        return Counter.builder(metric.told())
                .description(metric.meaning())
                .tags(tags(metric, values))
                .register(registry);
    }

    Timer timer(Metric metric, String... values) {
        return Timer.builder(metric.told())
                .description(metric.meaning())
                .tags(tags(metric, values))
                .serviceLevelObjectives(Arrays.stream(metric.kind().bounds())
                        .mapToObj(seconds -> Duration.ofNanos(Math.round(seconds * 1e9)))
                        .toArray(Duration[]::new))
                .register(registry);
    }

    DistributionSummary sizes(Metric metric) {
        return DistributionSummary.builder(metric.told())
                .description(metric.meaning())
                .serviceLevelObjectives(metric.kind().bounds())
                .register(registry);
    }

    /// A figure that is asked for when somebody looks; it must answer at once, on any thread.
    public void gauge(Metric metric, Supplier<Number> figure, String... values) {
        Gauge.builder(metric.told(), figure)
                .description(metric.meaning())
                .tags(tags(metric, values))
                .register(registry);
    }

    /// The same, of one that only grows.
    void counted(Metric metric, LongSupplier count) {
        counts.add(count);
        FunctionCounter.builder(metric.told(), count, LongSupplier::getAsLong)
                .description(metric.meaning())
                .register(registry);
    }

    private static List<Tag> tags(Metric metric, String... values) {
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < metric.labels().size(); i++) {
            Label label = metric.labels().get(i);
            if (!label.allowed().contains(values[i])) {
                throw new IllegalArgumentException("%s is no %s of %s".formatted(values[i], label, metric));
            }
            tags.add(Tag.of(label.word(), values[i]));
        }
        return tags;
    }
}
