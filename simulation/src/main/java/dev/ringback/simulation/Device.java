package dev.ringback.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A model client on one device: it keeps a connection, comes back as the close codes allow, repeats what was not
/// answered, and shows its calls on a [Screen]. Some devices number their messages and say that they ring, as the
/// page's library does; others don't, as the seed's.
final class Device {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long OPEN_WITHIN = 10 * Agenda.SECOND;
    private static final long PING_EVERY = 15 * Agenda.SECOND;
    private static final long SILENT_AFTER = 10 * Agenda.SECOND;
    private static final long FIRST_WAIT = 250 * Agenda.MILLI;
    private static final long LONGEST_WAIT = 10 * Agenda.SECOND;
    private static final List<Integer> STAY_AWAY = List.of(1003, 1008, 1009, 4409);

    private final World world;
    private final Town.Place place;
    private final Dice dice;
    private final Hands hands;
    private Screen screen = new Screen();
    private @Nullable Wire wire;
    private boolean present;
    private boolean ready;
    private int wires;
    private int attempt;
    private int pings;
    private long readySince;

    Device(World world, Town.Place place) {
        this.world = world;
        this.place = place;
        this.dice = Dice.of(world.seed(), "device " + place);
        this.hands = new Hands(world, this, dice);
    }

    Town.Place place() {
        return place;
    }

    Screen screen() {
        return screen;
    }

    /// What the person does here.
    Hands hands() {
        return hands;
    }

    /// Whether it has a connection whose live calls are known.
    boolean isReady() {
        return ready;
    }

    boolean isPresent() {
        return present;
    }

    long readySince() {
        return readySince;
    }

    Optional<Wire> wire() {
        return Optional.ofNullable(wire);
    }

    /// The page is opened.
    void arrive() {
        if (!present) {
            present = true;
            connect();
        }
    }

    /// The page is closed.
    void leave() {
        present = false;
        hangUpWire();
        forget();
    }

    /// The page is loaded anew: nothing is remembered but the device id.
    void reload() {
        if (present) {
            hangUpWire();
            forget();
            attempt = 0;
            world.agenda().after(dice.delay(1_000, 500_000), this::connect);
        }
    }

    /// Sends, if there is a connection.
    boolean send(String text) {
        if (wire == null || !ready) {
            return false;
        }
        world.trace(() -> place + " > " + text);
        wire.toServer(text);
        return true;
    }

    /// A frame has come.
    void frame(Wire from, String text) {
        if (from != wire) {
            return;
        }
        JsonNode message = parse(text);
        world.trace(() -> place + " < " + text);
        world.checker().received(this, message);
        switch (message.path("type").asText()) {
            case "active_calls" -> becomeReady(message.path("calls"));
            case "server_draining" -> abandon(1012);
            case "ack", "error" -> hands.answered(message);
            case "call_log_updated" -> screen.row(message.path("call"));
            case "connection", "missed_calls_notification", "pong", "presence" -> {}
            default -> screen.apply(message).ifPresent(hands::rings);
        }
    }

    /// The connection is seen to be gone.
    void disconnected(Wire gone, int code) {
        if (gone != wire) {
            return;
        }
        world.trace(() -> place + " lost its connection: " + code);
        wire = null;
        ready = false;
        if (STAY_AWAY.contains(code)) {
            world.checker().thrownOut(this, code);
            present = false;
            return;
        }
        long ceiling = Math.min(LONGEST_WAIT, FIRST_WAIT << Math.min(attempt++, 10));
        world.agenda().after(dice.delay(1_000, ceiling), this::connect);
    }

    private void connect() {
        if (!present || wire != null) {
            return;
        }
        Wire opening = new Wire(world, this, dice.pick(world.nodes()).life(), ++wires);
        wire = opening;
        world.trace(() -> place + " connects: " + opening);
        opening.open();
        world.agenda().after(OPEN_WITHIN, () -> {
            if (wire == opening && !ready) {
                abandon(1006);
            }
        });
    }

    private void becomeReady(JsonNode calls) {
        boolean first = !ready;
        ready = true;
        if (first) {
            attempt = 0;
            readySince = world.agenda().now();
            hands.resend();
            planPing(wire);
        }
        screen.snapshot(calls).forEach(hands::askAbout);
    }

    private void planPing(@Nullable Wire pinged) {
        world.agenda().after(PING_EVERY, () -> {
            if (pinged != null && pinged == wire) {
                ping(pinged);
                planPing(pinged);
            }
        });
    }

    private void ping(Wire pinged) {
        String id = "ping-" + ++pings;
        hands.expect(id);
        send(Frames.ping(id));
        world.agenda().after(SILENT_AFTER, () -> {
            if (pinged == wire && hands.isExpected(id)) {
                abandon(4408);
            }
        });
    }

    private void abandon(int code) {
        Wire given = wire;
        if (given != null) {
            given.closeByClient();
            disconnected(given, code);
        }
    }

    private void hangUpWire() {
        if (wire != null) {
            wire.closeByClient();
        }
        wire = null;
        ready = false;
    }

    private void forget() {
        screen = new Screen();
        hands.forget();
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException bad) {
            throw new IllegalStateException("the server sent no JSON: " + text, bad);
        }
    }
}
