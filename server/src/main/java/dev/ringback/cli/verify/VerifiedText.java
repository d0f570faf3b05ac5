package dev.ringback.cli.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// What was [Verified], for people and for programs.
public final class VerifiedText {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String LINE = "  %-10s %-36s  %-20s  %s";

    private VerifiedText() {}

    /// @return a table, without a line end
    public static String table(Verified verified) {
        String looked =
                String.format(Locale.ROOT, "Verified %,d calls and %,d events: ", verified.calls(), verified.events());
        if (verified.holds()) {
            return looked + "all is well";
        }
        List<String> lines = new ArrayList<>();
        lines.add(looked + String.format(Locale.ROOT, "%,d findings", verified.findingCount()));
        lines.add(LINE.formatted("log id", "call id", "rule", "what is wrong"));
        verified.findings()
                .forEach(it -> lines.add(LINE.formatted(
                        it.callLogId(), it.callId().map(UUID::toString).orElse("-"), it.rule(), printable(it.what()))));
        if (verified.findingCount() > verified.findings().size()) {
            lines.add("  …");
        }
        return String.join(System.lineSeparator(), lines);
    }

    /// @return an object: snake_case, times in UTC, ids as numbers; without a line end
    public static String json(Verified verified) {
        ObjectNode root = JSON.createObjectNode();
        root.put("at", verified.at().toString());
        root.put("calls", verified.calls());
        root.put("events", verified.events());
        root.put("ok", verified.holds());
        root.put("finding_count", verified.findingCount());
        ArrayNode findings = root.putArray("findings");
        verified.findings()
                .forEach(it -> findings.addObject()
                        .put("call_log_id", it.callLogId())
                        .put("call_id", it.callId().map(UUID::toString).orElse(null))
                        .put("rule", it.rule())
                        .put("what", it.what()));
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Rows hold other people's text: nothing in it may steer the terminal.
    private static String printable(String text) {
        return text.replaceAll("\\p{C}", "?");
    }
}
