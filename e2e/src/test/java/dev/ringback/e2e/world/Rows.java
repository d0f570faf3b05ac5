package dev.ringback.e2e.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.RunningServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The tables of one server, read past the server: what is true, whatever anybody was told. Rows come as JSON objects,
/// column by column. Any thread may call.
public final class Rows {
    private final RunningServer server;
    private @Nullable Connection connection;

    Rows(RunningServer server) {
        this.server = server;
    }

    /// @return the one row of a call
    public JsonNode call(String callId) {
        List<JsonNode> rows = read("SELECT to_jsonb(c) FROM call_logs c WHERE call_id = ?", UUID.fromString(callId));
        if (rows.size() != 1) {
            throw new AssertionError("rows of call " + callId + ": " + rows);
        }
        return rows.getFirst();
    }

    /// @return all rows of a conversation, oldest first
    public List<JsonNode> ofConversation(long conversationId) {
        return read("SELECT to_jsonb(c) FROM call_logs c WHERE conversation_id = ? ORDER BY id", conversationId);
    }

    /// @return the audit trail of a row, in the order of `seq`
    public List<JsonNode> events(long callLogId) {
        return read("SELECT to_jsonb(e) FROM call_events e WHERE call_log_id = ? ORDER BY seq", callLogId);
    }

    /// @return the statuses that a call went through, one an event
    public List<String> statuses(String callId) {
        return events(call(callId).path("id").asLong()).stream()
                .map(event -> event.path("status").asText())
                .toList();
    }

    /// @return the live calls that hold this person busy
    public List<JsonNode> busy(long userId) {
        return read("SELECT to_jsonb(p) FROM live_people p WHERE user_id = ?", userId);
    }

    /// @return what devices said of the quality of a call
    public List<JsonNode> quality(long callLogId) {
        return read("SELECT to_jsonb(q) FROM call_quality q WHERE call_log_id = ? ORDER BY at", callLogId);
    }

    private synchronized List<JsonNode> read(String sql, Object parameter) {
        try (PreparedStatement statement = connected().prepareStatement(sql)) {
            statement.setObject(1, parameter);
            List<JsonNode> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(Json.read(result.getString(1)));
                }
            }
            return rows;
        } catch (SQLException failed) {
            throw new AssertionError(sql, failed);
        }
    }

    /// The database may have been away since the last time.
    private Connection connected() throws SQLException {
        if (connection == null || !connection.isValid(1)) {
            connection = server.database();
        }
        return connection;
    }
}
