package dev.ringback.directory;

import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import dev.ringback.identity.Identity;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes people and conversations within one transaction. Every write may be repeated. Used by the thread that got
/// it, until its work returns.
public final class DirectoryBatchStore {

    private static final String USER = """
            INSERT INTO users (id, name, avatar) VALUES (?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, avatar = excluded.avatar, updated_at = now()
            WHERE (users.name, users.avatar) IS DISTINCT FROM (excluded.name, excluded.avatar)""";

    /// What a token does not say stays as it is.
    private static final String CLAIMS = """
            INSERT INTO users (id, name, avatar) VALUES (?, coalesce(?, ''), ?)
            ON CONFLICT (id) DO UPDATE SET name = coalesce(?, users.name), avatar = coalesce(?, users.avatar),
                updated_at = now()
            WHERE (users.name, users.avatar) IS DISTINCT FROM (coalesce(?, users.name), coalesce(?, users.avatar))""";

    private static final String SAYS_ALREADY = """
            SELECT 1 FROM users WHERE id = ? AND name = coalesce(?, name)
                AND avatar IS NOT DISTINCT FROM coalesce(?, avatar)""";

    private static final String PROFILE =
            "INSERT INTO profiles (profile_id, profile_type, user_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

    private static final String OWNER =
            "SELECT user_id FROM profiles WHERE profile_id = ? AND profile_type = ? AND user_id <> ?";

    private static final String CONVERSATION = """
            INSERT INTO conversations (id, type, name) VALUES (?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET type = excluded.type, name = excluded.name, updated_at = now()""";

    /// A profile that is not said: the one they had here, else their first, else the user id.
    private static final String PARTICIPANT = """
            INSERT INTO participants (conversation_id, user_id, profile_id, profile_type)
            SELECT ?, u.id, coalesce(?, own.profile_id, u.id), coalesce(?, own.profile_type, 'user')
            FROM users u LEFT JOIN LATERAL (
                SELECT profile_id, profile_type FROM profiles
                WHERE user_id = u.id ORDER BY profile_id, profile_type LIMIT 1) own ON true
            WHERE u.id = ?
            ON CONFLICT (conversation_id, user_id) DO UPDATE SET
                profile_id = coalesce(?, participants.profile_id),
                profile_type = coalesce(?, participants.profile_type)""";

    private final Connection connection;

    DirectoryBatchStore(Connection connection) {
        this.connection = connection;
    }

    /// Writes a person.
    ///
    /// @return the conversations that read otherwise now
    /// @throws ProfileTakenException when a profile is another's; the whole batch is then undone
    public Set<ConversationId> user(KnownUser user) throws SQLException {
        update(USER, user.id().value(), user.name(), user.avatar().orElse(null));
        if (user.profiles().isPresent()) {
            replaceProfiles(user.id(), user.profiles().get());
        }
        return conversationsOf(user.id());
    }

    /// Writes a conversation; people that are not known yet become known by their id.
    ///
    /// @return everybody who is in it or was before
    public Set<UserId> conversation(KnownConversation conversation) throws SQLException {
        long id = conversation.id().value();
        update(
                CONVERSATION,
                id,
                conversation.direct() ? "direct" : "group",
                conversation.name().orElse(null));
        Set<UserId> concerned = new HashSet<>(participantsOf(id));
        Long[] users = conversation.participants().stream()
                .map(it -> it.user().value())
                .sorted()
                .toArray(Long[]::new);
        Array people = connection.createArrayOf("bigint", users);
        update("INSERT INTO users (id) SELECT unnest(?) ON CONFLICT DO NOTHING", people);
        update("DELETE FROM participants WHERE conversation_id = ? AND user_id <> ALL (?)", id, people);
        for (KnownConversation.Participant one : conversation.participants()) {
            participant(id, one);
            concerned.add(one.user());
        }
        return concerned;
    }

    /// Writes what a token says, if it is news.
    ///
    /// @return the conversations that read otherwise now
    public Set<ConversationId> claims(Identity identity) throws SQLException {
        long id = identity.user().value();
        String name = identity.name().orElse(null);
        String picture = identity.picture().orElse(null);
        boolean news = !exists(SAYS_ALREADY, id, name, picture);
        if (news) {
            update(CLAIMS, id, name, picture, name, picture, name, picture);
        }
        if (identity.profileId().isPresent() || identity.profileType().isPresent()) {
            update(
                    PROFILE,
                    identity.profileId().orElse(id),
                    identity.profileType().orElse(Profile.DEFAULT_TYPE),
                    id);
        }
        return news ? conversationsOf(identity.user()) : Set.of();
    }

    private void participant(long conversation, KnownConversation.Participant one) throws SQLException {
        Long profileId = one.profile().map(Profile::id).orElse(null);
        String profileType = one.profile().map(Profile::type).orElse(null);
        update(PARTICIPANT, conversation, profileId, profileType, one.user().value(), profileId, profileType);
    }

    private void replaceProfiles(UserId user, List<Profile> profiles) throws SQLException {
        update("DELETE FROM profiles WHERE user_id = ?", user.value());
        for (Profile profile : profiles) {
            if (exists(OWNER, profile.id(), profile.type(), user.value())) {
                throw new ProfileTakenException(profile);
            }
            update(PROFILE, profile.id(), profile.type(), user.value());
        }
    }

    private Set<ConversationId> conversationsOf(UserId user) throws SQLException {
        Set<ConversationId> found = new HashSet<>();
        try (PreparedStatement query =
                prepared("SELECT conversation_id FROM participants WHERE user_id = ?", user.value())) {
            ResultSet rows = query.executeQuery();
            while (rows.next()) {
                found.add(new ConversationId(rows.getLong(1)));
            }
        }
        return found;
    }

    private Set<UserId> participantsOf(long conversation) throws SQLException {
        Set<UserId> found = new HashSet<>();
        try (PreparedStatement query =
                prepared("SELECT user_id FROM participants WHERE conversation_id = ?", conversation)) {
            ResultSet rows = query.executeQuery();
            while (rows.next()) {
                found.add(new UserId(rows.getLong(1)));
            }
        }
        return found;
    }

    private boolean exists(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement query = prepared(sql, values)) {
            return query.executeQuery().next();
        }
    }

    private int update(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, values)) {
            return statement.executeUpdate();
        }
    }

    private PreparedStatement prepared(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int at = 0; at < values.length; at++) {
            statement.setObject(at + 1, values[at]);
        }
        return statement;
    }
}
