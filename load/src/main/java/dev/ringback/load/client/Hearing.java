package dev.ringback.load.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What a device does with each frame that comes (protocol §2). On the event loop only.
final class Hearing {
    private static final Set<String> ERRORS_OF_BUGS = Set.of(
            "internal", "bad_json", "bad_message", "unknown_type", "too_large", "not_participant", "not_supported");

    private final Device device;
    private final Records records;
    private final Human human;
    /// The newest version announced on the present socket, by call.
    private final Map<UUID, Integer> announced = new HashMap<>();

    Hearing(Device device, Records records, Human human) {
        this.device = device;
        this.records = records;
        this.human = human;
    }

    void newSocket() {
        announced.clear();
    }

    void hear(JsonNode message) {
        switch (message.path("type").asText()) {
            case "active_calls" -> snapshot(message);
            case "ack" -> acknowledged(message);
            case "error" -> error(message);
            case "call_invitation" -> invited(message);
            case "call_ringing" -> notice("ringing", message);
            case "call_answer" -> notice("answered", message);
            case "call_taken", "call_declined", "call_cancelled", "call_ended", "call_missed", "call_failed" ->
                notice(message.path("status").asText(), message);
            case "call_log_updated" -> row(message.path("call"));
            case "missed_calls_notification" -> message.path("calls").forEach(this::row);
            default -> {} // what tells nothing about the state of a call
        }
    }

    /// A row, as this person sees it.
    void row(JsonNode call) {
        if (!call.isObject()) {
            return;
        }
        Screen screen = device.screen(UUID.fromString(call.path("call_id").asText()));
        records.told(
                screen.callId(),
                call.path("version").asInt(),
                call.path("status").asText(),
                device.name());
        String before = screen.toString();
        if (!screen.row(call)) {
            records.fault("%s: call %s was %s and is now %s".formatted(device.name(), screen.callId(), before, screen));
        }
        human.changed(device, screen);
    }

    private void snapshot(JsonNode message) {
        Set<UUID> live = new HashSet<>();
        for (JsonNode call : message.path("calls")) {
            live.add(UUID.fromString(call.path("call_id").asText()));
            row(call);
        }
        device.snapshot(live);
    }

    private void acknowledged(JsonNode ack) {
        Command command = device.answered(ack);
        if (command != null) {
            records.acknowledged(command.callId(), command.type(), device.name());
            if (command.type().equals("call_answer")) {
                device.screen(command.callId()).isMine();
            }
        }
        row(ack.path("call"));
    }

    private void error(JsonNode error) {
        records.error(error);
        if (ERRORS_OF_BUGS.contains(error.path("code").asText())) {
            records.fault("%s was told: %s".formatted(device.name(), error));
        }
        Command command = device.answered(error);
        row(error.path("call"));
        if (command == null) {
            return;
        }
        if (error.path("temporary").asBoolean()) {
            device.tryAgain(command);
            return;
        }
        Screen screen = device.screen(command.callId());
        if (command.type().equals("call_cancelled")
                && error.path("code").asText().equals("not_found")) {
            records.overtook(command.callId());
        }
        if (screen.version() == 0 && command.type().equals("call_invitation")) {
            device.refused(screen);
        } else if (!screen.mine() && screen.version() == 0) {
            device.forget(screen);
        }
    }

    private void invited(JsonNode invitation) {
        Screen screen = device.screen(callId(invitation));
        checkOrder(invitation);
        boolean rang = screen.ringing();
        screen.invitation(invitation.path("version").asInt());
        if (!rang && screen.ringing()) {
            human.rings(device, screen);
        }
    }

    private void notice(String status, JsonNode notice) {
        Screen screen = device.screen(callId(notice));
        checkOrder(notice);
        records.told(screen.callId(), notice.path("version").asInt(), status, device.name());
        if (screen.notice(status, notice)) {
            human.changed(device, screen);
        }
    }

    private void checkOrder(JsonNode notice) {
        int version = notice.path("version").asInt();
        Integer before = announced.put(callId(notice), version);
        if (before != null && before > version) {
            records.fault("%s: version %d of call %s came after %d on one socket"
                    .formatted(device.name(), version, callId(notice), before));
        }
    }

    private static UUID callId(JsonNode notice) {
        return UUID.fromString(notice.path("call_id").asText());
    }
}
