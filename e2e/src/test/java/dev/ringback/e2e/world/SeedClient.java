package dev.ringback.e2e.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/// One person's page of the seed's front end, to the letter of the protocol's appendix: its socket is `/ws/{user_id}`,
/// its
/// frames carry neither `id` nor `call_id`, and it writes a log of its own by REST beside them.
public final class SeedClient {
    private final Person me;
    private final Conversation talk;
    private final Rest rest;
    private final Rows rows;
    private final Phone phone;
    private Optional<JsonNode> callLogId = Optional.empty();

    /// A page that is open.
    public SeedClient(World world, Person me, Conversation talk) {
        this.me = me;
        this.talk = talk;
        this.rest = world.rest(me);
        this.rows = world.rows();
        this.phone = world.phoneAt("/ws/" + me.id(), me, me.token());
    }

    /// Sends a frame of its own; when this returns, the server has read it.
    public void sends(String type, Object... more) {
        ObjectNode frame = Json.object(
                "type",
                type,
                "conversation_id",
                talk.id(),
                "from_user_id",
                me.id(),
                "to_user_id",
                talk.other(me).id());
        Json.put(frame, more);
        phone.line().send(frame.toString());
        phone.fence();
    }

    /// Invites, and waits for the commit: a person needs longer to change their mind.
    public void invites() {
        long before = signaled();
        sends(
                "call_invitation",
                "call_type",
                "voice",
                "from_name",
                me.name(),
                "from_avatar",
                null,
                "offer",
                Sdp.offer("seed"));
        Await.atOnce("the invitation is committed", () -> signaled() > before);
        sends("ice_candidate", "candidate", Sdp.candidate(1));
    }

    private long signaled() {
        return rows.ofConversation(talk.id()).stream()
                .filter(row -> row.path("signaled").asBoolean())
                .count();
    }

    private boolean last(String column) {
        return rows.ofConversation(talk.id()).getLast().hasNonNull(column);
    }

    /// Answers, and waits for the commit: no media flows before it.
    public void answers() {
        sends("call_answer", "answer", Sdp.answer("seed"));
        Await.atOnce("the answer is committed", () -> last("answered_at"));
        sends("ice_candidate", "candidate", Sdp.candidate(2));
    }

    /// Sends one of the frames that end a call (they carry its kind), and waits for the commit.
    public void ends(String type) {
        sends(type, "call_type", "voice");
        Await.atOnce("the end is committed", () -> last("ended_at"));
    }

    /// Makes its log entry: both sides do.
    public void posts() {
        callLogId = Optional.of(
                rest.post("/api/call-logs", entry(talk, me, Instant.now().toString()))
                        .succeeded()
                        .path("call_log_id"));
    }

    /// The log entry as the seed's client posts it.
    ///
    /// @param begun when its own clock says that the call began
    public static ObjectNode entry(Conversation talk, Person me, String begun) {
        return Json.object(
                "conversation_id",
                talk.id(),
                "caller_user_id",
                me.id(),
                "call_type",
                "voice",
                "status",
                "initiated",
                "started_at",
                begun);
    }

    /// Updates its log entry, with the times and the duration that it believes.
    public void puts(String status) {
        String now = Instant.now().toString();
        JsonNode body = switch (status) {
            case "answered" -> Json.object("status", status, "answered_at", now);
            case "ended", "cancelled" -> Json.object("status", status, "ended_at", now, "duration_seconds", 4_711);
            default -> Json.object("status", status);
        };
        rest.put("/api/call-logs/" + callLogId.orElseThrow().asLong(), body).succeeded();
    }

    /// @return the id that the server gave its log entry; empty when it made none
    public Optional<JsonNode> callLogId() {
        return callLogId;
    }

    public Phone phone() {
        return phone;
    }
}
