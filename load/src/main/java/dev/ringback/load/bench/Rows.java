package dev.ringback.load.bench;

import dev.ringback.load.calls.RowCheckStore.Verdict;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/// How the check of the rows is told.
final class Rows {

    private Rows() {}

    static Map<String, Object> json(Stage stage, Verdict verdict, PrintStream out) {
        Map<String, Object> rows = new LinkedHashMap<>();
        rows.put("calls", stage.calls());
        rows.put("right", verdict.right());
        rows.put("wrong", verdict.wrong());
        rows.put("strangers", verdict.strangers());
        out.println("rows     " + rows);
        verdict.shown().forEach(out::println);
        return rows;
    }
}
