package dev.ringback.load.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// How figures are rounded and written.
final class Figures {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MILLI = 1e3;
    private static final int DIGITS = 3;
    private static final double P50 = 50;
    private static final double P99 = 99;
    private static final double P999 = 99.9;

    private Figures() {}

    /// @return one line
    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// @return with three digits after the point at most
    static double round(double value) {
        return Math.round(value * MILLI) / MILLI;
    }

    /// @param micros a histogram of microseconds
    /// @return its percentiles in milliseconds
    static Map<String, Object> percentiles(Histogram micros) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("n", micros.getTotalCount());
        figures.put("p50_ms", micros.getValueAtPercentile(P50) / MILLI);
        figures.put("p99_ms", micros.getValueAtPercentile(P99) / MILLI);
        figures.put("p999_ms", micros.getValueAtPercentile(P999) / MILLI);
        figures.put("max_ms", micros.getMaxValue() / MILLI);
        return figures;
    }

    /// @param micros histograms of microseconds
    /// @return in milliseconds, of all of them together
    static double p99(Histogram... micros) {
        Histogram all = new Histogram(DIGITS);
        for (Histogram each : micros) {
            all.add(each);
        }
        return all.getValueAtPercentile(P99) / MILLI;
    }

    /// @param runs of one figure, one at least
    /// @return the middle one, and the outermost
    static Map<String, Object> spread(List<Double> runs) {
        double[] sorted =
                runs.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("median", round(median(sorted)));
        figures.put("min", round(sorted[0]));
        figures.put("max", round(sorted[sorted.length - 1]));
        figures.put("runs", Arrays.stream(sorted).map(Figures::round).boxed().toList());
        return figures;
    }

    /// @param runs of one figure, one at least
    /// @return the middle one
    static double median(List<Double> runs) {
        return median(runs.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
