package dev.ringback.e2e.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// One device of a person, on its socket. It notes everything it is sent. The verbs of telephony are below; each sends
/// one message with an `id`, waits for the answer and fails unless it is an `ack`.
public final class Phone implements AutoCloseable {
    /// How long anything may take that does not wait for a deadline.
    public static final Duration SOON = Duration.ofSeconds(8);

    private final Person person;
    private final Inbox inbox = new Inbox();
    private final Line line;
    private final AtomicInteger ids = new AtomicInteger();
    private final JsonNode connection;
    private final JsonNode activeCalls;

    Phone(Person person, URI address, String token) {
        this.person = person;
        this.line = Line.open(address, token, text -> inbox.add(Json.read(text)));
        this.connection = hears("connection");
        this.activeCalls = hears("active_calls");
    }

    /// Switches on a device of somebody whom the server knows already. Whoever does so closes it.
    public static Phone of(Server server, Person person) {
        String path = "/ws?device_id=device-" + UUID.randomUUID();
        return new Phone(
                person, URI.create(server.base().toString().replaceFirst("http", "ws") + path), person.token());
    }

    /// Sends a message with an `id` and waits for its answer.
    ///
    /// @param fields name, value, name, value, …
    public Answer asks(String type, Object... fields) {
        ObjectNode message = Json.object("type", type, "id", "m" + ids.incrementAndGet());
        Json.put(message, fields);
        return sends(message);
    }

    /// Sends this message, which has an `id`, and waits for its answer.
    public Answer sends(ObjectNode message) {
        line.send(message.toString());
        return answerTo(message);
    }

    private Answer answerTo(ObjectNode message) {
        JsonNode id = message.get("id");
        return new Answer(message, inbox.take("the answer to " + message, found -> isAnswer(found, id), SOON));
    }

    private static boolean isAnswer(JsonNode found, JsonNode id) {
        return (Inbox.isA(found, "ack") || Inbox.isA(found, "error")) && id.equals(found.get("id"));
    }

    /// Sends a message about a call and waits for its answer.
    public Answer tries(String type, String call, Object... fields) {
        ObjectNode message = Json.object("type", type, "id", "m" + ids.incrementAndGet(), "call_id", call);
        Json.put(message, fields);
        return sends(message);
    }

    /// Sends a message without an `id`, as the seed's client does: only an error would answer it.
    public void says(String type, Object... fields) {
        ObjectNode message = Json.object("type", type);
        Json.put(message, fields);
        line.send(message.toString());
    }

    /// Waits for the next unread message of this type and takes it.
    public JsonNode hears(String type) {
        return hears(type, message -> true, SOON);
    }

    /// Waits for the next unread message of this type that is like this, within the bound, and takes it.
    public JsonNode hears(String type, Predicate<JsonNode> like, Duration bound) {
        return inbox.take(
                person.name() + "'s " + type, message -> Inbox.isA(message, type) && like.test(message), bound);
    }

    /// Waits for the next unread error and checks its code.
    public JsonNode hearsError(String code) {
        JsonNode error = hears("error");
        assertThat(error.path("code").asText()).as("code of %s", error).isEqualTo(code);
        return error;
    }

    /// Checks that no message of these types is unread once the server has answered a `ping` of this phone: what it had
    /// sent before is there by then.
    public void hearsNo(String... types) {
        fence();
        for (String type : types) {
            assertThat(inbox.unread(type)).as("%s of %s", type, person.name()).isEmpty();
        }
    }

    /// Waits until the server has answered everything that this phone sent, and this phone has read it.
    public void fence() {
        asks("ping").accepted();
        hears("pong");
    }

    /// Invites the other one of the conversation, to a voice call with a new id.
    ///
    /// @return the call's id
    public String invites(Conversation conversation) {
        String call = UUID.randomUUID().toString();
        invites(conversation, call, "voice").accepted();
        return call;
    }

    /// Invites the other one of the conversation.
    public Answer invites(Conversation conversation, String call, String type) {
        return tries(
                "call_invitation",
                call,
                "conversation_id",
                conversation.id(),
                "call_type",
                type,
                "offer",
                Sdp.offer("offer of " + device()));
    }

    public JsonNode rings(String call) {
        return tries("call_ringing", call).accepted();
    }

    public JsonNode answers(String call) {
        return tries("call_answer", call, "answer", Sdp.answer("answer of " + device()))
                .accepted();
    }

    public JsonNode declines(String call) {
        return tries("call_declined", call).accepted();
    }

    public JsonNode cancels(String call) {
        return tries("call_cancelled", call).accepted();
    }

    public JsonNode hangsUp(String call) {
        return tries("call_ended", call).accepted();
    }

    /// Sends one ICE candidate, the number of which tells it from others.
    public Answer candidate(String call, int number) {
        return tries("ice_candidate", call, "candidate", Sdp.candidate(number));
    }

    public Person person() {
        return person;
    }

    public Inbox inbox() {
        return inbox;
    }

    public Line line() {
        return line;
    }

    /// @return the first message of the socket
    public JsonNode connection() {
        return connection;
    }

    /// @return the live calls of which the socket was told when it opened
    public List<JsonNode> activeCalls() {
        return activeCalls.path("calls").valueStream().toList();
    }

    /// @return the id of this device
    public String device() {
        return connection.path("device_id").asText();
    }

    @Override
    public void close() {
        line.close();
    }
}
