package dev.ringback.directory;

import dev.ringback.call.store.CallRows;
import dev.ringback.core.call.Call;
import dev.ringback.core.id.UserId;
import dev.ringback.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A person's conversations with the newest call of each. Blocks; throws [dev.ringback.call.StoreUnavailable] when the
/// database is away.
@ApplicationScoped
public class ConversationListStore {

    private static final int CONVERSATIONS_MAX = 1_000;

    /// One query: the person's unseen missed calls are counted once, and each conversation's newest is one step in its
    /// index.
    static final String LIST = """
            WITH mine AS (
                SELECT conversation_id FROM participants WHERE user_id = ?
            ), missed AS (
                SELECT conversation_id, count(*) AS count FROM call_logs
                WHERE callee_user_id = ? AND %s
                    AND closed_at > (SELECT missed_seen_at FROM users WHERE id = ?)
                GROUP BY conversation_id
            )
            SELECT conversation.id AS list_id, conversation.type AS list_type, conversation.name AS list_name,
                other.id AS other_id, other.name AS other_name, other.avatar AS other_avatar,
                coalesce(missed.count, 0) AS missed_count,\s""".formatted(CallRows.MISSED_BY_CALLEE) + CallRows.COLUMNS + """

            FROM mine JOIN conversations conversation ON conversation.id = mine.conversation_id
            LEFT JOIN missed ON missed.conversation_id = conversation.id
            LEFT JOIN LATERAL (
                SELECT u.id, u.name, u.avatar FROM participants p JOIN users u ON u.id = p.user_id
                WHERE conversation.type = 'direct' AND p.conversation_id = conversation.id AND p.user_id <> ?
                LIMIT 1) other ON true
            LEFT JOIN LATERAL (
                SELECT * FROM call_logs
                WHERE conversation_id = conversation.id AND ? IN (caller_user_id, callee_user_id)
                ORDER BY started_at DESC, id DESC LIMIT 1) c ON true
            ORDER BY c.started_at DESC NULLS LAST, conversation.id LIMIT ?""";

    private final Database database;

    /// Of a database.
    public ConversationListStore(Database database) {
        this.database = database;
    }

    /// An entry.
    ///
    /// @param name what a group is called
    /// @param other the other person of a direct conversation
    /// @param missed unseen missed calls
    /// @param last the newest call that the person was part of
    record Entry(
            long id, String type, Optional<String> name, Optional<Other> other, long missed, Optional<Call> last) {}

    /// The other person.
    record Other(UserId id, String name, Optional<String> avatar) {}

    /// At most a thousand, the one with the newest call first.
    List<Entry> list(UserId user) {
        return database.run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(LIST)) {
                query.setLong(1, user.value());
                query.setLong(2, user.value());
                query.setLong(3, user.value());
                query.setLong(4, user.value());
                query.setLong(5, user.value());
                query.setInt(6, CONVERSATIONS_MAX);
                ResultSet rows = query.executeQuery();
                List<Entry> entries = new ArrayList<>();
                while (rows.next()) {
                    entries.add(entry(rows));
                }
                return entries;
            }
        });
    }

    private static Entry entry(ResultSet row) throws SQLException {
        boolean called = row.getObject("id") != null;
        return new Entry(
                row.getLong("list_id"),
                row.getString("list_type"),
                Optional.ofNullable(row.getString("list_name")),
                Optional.ofNullable(other(row)),
                row.getLong("missed_count"),
                called ? Optional.of(CallRows.read(row)) : Optional.empty());
    }

    private static @Nullable Other other(ResultSet row) throws SQLException {
        long id = row.getLong("other_id");
        return row.wasNull()
                ? null
                : new Other(
                        new UserId(id),
                        row.getString("other_name"),
                        Optional.ofNullable(row.getString("other_avatar")));
    }
}
