package dev.ringback.call.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.call.Pair;
import dev.ringback.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// How PostgreSQL would run the writer's statements: by key, whatever it believes of the size of the tables. What is
/// live is few rows, so that a plan which reads a whole index looks cheap to it; but such an index is full of the dead.
class BatchPlansTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FEW = 60;
    private static final int MANY = 3_000;
    private static final int TOGETHER = 500;
    private static CallDatabase database;

    @BeforeAll
    static void start() {
        database = new CallDatabase();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void everyTableIsReadByKeyWhateverItsStatisticsSay() throws Exception {
        try (Connection connection = TestDatabase.connect(database.address)) {
            WriterSettingsStore.apply(connection);
            assertReadsByKey(connection, "tables that were never looked at");
            analyze(connection);
            assertReadsByKey(connection, "empty tables");
            calls(FEW);
            analyze(connection);
            assertReadsByKey(connection, FEW + " calls, all live");
            database.execute("DELETE FROM live_people; DELETE FROM call_descriptions");
            analyze(connection);
            assertReadsByKey(connection, FEW + " calls, nobody busy");
            calls(MANY);
            analyze(connection);
            assertReadsByKey(connection, MANY + " calls, all live");
        }
    }

    private static void analyze(Connection connection) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE");
        }
    }

    private static void calls(int count) {
        for (int left = count; left > 0; left -= TOGETHER) {
            List<Pair> pairs =
                    Stream.generate(Pair::next).limit(Math.min(left, TOGETHER)).toList();
            introduce(pairs);
            pairs.stream()
                    .map(pair -> database.store.invite(Pair.call(pair.invitation())))
                    .toList()
                    .forEach(CallDatabase::await);
        }
    }

    private static void introduce(List<Pair> pairs) {
        database.execute("INSERT INTO users (id) VALUES "
                + rows(pairs.stream()
                        .flatMap(pair -> Stream.of(pair.caller(), pair.callee()))
                        .map(person -> person.userId().value())));
        database.execute("INSERT INTO conversations (id) VALUES "
                + rows(pairs.stream().map(pair -> pair.conversation().value())));
    }

    private static String rows(Stream<Long> ids) {
        return ids.map(id -> "(" + id + ")").collect(Collectors.joining(", "));
    }

    private static void assertReadsByKey(Connection connection, String when) throws Exception {
        for (BatchStore.Kind kind : kinds()) {
            List<String> wholes = new ArrayList<>();
            collect(plan(connection, kind.sql()), wholes);
            assertThat(wholes).as("read as a whole: %s, %s", when, kind).isEmpty();
        }
    }

    private static List<BatchStore.Kind> kinds() {
        List<Boolean> either = List.of(true, false);
        Stream<BatchStore.Kind> moves = either.stream()
                .flatMap(frees ->
                        either.stream().map(answers -> new BatchStore.Kind(true, frees, answers, false, false)));
        Stream<BatchStore.Kind> begins =
                either.stream().map(closes -> new BatchStore.Kind(false, false, false, true, closes));
        return Stream.of(moves, begins, Stream.of(new BatchStore.Kind(true, true, true, true, true)))
                .flatMap(kind -> kind)
                .toList();
    }

    /// The plan that the writer's prepared statement has: the same for all parameters. An `EXPLAIN (GENERIC_PLAN)` with
    /// parameters bound to it would see their values, and plan for arrays of nothing.
    private static JsonNode plan(Connection connection, String sql) throws Exception {
        var numbered = new StringBuilder();
        int parameters = 0;
        for (int at = 0; at < sql.length(); at++) {
            numbered.append(sql.charAt(at) == '?' ? "$" + ++parameters : sql.substring(at, at + 1));
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("PREPARE batch AS " + numbered);
            try (ResultSet rows = statement.executeQuery("EXPLAIN (FORMAT JSON) EXECUTE batch("
                    + String.join(", ", Collections.nCopies(parameters, "NULL")) + ")")) {
                rows.next();
                return JSON.readTree(rows.getString(1));
            } finally {
                statement.execute("DEALLOCATE batch");
            }
        }
    }

    private static void collect(JsonNode node, List<String> wholes) {
        boolean isRead =
                node.has("Relation Name") && node.path("Node Type").asText().contains("Scan");
        if (isRead && !node.has("Index Cond") && !node.has("TID Cond")) {
            wholes.add(node.path("Node Type").asText() + " on "
                    + node.path("Relation Name").asText());
        }
        node.forEach(child -> collect(child, wholes));
    }
}
