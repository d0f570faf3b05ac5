package dev.ringback.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The [Report] for programs: snake_case, times in UTC with `Z`, ids as numbers, what is unknown as `null`.
public final class ReportJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ReportJson() {}

    /// @param report to be told
    /// @return its text, without a line end
    public static String of(Report report) {
        ObjectNode root = JSON.createObjectNode();
        root.put("at", report.at().toString());
        root.put("total", report.total());
        ArrayNode recent = root.putArray("recent");
        report.recent().forEach(line -> put(recent.addObject(), line));
        ObjectNode byStatus = root.putObject("by_status");
        report.byStatus().forEach(byStatus::put);
        root.put("answered", report.answered());
        root.put("cancelled", report.count("cancelled"));
        root.put("declined", report.count("declined"));
        root.put("missed", report.count("missed"));
        ArrayNode checks = root.putArray("checks");
        report.checks().forEach(check -> put(checks.addObject(), check));
        root.put("ok", report.holds());
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void put(ObjectNode node, Report.Line line) {
        node.put("id", line.id());
        node.put("conversation_id", line.conversationId());
        node.put("caller", line.caller());
        node.put("callee", line.callee());
        node.put("call_type", line.callType());
        node.put("status", line.status());
        node.put("end_reason", line.endReason().orElse(null));
        node.put("started_at", line.startedAt().toString());
        node.put("duration_seconds", line.durationSeconds().orElse(null));
    }

    private static void put(ObjectNode node, Report.Check check) {
        node.put("name", check.name());
        node.put("ok", check.holds());
        node.put("checked", check.checked());
        node.put("broken_count", check.brokenCount());
        ArrayNode broken = node.putArray("broken");
        check.broken().forEach(broken::add);
    }
}
