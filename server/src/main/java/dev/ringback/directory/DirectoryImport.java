package dev.ringback.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import dev.ringback.directory.DirectoryPushes.Push;
import dev.ringback.directory.DirectoryResource.Imported;
import dev.ringback.problem.JsonProblems;
import dev.ringback.problem.ProblemException;
import dev.ringback.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads many pushes, one JSON object a line, and commits them in batches: memory does not grow with their number. The
/// first bad line ends it; the lines before it are kept. Blocks.
@ApplicationScoped
public class DirectoryImport {

    private static final int BATCH = 500;
    private static final int LINE_BYTES_MAX = 65_536;

    private final DirectoryPushes pushes;
    private final ObjectReader json;

    /// Of a node.
    public DirectoryImport(DirectoryPushes pushes, ObjectMapper json) {
        this.pushes = pushes;
        this.json = json.reader();
    }

    Imported read(InputStream body) {
        Progress progress = new Progress();
        Lines lines = new Lines(body, LINE_BYTES_MAX);
        try {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (!line.get().isBlank()) {
                    progress.add(push(line.get()));
                }
            }
            progress.commit();
        } catch (ProblemException wrong) {
            throw progress.endedBy(wrong, lines.number());
        } catch (IOException cut) {
            throw progress.endedBy(ProblemException.of(ProblemType.BAD_JSON, "the body ended early"), lines.number());
        }
        return new Imported(true, lines.number(), progress.users, progress.conversations);
    }

    private Push push(String line) {
        try {
            JsonNode object = json.readTree(line);
            if (!object.isObject()) {
                throw ProblemException.of(ProblemType.BAD_JSON, "a line is one JSON object");
            }
            boolean user = object.has("user_id");
            if (user == object.has("conversation_id")) {
                throw ProblemException.of(ProblemType.BAD_MESSAGE, "a line has either user_id or conversation_id");
            }
            return user
                    ? new Push.OfUser(
                            json.treeToValue(object, UserBody.class).checked(new UserId(id(object, "user_id"))))
                    : new Push.OfConversation(json.treeToValue(object, ConversationBody.class)
                            .checked(new ConversationId(id(object, "conversation_id"))));
        } catch (JsonProcessingException wrong) {
            throw JsonProblems.of(wrong);
        }
    }

    private static long id(JsonNode object, String field) {
        JsonNode id = object.get(field);
        if (!id.isIntegralNumber() || !id.canConvertToLong() || id.longValue() < 1) {
            throw ProblemException.field(field, "is a whole number from 1 to " + Long.MAX_VALUE);
        }
        return id.longValue();
    }

    /// What has been read and what of it is committed.
    private final class Progress {
        private final List<Push> waiting = new ArrayList<>();
        private long users;
        private long conversations;

        void add(Push push) {
            waiting.add(push);
            if (waiting.size() == BATCH) {
                commit();
            }
        }

        void commit() {
            List<Push> batch = List.copyOf(waiting);
            waiting.clear();
            if (batch.isEmpty()) {
                return;
            }
            try {
                pushes.take(batch);
            } catch (ProfileTakenException taken) {
                throw ProblemException.of(ProblemType.CONFLICT, String.valueOf(taken.getMessage()))
                        .with("field", "profiles");
            }
            long people = batch.stream().filter(Push.OfUser.class::isInstance).count();
            users += people;
            conversations += batch.size() - people;
        }

        ProblemException endedBy(ProblemException wrong, long line) {
            ProblemException told = wrong;
            try {
                commit();
            } catch (ProblemException earlier) {
                told = earlier;
            }
            return told.atLine(line).with("users", users).with("conversations", conversations);
        }
    }
}
