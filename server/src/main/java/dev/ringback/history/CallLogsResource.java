package dev.ringback.history;

import dev.ringback.config.RingbackConfig;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallType;
import dev.ringback.core.call.RestStatus;
import dev.ringback.core.call.Status;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import dev.ringback.directory.DirectoryStore;
import dev.ringback.history.CallLogBodies.CallLogClaim;
import dev.ringback.history.CallLogBodies.CallLogCreated;
import dev.ringback.history.CallLogBodies.CallLogPage;
import dev.ringback.history.CallLogBodies.CallLogUpdated;
import dev.ringback.history.CallLogBodies.Done;
import dev.ringback.history.CallLogBodies.NewCallLog;
import dev.ringback.identity.CurrentUser;
import dev.ringback.identity.OwnIdentity;
import dev.ringback.problem.Input;
import dev.ringback.problem.ProblemException;
import dev.ringback.problem.ProblemType;
import dev.ringback.problem.RateLimit;
import dev.ringback.protocol.CallRow;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The call log over REST: the seed's three paths, a person's whole history, and the badge (protocol §3).
@Path("/api/call-logs")
@Singleton
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Call logs", description = "One row a call, written by the server; both people read the same row.")
public class CallLogsResource {

    private final CallLogStore store;
    private final MissedCallStore missed;
    private final Badge badge;
    private final DirectoryStore directory;
    private final CallLogWrites writes;
    private final CurrentUser current;
    private final OwnIdentity own;
    private final RateLimit newLogs;

    CallLogsResource(
            Stores stores,
            CallLogWrites writes,
            CurrentUser current,
            OwnIdentity own,
            RingbackConfig config,
            InstantSource clock) {
        this.store = stores.calls();
        this.missed = stores.missed();
        this.badge = stores.badge();
        this.directory = stores.directory();
        this.writes = writes;
        this.current = current;
        this.own = own;
        this.newLogs = new RateLimit(config.limits().invitesPerMinute(), "new call logs", clock);
    }

    @POST
    @Operation(summary = "Log a call", description = """
                    The seed's request. A conversation with a live signaled call answers with that call's row; \
                    otherwise a row is made that an invitation of the same caller takes over, and that is closed as \
                    missed at the ring time-out.""")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = NewCallLog.class),
                            examples = @ExampleObject(name = "as the seed's front end sends it", value = """
                                                    {"conversation_id": 1, "caller_user_id": 1, "call_type": "voice", \
                                                    "status": "initiated", "started_at": "2026-01-16T13:30:00Z"}""")))
    public CallLogCreated create(@Nullable NewCallLog body) {
        NewCallLog asked = body(body);
        ConversationId conversation = new ConversationId(Input.id("conversation_id", asked.conversationId()));
        CallType type = Input.word(
                "call_type", Input.required("call_type", asked.callType()), CallType.values(), CallType::wire);
        checkNew(asked);
        UserId user = current.id();
        newLogs.count(user);
        Call call = writes.log(user, conversation, type);
        return new CallLogCreated(true, call.facts().logId().value(), "Call log created");
    }

    private static RestStatus claimed(String word) {
        return RestStatus.parse(word)
                .orElseThrow(() -> ProblemException.field(
                        "status",
                        "is no_answer, or one of "
                                + Arrays.stream(Status.values())
                                        .map(Status::wire)
                                        .collect(Collectors.joining(", "))));
    }

    private void checkNew(NewCallLog asked) {
        if (asked.status() != null && !asked.status().equals(Status.INITIATED.wire())) {
            throw ProblemException.field("status", "of a new call log is initiated");
        }
        if (asked.callerUserId() != null) {
            own.checkUser("caller_user_id", Input.id("caller_user_id", asked.callerUserId()));
        }
        Optional<Long> profileId =
                Optional.ofNullable(asked.callerProfileId()).map(id -> Input.id("caller_profile_id", id));
        Optional<String> profileType =
                Optional.ofNullable(asked.callerProfileType()).map(type -> Input.text("caller_profile_type", type, 50));
        own.checkProfile("caller_profile_id", profileId, "caller_profile_type", profileType);
    }

    @PUT
    @Path("{call_log_id}")
    @Operation(summary = "Claim a status", description = """
                    The seed's request, by either of the call's two people. It is read as the command that it stands \
                    for, and everybody is told as if it had come by the socket. A final row keeps what it says, and \
                    the claim succeeds; a contradiction to a live one is 409 with the row.""")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = CallLogClaim.class),
                            examples = @ExampleObject(name = "as the seed's front end sends it", value = """
                                                    {"status": "ended", "ended_at": "2026-01-16T13:30:45Z", \
                                                    "duration_seconds": 45}""")))
    public CallLogUpdated update(
            @PathParam("call_log_id") @Parameter(schema = @Schema(type = SchemaType.INTEGER)) String callLogId,
            @Nullable CallLogClaim body) {
        CallLogId id = new CallLogId(Input.id("call_log_id", callLogId));
        String word = Input.required("status", body(body).status());
        writes.claim(current.id(), id, claimed(word));
        return new CallLogUpdated(true, "Call log updated");
    }

    @GET
    @Path("{conversation_id}")
    @Operation(summary = "The calls of a conversation", description = "Newest first by started_at, then id.")
    public CallLogPage inConversation(
            @PathParam("conversation_id") @Parameter(schema = @Schema(type = SchemaType.INTEGER)) String conversationId,
            @BeanParam PageParameters page) {
        ConversationId id = new ConversationId(Input.id("conversation_id", conversationId));
        int rows = page.rows();
        Optional<Cursor> after = page.after();
        if (!directory.isIn(id, current.id())) {
            throw CallLogWrites.notParticipant(id);
        }
        return answer(store.page(current.id(), id, after, rows));
    }

    @GET
    @Operation(
            summary = "All one's calls",
            description =
                    "Newest first by started_at, then id. Filters hold together with and; a list is any of its values.")
    public CallLogPage all(@BeanParam CallLogParameters filters, @BeanParam PageParameters page) {
        return answer(store.page(current.id(), filters.filter(), page.after(), page.rows()));
    }

    @POST
    @Path("seen")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Clear the missed-call badge",
            description = "On all one's devices. What is missed from now on counts again.")
    public Done seen() {
        missed.see(current.id());
        badge.changed(current.id(), missed.unseen(current.id()));
        return new Done(true);
    }

    private CallLogPage answer(CallPage page) {
        UserId reader = current.id();
        return new CallLogPage(
                true,
                page.calls().stream()
                        .map(call -> CallRow.of(call, call.role(reader).orElseThrow()))
                        .toList(),
                page.next().map(Cursor::text).orElse(null));
    }

    private static <T> T body(@Nullable T body) {
        if (body == null) {
            throw ProblemException.of(ProblemType.BAD_JSON, "the body is one JSON object");
        }
        return body;
    }

    /// What the resource reads from, and whom it tells.
    @Singleton
    record Stores(CallLogStore calls, MissedCallStore missed, Badge badge, DirectoryStore directory) {}
}
