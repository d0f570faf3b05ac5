package dev.ringback.directory;

import dev.ringback.core.call.Party;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import dev.ringback.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads people and conversations. Blocks; throws [dev.ringback.call.StoreUnavailable] when the database is away.
@ApplicationScoped
public class DirectoryStore {

    /// More people than this share no presence with one person.
    private static final int PEERS_MAX = 10_000;

    private static final String CONVERSATION = """
            SELECT c.type, p.user_id, p.profile_id, p.profile_type, u.name, u.avatar
            FROM conversations c
            LEFT JOIN participants p ON p.conversation_id = c.id
            LEFT JOIN users u ON u.id = p.user_id
            WHERE c.id = ? ORDER BY p.user_id""";

    private static final String PEERS = """
            SELECT DISTINCT other.user_id
            FROM participants mine JOIN participants other USING (conversation_id)
            WHERE mine.user_id = ? AND other.user_id <> mine.user_id
            LIMIT ?""";

    private static final String OWNS = """
            SELECT 1 FROM profiles
            WHERE user_id = ? AND profile_id = coalesce(?, profile_id) AND profile_type = coalesce(?, profile_type)""";

    private final Database database;

    /// Of a database.
    public DirectoryStore(Database database) {
        this.database = database;
    }

    /// A conversation with its people.
    public Optional<Directory.Conversation> conversation(ConversationId id) {
        return database.run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(CONVERSATION)) {
                query.setLong(1, id.value());
                return conversation(id, query.executeQuery());
            }
        });
    }

    private static Optional<Directory.Conversation> conversation(ConversationId id, ResultSet rows)
            throws SQLException {
        boolean found = false;
        boolean direct = false;
        List<Party> people = new ArrayList<>();
        while (rows.next()) {
            found = true;
            direct = rows.getString("type").equals("direct");
            long user = rows.getLong("user_id");
            if (!rows.wasNull()) {
                people.add(new Party(
                        new UserId(user),
                        rows.getLong("profile_id"),
                        rows.getString("profile_type"),
                        rows.getString("name"),
                        Optional.ofNullable(rows.getString("avatar"))));
            }
        }
        return found ? Optional.of(new Directory.Conversation(id, direct, List.copyOf(people))) : Optional.empty();
    }

    /// Everybody who shares a conversation with a person.
    public Set<UserId> peers(UserId user) {
        return database.run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(PEERS)) {
                query.setLong(1, user.value());
                query.setInt(2, PEERS_MAX);
                ResultSet rows = query.executeQuery();
                Set<UserId> peers = new HashSet<>();
                while (rows.next()) {
                    peers.add(new UserId(rows.getLong(1)));
                }
                return Set.copyOf(peers);
            }
        });
    }

    /// Whether a person has a profile with this id and this type, as far as each is given.
    public boolean owns(UserId user, Optional<Long> profileId, Optional<String> profileType) {
        return database.run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(OWNS)) {
                query.setLong(1, user.value());
                query.setObject(2, profileId.orElse(null), Types.BIGINT);
                query.setString(3, profileType.orElse(null));
                return query.executeQuery().next();
            }
        });
    }

    /// Whether a person is in a conversation.
    public boolean isIn(ConversationId conversation, UserId user) {
        return database.run(connection -> {
            String sql = "SELECT 1 FROM participants WHERE conversation_id = ? AND user_id = ?";
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setLong(1, conversation.value());
                query.setLong(2, user.value());
                return query.executeQuery().next();
            }
        });
    }

    /// Whether anything is known of a person.
    public boolean knows(UserId user) {
        return database.run(connection -> exists(connection, user));
    }

    private static boolean exists(Connection connection, UserId user) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM users WHERE id = ?")) {
            query.setLong(1, user.value());
            return query.executeQuery().next();
        }
    }
}
