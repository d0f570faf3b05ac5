package dev.ringback.directory;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.ringback.core.call.Call;
import dev.ringback.core.id.UserId;
import dev.ringback.identity.CurrentUser;
import dev.ringback.protocol.CallRow;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// A person's conversations, as the demo page lists them.
@Path("/api/conversations")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Conversations")
public class ConversationsResource {

    private final ConversationListStore store;
    private final Presence presence;
    private final CurrentUser current;

    ConversationsResource(ConversationListStore store, Presence presence, CurrentUser current) {
        this.store = store;
        this.presence = presence;
        this.current = current;
    }

    /// An entry.
    @Schema(name = "Conversation")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record ConversationRow(
            long id,
            @Schema(enumeration = {"direct", "group"}) String type,

            @Schema(description = "what a group is called; of a direct one, the other's name") @Nullable
            String name,

            @Nullable Long otherUserId,
            @Nullable String otherName,
            @Nullable String otherAvatar,
            boolean online,

            @Schema(description = "missed calls since the badge was last cleared")
            long missedCount,

            @Nullable CallRow lastCall) {}

    /// The list.
    public record Conversations(boolean success, List<ConversationRow> conversations) {}

    @GET
    @Operation(summary = "One's conversations", description = "The one with the newest call first.")
    public Conversations list() {
        UserId reader = current.id();
        return new Conversations(
                true,
                store.list(reader).stream().map(entry -> row(entry, reader)).toList());
    }

    private ConversationRow row(ConversationListStore.Entry entry, UserId reader) {
        Optional<ConversationListStore.Other> other = entry.other();
        Optional<Call> last = entry.last();
        return new ConversationRow(
                entry.id(),
                entry.type(),
                entry.name()
                        .or(() -> other.map(ConversationListStore.Other::name))
                        .orElse(null),
                other.map(person -> person.id().value()).orElse(null),
                other.map(ConversationListStore.Other::name).orElse(null),
                other.flatMap(ConversationListStore.Other::avatar).orElse(null),
                other.map(person -> presence.online(person.id())).orElse(false),
                entry.missed(),
                last.map(call -> CallRow.of(call, call.role(reader).orElseThrow()))
                        .orElse(null));
    }
}
