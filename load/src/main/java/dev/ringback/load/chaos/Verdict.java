package dev.ringback.load.chaos;

import dev.ringback.load.chaos.Finding.Check;
import dev.ringback.load.chaos.RowStore.Event;
import dev.ringback.load.chaos.RowStore.Row;
import dev.ringback.load.client.Device;
import dev.ringback.load.client.Records;
import dev.ringback.load.client.Records.Acknowledged;
import dev.ringback.load.client.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Compares what the clients were told with the rows. Used once everything is quiet, on the event loop.
final class Verdict {
    private static final Set<String> FINAL = Set.of("ended", "cancelled", "declined", "missed", "failed");

    private static final Set<String> RANG = Set.of("ringing", "answered");

    private final Map<UUID, Row> rows;
    private final Records records;
    private final List<Device> devices;
    private final boolean quiet;
    private final List<Finding> findings = new ArrayList<>();

    private Verdict(Map<UUID, Row> rows, Records records, List<Device> devices, boolean quiet) {
        this.rows = rows;
        this.records = records;
        this.devices = devices;
        this.quiet = quiet;
    }

    /// @param livePeople how many rows that table has
    /// @param quiet whether all was seen quiet at one moment; a device may have lost its socket since
    /// @return all that must not be; empty when all is well
    static List<Finding> of(
            Map<UUID, Row> rows, long livePeople, Records records, List<Device> devices, boolean quiet) {
        Verdict verdict = new Verdict(rows, records, devices, quiet);
        rows.values().forEach(verdict::row);
        records.acknowledged().forEach(verdict::acknowledged);
        records.told().forEach(verdict::told);
        records.refused().forEach(verdict::refused);
        records.overtaken().forEach(verdict::overtaken);
        devices.forEach(verdict::device);
        records.faults().forEach(fault -> verdict.found(Check.CLIENT, Optional.empty(), fault));
        if (livePeople > 0) {
            verdict.found(Check.LIVE_PEOPLE, Optional.empty(), livePeople + " people are held busy");
        }
        return verdict.findings;
    }

    /// Whether every device has what it needs and shows no living call: nothing more will happen.
    static boolean isQuiet(List<Device> devices) {
        return devices.stream()
                .allMatch(device -> device.isReady()
                        && device.isQuiet()
                        && device.screens().stream().allMatch(Screen::isFinal));
    }

    /// Connected devices that ring for a call that was over some seconds ago, before anybody hangs up: what a person
    /// presses for such a call is refused, and that alone would stop the ring.
    ///
    /// @param over calls that were final then
    static List<Finding> ghostRings(Set<UUID> over, List<Device> devices) {
        List<Finding> ghosts = new ArrayList<>();
        for (Device device : devices) {
            for (Screen screen : device.screens()) {
                if (device.isReady() && screen.ringing() && over.contains(screen.callId())) {
                    ghosts.add(new Finding(
                            Check.GHOST_RING,
                            Optional.of(screen.callId()),
                            "call %s was over, and %s rings on".formatted(screen.callId(), device.name())));
                }
            }
        }
        return ghosts;
    }

    private void row(Row row) {
        if (!row.isFinal()) {
            found(Check.NOT_FINAL, row.callId(), "is " + row.status());
        }
        List<Event> events = row.events();
        boolean numbered = events.size() == row.version();
        long finals = 0;
        for (int at = 0; at < events.size(); at++) {
            numbered &= events.get(at).seq() == at + 1;
            finals += FINAL.contains(events.get(at).status()) ? 1 : 0;
        }
        boolean agrees = !events.isEmpty() && events.getLast().status().equals(row.status());
        if (!numbered || !agrees || finals != (row.isFinal() ? 1 : 0)) {
            found(
                    Check.EVENTS,
                    row.callId(),
                    "version %d, %s, events %s".formatted(row.version(), row.status(), events));
        }
    }

    private void acknowledged(Acknowledged it) {
        Row row = rows.get(it.callId());
        boolean holds = switch (it.command()) {
            case "call_answer" -> row != null && it.device().endsWith("." + row.answeredBy());
            case "call_mode_switched" -> row != null && row.answered();
            case "call_cancelled", "call_declined", "call_ended" -> row != null && row.isFinal();
            case "call_ringing" -> row != null && row.version() >= 2;
            default -> row != null;
        };
        if (!holds) {
            found(
                    Check.LOST,
                    it.callId(),
                    "%s of %s was acknowledged; the row: %s".formatted(it.command(), it.device(), row));
        }
    }

    private void told(UUID callId, Map<Integer, String> versions) {
        Row row = rows.get(callId);
        versions.forEach((version, status) -> {
            if (row == null || !row.events().contains(new Event(version, status))) {
                found(Check.LOST, callId, "version %d was told as %s; the row: %s".formatted(version, status, row));
            }
        });
    }

    private void refused(UUID callId) {
        if (rows.containsKey(callId)) {
            found(Check.LOST, callId, "was refused, and is there: " + rows.get(callId));
        }
    }

    /// The server answers a cancel of a call that it does not know with `not_found`, and remembers it (protocol §2).
    private void overtaken(UUID callId) {
        Row row = rows.get(callId);
        if (row != null && row.events().stream().anyMatch(event -> RANG.contains(event.status()))) {
            found(Check.OVERTAKEN, callId, "rang after its cancel; the row: " + row);
        }
    }

    private void device(Device device) {
        if (!quiet && (!device.isReady() || !device.isQuiet())) {
            found(
                    Check.SILENCE,
                    Optional.empty(),
                    "%s is %s and waits for %s"
                            .formatted(device.name(), device.isReady() ? "ready" : "not ready", device.waiting()));
        }
        device.screens().forEach(screen -> screen(device, screen));
    }

    private void screen(Device device, Screen screen) {
        Row row = rows.get(screen.callId());
        if (screen.ringing() && (row == null || row.isFinal())) {
            found(Check.GHOST_RING, screen.callId(), "%s rings; the row: %s".formatted(device.name(), row));
        }
        boolean agrees = row != null
                && row.status().equals(screen.status())
                && row.endReason().equals(screen.endReason())
                && row.version() == screen.version()
                && row.durationSeconds() == screen.durationSeconds()
                && Outcomes.of(row.status(), row.endReason(), row.callerId() == device.userId())
                        .equals(screen.outcome());
        if (!agrees) {
            found(Check.SCREEN, screen.callId(), "%s shows %s; the row: %s".formatted(device.name(), screen, row));
        }
    }

    private void found(Check check, UUID call, String what) {
        found(check, Optional.of(call), "call " + call + " " + what);
    }

    private void found(Check check, Optional<UUID> call, String sentence) {
        findings.add(new Finding(check, call, sentence));
    }
}
