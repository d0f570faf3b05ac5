package dev.ringback.cli.report;

import dev.ringback.core.log.TalkTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The [Report] for people, in plain text.
public final class ReportTable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final List<String> HEADER =
            List.of("id", "started (UTC)", "conversation", "caller", "callee", "type", "status", "reason", "duration");

    private ReportTable() {}

    /// @param report to be told
    /// @return its text, without a line end
    public static String of(Report report) {
        List<String> lines = new ArrayList<>();
        lines.add("Call log at " + TIME.format(report.at()) + " UTC");
        lines.add("Total: " + report.total() + " calls");
        lines.add("");
        if (report.total() > 0) {
            lines.add("Last " + report.recent().size() + " calls");
            lines.addAll(indented(grid(rows(report))));
            lines.add("");
            lines.add("By status");
            lines.addAll(indented(grid(statuses(report))));
            lines.add("");
        }
        lines.add("Checks");
        report.checks().forEach(check -> lines.add("  " + words(check)));
        lines.add("  answered %d, cancelled %d, declined %d, missed %d"
                .formatted(
                        report.answered(),
                        report.count("cancelled"),
                        report.count("declined"),
                        report.count("missed")));
        return lines.stream().map(String::stripTrailing).collect(Collectors.joining(System.lineSeparator()));
    }

    private static List<List<String>> statuses(Report report) {
        return report.byStatus().entrySet().stream()
                .map(entry -> List.of(entry.getKey(), entry.getValue().toString()))
                .toList();
    }

    private static String words(Report.Check check) {
        if (check.holds()) {
            return "ok      %s (%d checked)".formatted(check.name(), check.checked());
        }
        String ids = check.broken().stream().map(String::valueOf).collect(Collectors.joining(", "));
        String more = check.brokenCount() > check.broken().size() ? ", …" : "";
        return "FAILED  %s: %d of %d, id %s%s".formatted(check.name(), check.brokenCount(), check.checked(), ids, more);
    }

    private static List<List<String>> rows(Report report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        report.recent()
                .forEach(line -> rows.add(List.of(
                        Long.toString(line.id()),
                        TIME.format(line.startedAt()),
                        Long.toString(line.conversationId()),
                        printable(line.caller()),
                        printable(line.callee()),
                        line.callType(),
                        line.status(),
                        line.endReason().orElse("-"),
                        line.durationSeconds().map(TalkTime::words).orElse("-"))));
        return rows;
    }

    /// Names are other people's text: nothing in them may steer the terminal.
    private static String printable(String name) {
        return name.replaceAll("\\p{C}", "?");
    }

    private static List<String> grid(List<List<String>> rows) {
        int columns = rows.isEmpty() ? 0 : rows.getFirst().size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return rows.stream().map(row -> padded(row, widths)).toList();
    }

    private static String padded(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i)).repeat(" ", widths[i] - row.get(i).length() + 2);
        }
        return line.toString();
    }

    private static List<String> indented(List<String> lines) {
        return lines.stream().map(line -> "  " + line).toList();
    }
}
