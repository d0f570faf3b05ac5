package dev.ringback.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.EndReason;
import dev.ringback.core.call.Outcome;
import dev.ringback.core.call.Progress;
import dev.ringback.core.call.Role;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What must hold for what devices read and show.
final class ScreenRules {

    private final World world;
    private final Facts facts;

    ScreenRules(World world, Facts facts) {
        this.world = world;
        this.facts = facts;
    }

    /// Every end that a device reads, in whatever frame, is the row's own.
    void received(Device device, JsonNode message) {
        if (message.has("end_reason")) {
            read(device, message, message.path("call_log_id").asLong());
        }
        if (message.has("call")) {
            read(device, message.path("call"), message.path("call").path("id").asLong());
        }
        for (JsonNode row : message.path("calls")) {
            read(device, row, row.path("id").asLong());
        }
    }

    /// After a quiet time every screen shows what the row says.
    void settled() {
        for (Device device : world.devices()) {
            if (device.isReady()) {
                device.screen().calls().forEach(seen -> settled(device, seen));
            }
        }
    }

    private void read(Device device, JsonNode told, long logId) {
        Optional<Call> committed =
                facts.version(new CallLogId(logId), told.path("version").asInt());
        if (committed.isEmpty()) {
            world.violate("not-committed", device.place() + " reads " + told);
            return;
        }
        Call call = committed.get();
        Role role = call.role(device.place().user()).orElseThrow();
        Optional<Progress.Closed> end = call.closed();
        boolean same = told.path("status").asText().equals(call.status().wire())
                && same(
                        text(told, "end_reason"),
                        end.map(Progress.Closed::reason).map(EndReason::wire))
                && same(text(told, "outcome"), call.outcome(role).map(Outcome::wire))
                && same(text(told, "ended_at"), end.map(Progress.Closed::since).map(Instant::toString))
                && same(text(told, "duration_seconds"), talked(call));
        if (!same) {
            world.violate("told-otherwise", device.place() + " reads " + told + " of " + call.progress());
        }
    }

    private static Optional<String> talked(Call call) {
        return call.durationSeconds().isPresent()
                ? Optional.of(Long.toString(call.durationSeconds().getAsLong()))
                : Optional.empty();
    }

    private void settled(Device device, Seen seen) {
        Optional<Call> row = CallId.parse(seen.callId).flatMap(world.table()::load);
        if (row.isEmpty()) {
            if (seen.version > 0 || device.hands().numbers()) {
                world.violate("screen", device.place() + " shows a call that is not there: " + seen);
            }
            return;
        }
        Call call = row.get();
        if (seen.version == 0 && !device.hands().numbers()) {
            return; // nothing answered it, as its device wanted; it will never know
        }
        boolean same = call.isLive()
                ? seen.version <= call.version() && seen.isLive()
                : seen.status.equals(call.status().wire())
                        && same(
                                seen.endReason,
                                call.closed().map(Progress.Closed::reason).map(EndReason::wire))
                        && same(seen.duration == null ? null : seen.duration.toString(), talked(call));
        if (!same) {
            world.violate(
                    "screen",
                    device.place() + " shows " + seen + ", the row says v" + call.version() + " " + call.progress());
        }
    }

    private static @Nullable String text(JsonNode told, String field) {
        return told.path(field).asText(null);
    }

    private static boolean same(@Nullable String one, Optional<String> other) {
        return Objects.equals(one, other.orElse(null));
    }
}
