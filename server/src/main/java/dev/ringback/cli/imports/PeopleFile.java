package dev.ringback.cli.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.cli.imports.SourceRow.Profile;
import dev.ringback.cli.node.CannotStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// People and conversations from a file: one JSON object a line, as `POST /api/directory/import` takes them. It is held
/// in memory.
final class PeopleFile implements People {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Long, List<Member>> conversations = new HashMap<>();
    private final Map<Profile, Long> users = new HashMap<>();
    private final Map<Long, String> names = new HashMap<>();

    private PeopleFile() {}

    /// @throws CannotStartException naming the line that cannot be read
    static PeopleFile read(Path file) {
        PeopleFile people = new PeopleFile();
        long number = 0;
        try (var lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    people.add(JSON.readTree(line));
                }
            }
            return people;
        } catch (JsonProcessingException | IllegalArgumentException malformed) {
            throw new CannotStartException(
                    "%s, line %d: neither a user nor a conversation".formatted(file, number), malformed);
        } catch (IOException unreadable) {
            throw new CannotStartException("cannot read " + file, unreadable);
        }
    }

    private void add(JsonNode line) {
        if (line.path("conversation_id").canConvertToLong()) {
            List<Member> members = new ArrayList<>();
            line.path("participants").forEach(it -> members.add(new Member(id(it, "user_id"), profile(it))));
            conversations.put(line.get("conversation_id").longValue(), List.copyOf(members));
            return;
        }
        long user = id(line, "user_id");
        if (line.hasNonNull("name")) {
            names.put(user, line.get("name").asText());
        }
        line.path("profiles").forEach(it -> profile(it).ifPresent(profile -> users.put(profile, user)));
    }

    private static Optional<Profile> profile(JsonNode node) {
        return node.hasNonNull("profile_id") && node.hasNonNull("profile_type")
                ? Optional.of(new Profile(
                        node.get("profile_id").longValue(),
                        node.get("profile_type").asText()))
                : Optional.empty();
    }

    private static long id(JsonNode node, String field) {
        if (!node.path(field).canConvertToLong() || node.get(field).longValue() < 1) {
            throw new IllegalArgumentException(field);
        }
        return node.get(field).longValue();
    }

    @Override
    public List<Member> of(long conversation) {
        return conversations.getOrDefault(conversation, List.of());
    }

    @Override
    public Optional<Long> user(Profile profile) {
        return Optional.ofNullable(users.get(profile));
    }

    @Override
    public Optional<String> name(long user) {
        return Optional.ofNullable(names.get(user));
    }
}
