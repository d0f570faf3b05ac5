package dev.ringback.directory;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import dev.ringback.identity.ForService;
import dev.ringback.problem.Input;
import dev.ringback.problem.LargeBody;
import dev.ringback.problem.ProblemException;
import dev.ringback.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The host application's door to the directory (design §6).
@Path("/api/directory")
@ForService
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Directory",
        description = "The host application pushes its people and conversations, with a service token.")
public class DirectoryResource {

    private final DirectoryPushes pushes;
    private final DirectoryImport imports;

    DirectoryResource(DirectoryPushes pushes, DirectoryImport imports) {
        this.pushes = pushes;
        this.imports = imports;
    }

    /// `{"success": true}`.
    public record Done(boolean success) {
        static final Done DONE = new Done(true);
    }

    /// What an import wrote.
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Imported(boolean success, long lines, long users, long conversations) {}

    @PUT
    @Path("users/{user_id}")
    @Operation(summary = "Say who a person is", description = "Replaces name and avatar, and the profiles if given.")
    public Done user(@PathParam("user_id") @Schema(type = SchemaType.INTEGER) String userId, @Nullable UserBody body) {
        UserId id = new UserId(Input.id("user_id", userId));
        take(new DirectoryPushes.Push.OfUser(body(body).checked(id)));
        return Done.DONE;
    }

    @PUT
    @Path("conversations/{conversation_id}")
    @Operation(
            summary = "Say who is in a conversation",
            description =
                    "Replaces type, name and participants. Only a direct conversation of two people carries calls.")
    public Done conversation(
            @PathParam("conversation_id") @Schema(type = SchemaType.INTEGER) String conversationId,
            @Nullable ConversationBody body) {
        ConversationId id = new ConversationId(Input.id("conversation_id", conversationId));
        take(new DirectoryPushes.Push.OfConversation(body(body).checked(id)));
        return Done.DONE;
    }

    @POST
    @Path("import")
    @Consumes({"application/x-ndjson", "application/ndjson"})
    @LargeBody
    @Operation(summary = "Push many", description = """
                    One JSON object a line, with user_id for a person or conversation_id for a conversation, and the \
                    fields of the two PUTs. The first bad line ends it: the answer names the line, and counts what was \
                    kept before it. Every line may be sent again.""")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/x-ndjson",
                            schema = @Schema(type = SchemaType.STRING),
                            examples = @ExampleObject(name = "a person and a conversation", value = """
                                                    {"user_id": 7, "name": "Sara Tesfaye"}
                                                    {"conversation_id": 3, "participants": [{"user_id": 7}, {"user_id": 8}]}
                                                    """)))
    public Imported importLines(InputStream body) {
        return imports.read(body);
    }

    private void take(DirectoryPushes.Push push) {
        try {
            pushes.take(List.of(push));
        } catch (ProfileTakenException taken) {
            throw ProblemException.of(ProblemType.CONFLICT, String.valueOf(taken.getMessage()))
                    .with("field", "profiles");
        }
    }

    private static <T> T body(@Nullable T body) {
        if (body == null) {
            throw ProblemException.of(ProblemType.BAD_JSON, "the body is one JSON object");
        }
        return body;
    }
}
