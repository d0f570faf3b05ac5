package dev.ringback.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.core.call.Ask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a device asks of the server: the person's wishes as messages, repeated after a lost connection and while the
/// server is out of breath, until each is answered.
final class Hands {

    private static final Set<Ask> REPEATED = Set.of(Ask.INVITE, Ask.ANSWER, Ask.DECLINE, Ask.CANCEL, Ask.END);

    private final World world;
    private final Device device;
    private final Dice dice;
    private final boolean numbers;
    private final boolean saysItRings;
    private final Map<String, Request> requests = new LinkedHashMap<>();
    private final Set<String> expected = new TreeSet<>();
    private final Set<Long> glare = new TreeSet<>();
    private @Nullable String last;
    private int asked;

    private record Request(Ask ask, @Nullable String callId, String text) {}

    Hands(World world, Device device, Dice dice) {
        this.world = world;
        this.device = device;
        this.dice = dice;
        this.numbers = dice.chance(0.85);
        this.saysItRings = dice.chance(0.85);
    }

    /// Whether its messages want an answer.
    boolean numbers() {
        return numbers;
    }

    /// Calls somebody.
    ///
    /// @param callId null to let the server choose
    void invite(@Nullable String callId, long conversation, boolean video) {
        if (callId != null) {
            device.screen().asks(callId, conversation);
        }
        String id = nextId();
        ask(id, Ask.INVITE, callId, Frames.invite(id, callId, conversation, video, mark()));
    }

    /// Does something about the call on the screen that it fits, if there is one.
    void respond(Ask ask) {
        target(ask).ifPresent(seen -> about(ask, seen));
    }

    /// Says something about any call, whether the screen shows it or not.
    void tell(Ask ask, @Nullable String callId, String address) {
        world.count(Fault.MESSAGES_OUT_OF_TURN);
        String id = nextId();
        ask(id, ask, callId, Frames.about(ask, id, address, mark(), asked));
    }

    /// The last message once more, letter by letter.
    void repeat() {
        if (last != null) {
            world.count(Fault.MESSAGES_REPEATED);
            device.send(last);
        }
    }

    /// Wants out of every call on the screen.
    void goodbye() {
        for (Seen seen : List.copyOf(device.screen().calls())) {
            if (seen.isLive() && requests.values().stream().noneMatch(it -> seen.callId.equals(it.callId()))) {
                about(Ask.END, seen);
            }
        }
    }

    /// A call begins to ring here.
    void rings(Seen seen) {
        if (glare.remove(seen.conversation)) {
            world.agenda().after(dice.delay(1_000, 50_000), () -> answerGlare(seen));
        } else if (saysItRings) {
            world.agenda().after(dice.delay(500, 30_000), () -> {
                if (seen.rings) {
                    about(Ask.RING, seen);
                }
            });
        }
    }

    /// An `ack` or an `error`.
    void answered(JsonNode message) {
        String id = message.path("id").asText("");
        expected.remove(id);
        Request request = requests.remove(id);
        boolean error = message.path("type").asText().equals("error");
        if (message.has("call")) {
            Seen seen = device.screen().row(message.path("call"));
            if (request != null && request.ask() == Ask.ANSWER && !error) {
                seen.carried = seen.status.equals("answered");
            }
            seen.accepting &= seen.isBeforeAnswer();
        }
        if (request != null && error) {
            refused(request, message);
        }
    }

    /// After a connection was lost: what was not answered, in order.
    void resend() {
        requests.values().removeIf(it -> !REPEATED.contains(it.ask()));
        expected.clear();
        for (Request request : List.copyOf(requests.values())) {
            world.count(Fault.MESSAGES_REPEATED);
            device.send(request.text());
        }
    }

    /// A call that should be live is not in the snapshot: REST says what became of it.
    void askAbout(Seen seen) {
        world.agenda().after(dice.delay(5_000, 100_000), () -> {
            if (device.screen().find(seen.callId).orElse(null) != seen) {
                return;
            }
            Optional<JsonNode> row = world.rest().call(device.place().user(), seen.callId);
            row.ifPresentOrElse(
                    it -> device.screen().row(it), () -> world.agenda().after(Agenda.SECOND, () -> askAbout(seen)));
        });
    }

    void expect(String id) {
        expected.add(id);
    }

    boolean isExpected(String id) {
        return expected.contains(id);
    }

    void forget() {
        requests.clear();
        expected.clear();
        glare.clear();
        last = null;
    }

    private void refused(Request request, JsonNode error) {
        String code = error.path("code").asText();
        if (request.ask() == Ask.INVITE) {
            if (request.callId() != null) {
                device.screen().drop(request.callId());
            }
            if (code.equals("call_in_progress") && error.has("call")) {
                glare(error.path("call"));
            }
        } else if (code.equals("unavailable") && REPEATED.contains(request.ask())) {
            world.agenda().after(dice.delay(300_000, 2_000_000), () -> again(request));
        } else if (request.ask() == Ask.ANSWER) {
            Optional.ofNullable(request.callId())
                    .flatMap(device.screen()::find)
                    .ifPresent(seen -> seen.accepting = false);
        }
    }

    private void again(Request request) {
        if (device.isPresent() && request.callId() != null) {
            device.screen().find(request.callId()).filter(Seen::isLive).ifPresent(seen -> about(request.ask(), seen));
        }
    }

    /// Both called each other: the other call won, and its callee wants to talk.
    private void glare(JsonNode row) {
        long conversation = row.path("conversation_id").asLong();
        if (row.path("is_caller").asBoolean()) {
            return;
        }
        Optional<Seen> ringing = device.screen().newest(seen -> seen.rings && seen.conversation == conversation);
        ringing.ifPresentOrElse(this::answerGlare, () -> glare.add(conversation));
    }

    private void answerGlare(Seen seen) {
        if (seen.rings) {
            about(Ask.ANSWER, seen);
        }
    }

    private void about(Ask ask, Seen seen) {
        if (ask == Ask.ANSWER) {
            seen.accepting = true;
            seen.rings = false;
        }
        String id = nextId();
        ask(id, ask, seen.callId, Frames.about(ask, id, Frames.byCall(seen.callId), mark(), asked));
    }

    private void ask(@Nullable String id, Ask ask, @Nullable String callId, String text) {
        last = text;
        if (id != null && REPEATED.contains(ask) && (ask != Ask.INVITE || callId != null)) {
            requests.put(id, new Request(ask, callId, text));
        }
        device.send(text);
    }

    private Optional<Seen> target(Ask ask) {
        return device.screen().newest(seen -> switch (ask) {
            case ANSWER, DECLINE, RING -> seen.rings;
            case RING_STOPPED -> !seen.caller;
            case CANCEL, GIVE_UP -> seen.caller && seen.isBeforeAnswer();
            case END, CANDIDATE -> seen.isLive();
            case OFFER_AGAIN, ANSWER_AGAIN, SWITCH_MODE, TELL_MEDIA, TELL_QUALITY -> seen.status.equals("answered");
            case INVITE -> false;
        });
    }

    /// Goodbyes are always numbered: they have to get through.
    private @Nullable String nextId() {
        asked++;
        return numbers || world.isGoodbye() ? device.place() + "#" + asked : null;
    }

    private String mark() {
        return "mark " + device.place() + " " + asked;
    }
}
