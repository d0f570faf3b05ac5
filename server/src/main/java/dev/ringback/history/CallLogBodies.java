package dev.ringback.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.ringback.protocol.CallRow;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The requests and answers of the call log, the seed's to the letter. Of the client's times nothing is read.
final class CallLogBodies {

    private CallLogBodies() {}

    /// `POST /api/call-logs`.
    @Schema(name = "NewCallLog", description = "Times that are sent along are accepted and not taken.")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record NewCallLog(
            @Schema(required = true, minimum = "1") @Nullable
            Long conversationId,

            @Schema(
                    required = true,
                    enumeration = {"voice", "video"})
            @Nullable
            String callType,

            @Schema(enumeration = "initiated") @Nullable String status,

            @Schema(description = "must be the token's own") @Nullable
            Long callerUserId,

            @Schema(description = "must be the token's own") @Nullable
            Long callerProfileId,

            @Schema(description = "must be the token's own") @Nullable
            String callerProfileType) {}

    /// Its answer.
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record CallLogCreated(boolean success, long callLogId, String message) {}

    /// `PUT /api/call-logs/{call_log_id}`.
    @Schema(
            name = "CallLogClaim",
            description = "Times and durations that are sent along are accepted and not taken: the server has its own.")
    public record CallLogClaim(
            @Schema(
                    required = true,
                    enumeration = {
                        "initiated",
                        "ringing",
                        "answered",
                        "ended",
                        "cancelled",
                        "declined",
                        "missed",
                        "failed",
                        "no_answer"
                    })
            @Nullable
            String status) {}

    /// Its answer.
    public record CallLogUpdated(boolean success, String message) {}

    /// A page.
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record CallLogPage(
            boolean success,
            List<CallRow> callLogs,

            @Schema(description = "where the next page begins; absent on the last one")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            String nextCursor) {}

    /// One call.
    public record OneCall(boolean success, CallRow call) {}

    /// A call's audit trail.
    public record CallEvents(boolean success, List<CallEventRow> events) {}

    /// Nothing more to say.
    public record Done(boolean success) {}
}
