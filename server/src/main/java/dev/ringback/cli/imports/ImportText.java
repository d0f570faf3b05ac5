package dev.ringback.cli.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What an import did, or would do, for people and for programs.
public final class ImportText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COUNT = "  %-9s %,d";
    private static final String LINE = "  %-10s %-9s %s";

    private ImportText() {}

    /// @return counts and the first rows, without a line end
    public static String table(Totals totals, boolean applied) {
        List<String> lines = new ArrayList<>();
        lines.add(applied ? "Imported." : "Dry run: nothing was written. --apply does it.");
        lines.add(count("rows", totals.rows()));
        for (Became became : Became.values()) {
            lines.add(count(became.word(), totals.count(became)));
        }
        totals.reasons().forEach((why, count) -> lines.add("  " + count("", count) + " " + why.words()));
        if (!totals.first().isEmpty()) {
            lines.add("First " + totals.first().size() + " rows");
            lines.add(LINE.formatted("row", "became", "what"));
            totals.first()
                    .forEach(it ->
                            lines.add(LINE.formatted(it.sourceId(), it.became().word(), printable(it.what()))));
        }
        return String.join(System.lineSeparator(), lines);
    }

    /// @return one line for a row
    public static String json(Fate fate) {
        return line(JSON.createObjectNode()
                .put("row", fate.sourceId())
                .put("conversation_id", fate.conversation())
                .put("became", fate.became().word())
                .put("what", fate.what()));
    }

    /// @return the last line
    public static String json(Totals totals, boolean applied) {
        ObjectNode root = JSON.createObjectNode();
        root.put("applied", applied);
        root.put("rows", totals.rows());
        for (Became became : Became.values()) {
            root.put(became.word(), totals.count(became));
        }
        ObjectNode reasons = root.putObject("reasons");
        totals.reasons().forEach((why, count) -> reasons.put(why.name().toLowerCase(Locale.ROOT), count));
        return line(root);
    }

    private static String count(String what, long count) {
        return String.format(Locale.ROOT, COUNT, what, count);
    }

    private static String line(ObjectNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Rows hold other people's text: nothing in it may steer the terminal.
    private static String printable(String text) {
        return text.replaceAll("\\p{C}", "?");
    }
}
