package dev.ringback.load.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One device of one person: shows what it is told by the version rule, sends each command until it is answered, and
/// puts itself right after every reconnect. On the event loop only.
public final class Device implements SocketLife.Owner {
    private static final long ANSWER_WITHIN_MILLIS = 5_000;
    private static final long TRY_AGAIN_MILLIS = 300;

    private final Network network;
    private final Records records;
    private final Human human;
    private final long userId;
    private final String name;
    private final String token;
    private final SocketLife life;
    private final Map<UUID, Screen> screens = new LinkedHashMap<>();
    private final Map<String, Command> waiting = new LinkedHashMap<>();
    private final Map<UUID, String> invitations = new LinkedHashMap<>();
    private final Hearing hearing;
    private boolean ready;
    private int commands;

    /// @param number which of the person's devices
    public Device(Network network, Human human, long userId, int number, String token) {
        this.network = network;
        this.records = network.records();
        this.human = human;
        this.userId = userId;
        this.name = "user" + userId + ".device" + number;
        this.token = token;
        this.life = new SocketLife(network, name, "device" + number, token, this);
        this.hearing = new Hearing(this, records, human);
    }

    /// Connects, now and for ever.
    public void switchOn() {
        life.connect();
    }

    /// Whose it is.
    public long userId() {
        return userId;
    }

    /// Its name in transcripts.
    public String name() {
        return name;
    }

    /// Whether it is connected and has its snapshot.
    public boolean isReady() {
        return ready;
    }

    /// Whether it waits for no answer.
    public boolean isQuiet() {
        return waiting.isEmpty();
    }

    /// The commands whose answers it waits for.
    public Collection<String> waiting() {
        return waiting.values().stream().map(Command::text).toList();
    }

    /// What it shows, of all calls that it heard of.
    public Collection<Screen> screens() {
        return screens.values();
    }

    /// Calls somebody.
    ///
    /// @return what the device shows of it
    public Screen call(UUID callId, long conversationId, boolean video) {
        ObjectNode message = message("call_invitation", callId);
        message.put("conversation_id", conversationId).put("call_type", video ? "video" : "voice");
        message.putObject("offer").put("type", "offer").put("sdp", "v=0 offer of " + callId);
        Screen screen = screen(callId);
        screen.isMine();
        invitations.put(callId, message.toString());
        command(message);
        return screen;
    }

    /// Answers.
    public void answer(UUID callId) {
        ObjectNode message = message("call_answer", callId);
        message.putObject("answer").put("type", "answer").put("sdp", "v=0 answer of " + callId);
        command(message);
    }

    /// Sends a command that needs no more than its call: `call_ringing`, `call_declined`, `call_cancelled` or
    /// `call_ended`.
    public void press(String type, UUID callId) {
        command(message(type, callId));
    }

    /// Sends what is relayed and never answered.
    public void relay(String type, UUID callId, String field, JsonNode value) {
        if (ready) {
            life.send(message(type, callId).set(field, value).toString());
        }
    }

    /// Switches the call to voice or video.
    public void switchMode(UUID callId, boolean video) {
        command(message("call_mode_switched", callId).put("new_mode", video ? "video" : "voice"));
    }

    /// Looks after its socket and its commands; called every second or so.
    public void beat() {
        life.beat();
        long late = records.millis() - ANSWER_WITHIN_MILLIS;
        if (ready && waiting.values().stream().anyMatch(command -> command.sentMillis() < late)) {
            life.drop("no answer");
        }
    }

    @Override
    public void frame(String text) {
        try {
            hearing.hear(Network.JSON.readTree(text));
        } catch (JsonProcessingException malformed) {
            records.fault(name + " was sent no JSON");
        }
    }

    @Override
    public void lost() {
        ready = false;
        hearing.newSocket();
    }

    Screen screen(UUID callId) {
        return screens.computeIfAbsent(callId, Screen::new);
    }

    /// There is no such call: the server refused to make it.
    void refused(Screen screen) {
        screens.remove(screen.callId());
        records.refused(screen.callId());
        human.refused(this, screen);
    }

    /// Nothing is known of it here.
    void forget(Screen screen) {
        screens.remove(screen.callId());
    }

    /// The snapshot: what is not in it is over, or was never made.
    void snapshot(Set<UUID> live) {
        life.isWell();
        ready = true;
        Set<UUID> unanswered = new HashSet<>();
        for (Command command : List.copyOf(waiting.values())) {
            unanswered.add(command.callId());
            send(command);
        }
        for (Screen screen : List.copyOf(screens.values())) {
            if (screen.isFinal() || unanswered.contains(screen.callId())) {
                continue;
            }
            String invitation = invitations.get(screen.callId());
            if (!live.contains(screen.callId())) {
                ask(screen);
            } else if (invitation != null && !screen.status().equals("answered")) {
                life.send(invitation); // the offer may be lost with the database's unlogged table
            }
        }
    }

    /// @return the command that this answers; null for none
    @Nullable
    Command answered(JsonNode answer) {
        return waiting.remove(answer.path("id").asText());
    }

    void tryAgain(Command command) {
        waiting.put(command.id(), command.sentAt(records.millis()));
        network.after(TRY_AGAIN_MILLIS, () -> {
            if (ready && waiting.containsKey(command.id())) {
                send(command);
            }
        });
    }

    /// Asks by REST how a call stands.
    void ask(Screen screen) {
        network.get("/api/calls/" + screen.callId(), token).onComplete(got -> {
            if (screen.isFinal()) {
                return;
            }
            if (got.failed() || got.result().status() >= 500) {
                network.after(TRY_AGAIN_MILLIS, () -> ask(screen));
            } else if (got.result().status() == 200) {
                records.line(name, '<', got.result().body());
                hearing.row(call(got.result().body()));
            } else if (screen.version() == 0) {
                refused(screen);
            } else {
                records.fault("%s: call %s is gone, status %d"
                        .formatted(name, screen.callId(), got.result().status()));
            }
        });
    }

    private static JsonNode call(String body) {
        try {
            return Network.JSON.readTree(body).path("call");
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private static ObjectNode message(String type, UUID callId) {
        return Network.JSON.createObjectNode().put("type", type).put("call_id", callId.toString());
    }

    private void command(ObjectNode message) {
        String id = "c" + ++commands;
        String type = message.path("type").asText();
        UUID callId = UUID.fromString(message.path("call_id").asText());
        String text = message.deepCopy().put("id", id).toString();
        Command command = new Command(id, type, callId, text, records.millis());
        waiting.put(id, command);
        if (ready) {
            send(command);
        }
    }

    private void send(Command command) {
        waiting.put(command.id(), command.sentAt(records.millis()));
        life.send(command.text());
    }
}
