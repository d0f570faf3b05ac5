package dev.ringback.call;

import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallType;
import dev.ringback.core.call.RestStatus;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import java.util.concurrent.CompletionStage;

/// The seed's REST side of calls: a POST that logs and a PUT that claims a status (protocol §3). May be called from any
/// thread; a stage fails with [StoreUnavailable] when the database is away.
public interface RestCalls {

    /// `POST /api/call-logs`.
    CompletionStage<LogAnswer> log(UserId user, ConversationId conversation, CallType type);

    /// `PUT /api/call-logs/{call_log_id}`.
    CompletionStage<ClaimAnswer> claim(UserId user, CallLogId call, RestStatus claim);

    /// What became of a POST.
    sealed interface LogAnswer {

        /// The row that is meant: a new one, or that of the conversation's signaled call.
        record Logged(Call call) implements LogAnswer {}

        /// 403: one is not in the conversation, or there is none.
        record NotParticipant() implements LogAnswer {}

        /// 400: not a conversation of two people.
        record NotSupported() implements LogAnswer {}
    }

    /// What became of a PUT.
    sealed interface ClaimAnswer {

        /// It stands, changed or not.
        record Updated(Call call) implements ClaimAnswer {}

        /// 404: no such row, or somebody else's.
        record NotFound() implements ClaimAnswer {}

        /// 409: the row says otherwise.
        record Contradiction(Call call) implements ClaimAnswer {}
    }
}
