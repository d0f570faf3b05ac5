package dev.ringback.load.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// What a run remembers of its clients: every frame in a file, and of each call what was acknowledged and what was
/// told. On the event loop only, until the run is over.
public final class Records implements AutoCloseable {
    private static final int BUFFER_CHARS = 1 << 20;

    private final Path file;
    private final BufferedWriter frames;
    private final long startNanos = System.nanoTime();
    private final Map<UUID, Map<Integer, String>> told = new HashMap<>();
    private final List<Acknowledged> acknowledged = new ArrayList<>();
    private final Set<UUID> refused = new HashSet<>();
    private final Set<UUID> overtaken = new HashSet<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Integer> errors = new TreeMap<>();
    private final Map<Integer, Integer> closes = new TreeMap<>();

    /// A command that the server said is done.
    public record Acknowledged(UUID callId, String command, String device) {}

    /// @param file gets a line a frame
    public Records(Path file) {
        this.file = file;
        try {
            this.frames = new BufferedWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), BUFFER_CHARS);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// @return milliseconds since the run began
    public long millis() {
        return (System.nanoTime() - startNanos) / 1_000_000;
    }

    /// Writes a line of a device's transcript.
    ///
    /// @param mark `>` sent, `<` came, `-` what happened to the socket
    void line(String device, char mark, String text) {
        try {
            frames.write(Long.toString(millis()));
            frames.write(' ');
            frames.write(device);
            frames.write(' ');
            frames.write(mark);
            frames.write(' ');
            frames.write(text);
            frames.write('\n');
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// A client was told that a version of a call has this status.
    void told(UUID callId, int version, String status, String device) {
        String before = told.computeIfAbsent(callId, id -> new TreeMap<>()).putIfAbsent(version, status);
        if (before != null && !before.equals(status)) {
            fault("call %s version %d was told as %s and, to %s, as %s"
                    .formatted(callId, version, before, device, status));
        }
    }

    /// The server said that a command is done.
    void acknowledged(UUID callId, String command, String device) {
        acknowledged.add(new Acknowledged(callId, command, device));
    }

    /// The server said that this call was not made.
    void refused(UUID callId) {
        refused.add(callId);
    }

    /// The server said that it does not know the call of a cancel yet.
    void overtook(UUID callId) {
        overtaken.add(callId);
    }

    void error(JsonNode error) {
        errors.merge(error.path("code").asText(), 1, Integer::sum);
    }

    void closed(int code) {
        closes.merge(code, 1, Integer::sum);
    }

    /// Something that must never happen was seen by a client.
    void fault(String sentence) {
        faults.add(sentence);
    }

    /// By call and version: the status told.
    public Map<UUID, Map<Integer, String>> told() {
        return told;
    }

    /// All that was acknowledged.
    public List<Acknowledged> acknowledged() {
        return acknowledged;
    }

    /// The calls that, says the server, were not made.
    public Set<UUID> refused() {
        return refused;
    }

    /// The calls whose cancel came first: they must never ring.
    public Set<UUID> overtaken() {
        return overtaken;
    }

    /// What clients saw and must never see.
    public List<String> faults() {
        return faults;
    }

    /// How often each error code came.
    public Map<String, Integer> errors() {
        return errors;
    }

    /// How often sockets closed with each code.
    public Map<Integer, Integer> closes() {
        return closes;
    }

    /// @return all lines about a call; the file is read for it
    public List<String> about(UUID callId) {
        try (var lines = Files.lines(file)) {
            frames.flush();
            return lines.filter(line -> line.contains(callId.toString())).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            frames.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
