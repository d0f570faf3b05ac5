package dev.ringback.history;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One transition of a call's audit trail.
///
/// @param seq the version that it led to, from 1 without a gap
/// @param type the message type that tells it
/// @param status the call's status after it
/// @param at when it was decided
/// @param byUserId who; null: the server
/// @param deviceId from which device, where there was one
/// @param detail further facts as a JSON object, or null
@Schema(name = "CallEvent")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record CallEventRow(
        int seq,
        String type,
        String status,
        Instant at,
        @Nullable Long byUserId,
        @Nullable String deviceId,

        @Schema(implementation = Object.class) @JsonRawValue @Nullable
        String detail) {}
