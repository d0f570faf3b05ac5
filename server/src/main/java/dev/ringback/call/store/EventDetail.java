package dev.ringback.call.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallEvent;
import dev.ringback.core.call.Invitation;
import dev.ringback.core.call.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The column `call_events.detail`: what the row's other columns do not say, enough to make the event again. Words are
/// those of the table and the wire, times RFC 3339 in UTC. Any thread may use it.
sealed interface EventDetail {

    /// Of an event that only somebody's device is known of, as `call_ringing`.
    record Seat(@Nullable String node) implements EventDetail {}

    /// Of `call_invitation`: the first event of every call, and the adoption of a row of REST.
    record Invited(
            @Nullable String node,
            String callId,
            boolean named,
            boolean signaled,
            boolean reached,
            String callType,
            long callerUserId,
            long calleeUserId,
            String ringUntil)
            implements EventDetail {}

    /// Of `call_answer`.
    record Answered(@Nullable String node, String until) implements EventDetail {}

    /// Of `call_mode_switched`.
    record Switched(@Nullable String node, String mode) implements EventDetail {}

    /// Of `call_taken`.
    record Taken(@Nullable String node, String role) implements EventDetail {}

    /// Of the final ones.
    record Ended(
            String endReason,
            String endedAt,
            boolean estimated,
            @Nullable String endedWith) implements EventDetail {}

    /// Of `call_imported`, the only event of a call that another system's log told.
    ///
    /// @param source which log, as `imported_calls.source`
    /// @param sourceIds the numbers of its rows that became this call
    record Imported(
            String callId,
            String callType,
            long callerUserId,
            long calleeUserId,
            String startedAt,
            @Nullable String answeredAt,
            String endReason,
            String endedAt,
            boolean estimated,
            @Nullable String endedWith,
            String source,
            List<Long> sourceIds)
            implements EventDetail {}

    /// Of an imported call.
    static String imported(Call call, String source, List<Long> sourceIds) {
        Progress.Closed end = call.closed().orElseThrow();
        return Json.write(new Imported(
                call.id().toString(),
                call.facts().type().wire(),
                call.facts().caller().userId().value(),
                call.facts().callee().userId().value(),
                call.facts().startedAt().toString(),
                end.answeredAt().map(Instant::toString).orElse(null),
                end.reason().wire(),
                end.since().toString(),
                end.estimated(),
                end.by().map(Progress.Closer::with).map(Ask::wire).orElse(null),
                source,
                sourceIds));
    }

    /// Of an invitation: the first event of a call, or the one that took a row of REST over.
    static String begun(Invitation it, boolean signaled) {
        return Json.write(new Invited(
                node(it.by()),
                it.id().toString(),
                it.named(),
                signaled,
                it.reached(),
                it.type().wire(),
                it.caller().userId().value(),
                it.callee().userId().value(),
                it.ringUntil().toString()));
    }

    /// Of what follows the first.
    static String of(CallEvent event) {
        return Json.write(
                switch (event) {
                    case CallEvent.Adopted it -> throw new IllegalArgumentException("an adoption is an invitation");
                    case CallEvent.RingStarted it -> new Seat(node(it.by()));
                    case CallEvent.CallAnswered it ->
                        new Answered(node(it.by()), it.until().toString());
                    case CallEvent.ModeSwitched it ->
                        new Switched(node(it.by()), it.mode().wire());
                    case CallEvent.TakenOver it ->
                        new Taken(node(it.by()), it.role().name().toLowerCase(Locale.ROOT));
                    case CallEvent.CallClosed it ->
                        new Ended(
                                it.reason().wire(),
                                it.endedAt().toString(),
                                it.estimated(),
                                it.by()
                                        .map(Progress.Closer::with)
                                        .map(Ask::wire)
                                        .orElse(null));
                });
    }

    /// @param kind which of the records the type of the event asks for
    static <D extends EventDetail> D read(String json, Class<D> kind) {
        return Json.read(json, kind);
    }

    private static @Nullable String node(Actor by) {
        return by.seat().map(seat -> seat.node().value()).orElse(null);
    }

    /// How they are written.
    final class Json {
        private static final JsonMapper MAPPER = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .build();

        private Json() {}

        static String write(EventDetail detail) {
            try {
                return MAPPER.writeValueAsString(detail);
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException("the detail of a call event cannot be written", impossible);
            }
        }

        static <D extends EventDetail> D read(String json, Class<D> kind) {
            try {
                return MAPPER.readValue(json, kind);
            } catch (JsonProcessingException broken) {
                throw new IllegalStateException("the detail of a call event cannot be read", broken);
            }
        }
    }
}
