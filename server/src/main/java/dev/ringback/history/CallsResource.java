package dev.ringback.history;

import dev.ringback.core.call.Call;
import dev.ringback.core.id.CallId;
import dev.ringback.history.CallLogBodies.CallEvents;
import dev.ringback.history.CallLogBodies.OneCall;
import dev.ringback.identity.CurrentUser;
import dev.ringback.problem.ProblemException;
import dev.ringback.problem.ProblemType;
import dev.ringback.protocol.CallRow;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// One call as it stands, and how it came to that. Only its two people can ask: to others it does not exist.
@Path("/api/calls/{call_id}")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Calls")
public class CallsResource {

    private final CallLogStore store;
    private final CurrentUser current;

    CallsResource(CallLogStore store, CurrentUser current) {
        this.store = store;
        this.current = current;
    }

    @GET
    @Operation(
            summary = "A call as it stands",
            description = "Safe to poll. Whoever was woken by a push asks here before it rings.")
    public OneCall call(@PathParam("call_id") @Parameter(schema = @Schema(format = "uuid")) String callId) {
        Call call = ownCall(callId);
        return new OneCall(true, CallRow.of(call, call.role(current.id()).orElseThrow()));
    }

    @GET
    @Path("events")
    @Operation(summary = "A call's audit trail", description = "One entry a transition; seq is the version, ascending.")
    public CallEvents events(@PathParam("call_id") @Parameter(schema = @Schema(format = "uuid")) String callId) {
        return new CallEvents(true, store.events(ownCall(callId).facts().logId()));
    }

    private Call ownCall(String text) {
        CallId id = CallId.parse(text).orElseThrow(() -> ProblemException.field("call_id", "is no UUID"));
        return store.call(id)
                .filter(call -> call.role(current.id()).isPresent())
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "there is no call " + id + " of yours"));
    }
}
