package dev.ringback.cli.imports;

import dev.ringback.cli.imports.SourceRow.Profile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// People and conversations from tables of a database, ours or the host's: `participants` (or
/// `conversation_participants`) with `conversation_id` and `user_id`, and `profile_id` and `profile_type` if they are
/// there; `profiles` with `profile_id`, `profile_type` and `user_id`; `users` with `id` and `name`. What is not there
/// knows nothing. Of one connection and thread.
final class PeopleStore implements People {

    private final Connection connection;
    private final Optional<String> participants;
    private final boolean participantsHaveProfiles;
    private final boolean hasProfiles;
    private final boolean hasNames;

    PeopleStore(Connection connection) throws SQLException {
        this.connection = connection;
        this.participants = has("participants", "conversation_id", "user_id")
                ? Optional.of("participants")
                : has("conversation_participants", "conversation_id", "user_id")
                        ? Optional.of("conversation_participants")
                        : Optional.empty();
        this.participantsHaveProfiles =
                participants.isPresent() && has(participants.get(), "profile_id", "profile_type");
        this.hasProfiles = has("profiles", "profile_id", "profile_type", "user_id");
        this.hasNames = has("users", "id", "name");
    }

    @Override
    public List<Member> of(long conversation) {
        if (participants.isEmpty()) {
            return List.of();
        }
        String profile = participantsHaveProfiles ? ", profile_id, profile_type" : ", NULL, NULL";
        return rows(
                "SELECT user_id" + profile + " FROM " + participants.get()
                        + " WHERE conversation_id = ? AND user_id IS NOT NULL ORDER BY user_id",
                row -> new Member(row.getLong(1), profile(row)),
                conversation);
    }

    @Override
    public Optional<Long> user(Profile profile) {
        return hasProfiles
                ? rows(
                                "SELECT user_id FROM profiles WHERE profile_id = ? AND profile_type = ?",
                                row -> row.getLong(1),
                                profile.id(),
                                profile.type())
                        .stream()
                        .findFirst()
                : Optional.empty();
    }

    @Override
    public Optional<String> name(long user) {
        return hasNames
                ? rows("SELECT name FROM users WHERE id = ? AND name <> ''", row -> row.getString(1), user).stream()
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<Profile> profile(ResultSet row) throws SQLException {
        String type = row.getString(3);
        return type == null || row.getString(2) == null
                ? Optional.empty()
                : Optional.of(new Profile(row.getLong(2), type));
    }

    private boolean has(String table, String... columns) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped")) {
            query.setString(1, table);
            ResultSet rows = query.executeQuery();
            Set<String> there = new HashSet<>();
            while (rows.next()) {
                there.add(rows.getString(1));
            }
            return there.containsAll(Set.of(columns));
        }
    }

    /// One row's value.
    @FunctionalInterface
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> rows(String sql, Reading<T> reading, Object... values) {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int at = 0; at < values.length; at++) {
                query.setObject(at + 1, values[at]);
            }
            ResultSet rows = query.executeQuery();
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(reading.of(rows));
            }
            return read;
        } catch (SQLException failed) {
            throw new SourceFailedException(failed);
        }
    }
}
