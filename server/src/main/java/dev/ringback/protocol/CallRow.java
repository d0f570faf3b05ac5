package dev.ringback.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.EndReason;
import dev.ringback.core.call.Outcome;
import dev.ringback.core.call.Party;
import dev.ringback.core.call.Progress;
import dev.ringback.core.call.Role;
import dev.ringback.core.log.CallView;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A `call` as one of its two people reads it: the row of protocol §3, over the socket and over REST alike. The seed's
/// fields come first. A null is written as `null`: a reader finds every field in every row.
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record CallRow(
        long id,
        long conversationId,
        String callerName,
        @JsonProperty("is_caller") boolean isCaller,
        String callType,
        String status,
        Instant startedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt,
        @Nullable Long durationSeconds,
        String callId,
        String direction,
        @Nullable String outcome,
        @Nullable String endReason,
        @Nullable Instant ringingAt,
        @Nullable Long ringSeconds,
        boolean endEstimated,
        @Nullable Long endedByUserId,
        long callerUserId,
        long callerProfileId,
        String callerProfileType,
        @Nullable String callerAvatar,
        long calleeUserId,
        String calleeName,
        @Nullable String calleeAvatar,
        List<Participant> participants,
        int version,
        Instant createdAt) {

    /// One of the two people.
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Participant(long userId, long profileId, String profileType, String name) {

        static Participant of(Party party) {
            return new Participant(party.userId().value(), party.profileId(), party.profileType(), party.name());
        }
    }

    /// The row as one side reads it.
    public static CallRow of(Call call, Role reader) {
        return of(new CallView(call, reader));
    }

    /// The row of a view.
    public static CallRow of(CallView view) {
        Call call = view.call();
        Call.Facts facts = call.facts();
        Progress.@Nullable Closed end = call.closed().orElse(null);
        return new CallRow(
                facts.logId().value(),
                facts.conversation().value(),
                facts.caller().name(),
                view.role() == Role.CALLER,
                facts.type().wire(),
                call.status().wire(),
                facts.startedAt(),
                call.answeredAt().orElse(null),
                end == null ? null : end.since(),
                boxed(call.durationSeconds()),
                call.id().toString(),
                view.role().direction(),
                view.outcome().map(Outcome::wire).orElse(null),
                call.closed().map(Progress.Closed::reason).map(EndReason::wire).orElse(null),
                call.ringingAt().orElse(null),
                boxed(call.ringSeconds()),
                end != null && end.estimated(),
                call.closed()
                        .flatMap(Progress.Closed::by)
                        .map(closer -> closer.user().value())
                        .orElse(null),
                facts.caller().userId().value(),
                facts.caller().profileId(),
                facts.caller().profileType(),
                facts.caller().avatar().orElse(null),
                facts.callee().userId().value(),
                facts.callee().name(),
                facts.callee().avatar().orElse(null),
                List.of(Participant.of(facts.caller()), Participant.of(facts.callee())),
                call.version(),
                facts.createdAt());
    }

    private static @Nullable Long boxed(OptionalLong value) {
        return value.isPresent() ? (Long) value.getAsLong() : null;
    }
}
