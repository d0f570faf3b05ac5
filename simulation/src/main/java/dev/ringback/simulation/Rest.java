package dev.ringback.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.call.RestCalls;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallType;
import dev.ringback.core.call.RestStatus;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import dev.ringback.protocol.MessageEncoder;
import dev.ringback.protocol.ServerMessage;
import java.io.IOException;
import java.util.Optional;

/// The people's REST requests (protocol §3).
final class Rest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final World world;

    Rest(World world) {
        this.world = world;
    }

    /// `POST /api/call-logs`.
    void log(UserId user, Node.Life node, ConversationId conversation) {
        if (!node.isReady()) {
            return;
        }
        world.trace(() -> user + " posts a log in " + conversation + " at " + node.id());
        world.checker().claimed(user);
        node.post(() -> node.calls()
                .rest()
                .log(user, conversation, CallType.VOICE)
                .whenComplete((answer, fault) -> {
                    if (fault == null && answer instanceof RestCalls.LogAnswer.Logged it) {
                        world.checker().told(user, it.call());
                    }
                }));
    }

    /// `PUT /api/call-logs/{id}`.
    void claim(UserId user, Node.Life node, CallLogId row, String status) {
        if (!node.isReady()) {
            return;
        }
        world.trace(() -> user + " claims " + status + " of " + row + " at " + node.id());
        world.checker().claimed(user);
        RestStatus claim = RestStatus.parse(status).orElseThrow();
        node.post(() -> node.calls().rest().claim(user, row, claim).whenComplete((answer, fault) -> {
            switch (answer) {
                case null -> {}
                case RestCalls.ClaimAnswer.Updated it -> world.checker().told(user, it.call());
                case RestCalls.ClaimAnswer.Contradiction it -> world.checker().told(user, it.call());
                case RestCalls.ClaimAnswer.NotFound it -> {}
            }
        }));
    }

    /// `GET /api/calls/{call_id}`: the row as a person reads it, or empty while the database is away.
    Optional<JsonNode> call(UserId user, String callId) {
        if (world.agenda().now() < world.databaseBackAt()) {
            return Optional.empty();
        }
        Call call = CallId.parse(callId).flatMap(world.table()::load).orElseThrow();
        try {
            byte[] text = MessageEncoder.encode(new ServerMessage.Ack("get", user, Optional.of(call)));
            return Optional.of(JSON.readTree(text).path("call"));
        } catch (IOException bad) {
            throw new IllegalStateException(bad);
        }
    }
}
