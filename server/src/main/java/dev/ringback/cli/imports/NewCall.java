package dev.ringback.cli.imports;

import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallType;
import dev.ringback.core.call.EndReason;
import dev.ringback.core.call.Leg;
import dev.ringback.core.call.Party;
import dev.ringback.core.call.Progress;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.ConversationId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A call that is to be made of a group of rows.
///
/// @param fates of its rows
record NewCall(Pairing.Group group, Mended mended, Party caller, Party callee, List<Fate> fates) {

    List<Long> sourceIds() {
        return group.rows().stream().map(SourceRow::id).toList();
    }

    /// The call, in a row; its id is made of the log's name and the row's number there, so it is the same every time.
    Call call(CallLogId row, String source) {
        SourceRow first = group.caller();
        UUID id = UUID.nameUUIDFromBytes(
                ("ringback import " + source + " " + first.id()).getBytes(StandardCharsets.UTF_8));
        CallType type = CallType.parse(first.callType()).orElseThrow();
        var facts = new Call.Facts(
                new CallId(id),
                row,
                new ConversationId(first.conversation()),
                type,
                caller,
                callee,
                mended.startedAt(),
                first.created(),
                false,
                false);
        var end = new Progress.Closed(
                mended.reason(), Optional.empty(), mended.answeredAt(), mended.endedAt(), mended.estimated(), closer());
        return new Call(facts, end, type, 1, mended.endedAt(), Leg.EMPTY, Leg.EMPTY);
    }

    /// A cancel is always the caller's and a decline the callee's; who hung up, the old rows do not say.
    private Optional<Progress.Closer> closer() {
        return switch (mended.reason()) {
            case CANCELLED -> Optional.of(new Progress.Closer(caller.userId(), Optional.empty(), Ask.CANCEL));
            case DECLINED -> Optional.of(new Progress.Closer(callee.userId(), Optional.empty(), Ask.DECLINE));
            case HANGUP,
                    CONNECTION_LOST,
                    MAX_DURATION,
                    CALLER_LOST,
                    RING_TIMEOUT,
                    UNREACHABLE,
                    BUSY,
                    MEDIA_FAILED,
                    RECOVERED -> Optional.empty();
        };
    }

    /// Whether the callee reads it as missed.
    boolean isMissed() {
        return mended.reason() == EndReason.CANCELLED || mended.reason() == EndReason.RING_TIMEOUT;
    }
}
