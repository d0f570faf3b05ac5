package dev.ringback.history;

import static dev.ringback.testing.Rest.as;
import static dev.ringback.testing.Rest.isProblem;
import static dev.ringback.testing.Rest.json;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.ringback.directory.DirectoryPushes;
import dev.ringback.testing.CallLogFixture.Person;
import dev.ringback.testing.Neighbours;
import dev.ringback.testing.NodeOnTestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The seed's POST and PUT with the node's own call service and no socket at all.
@QuarkusTest
@QuarkusTestResource(value = NodeOnTestDatabase.class, initArgs = @ResourceArg(name = "ring-timeout", value = "7"))
class CallLogsOnANodeTest {
    @Inject
    DirectoryPushes directory;

    private Neighbours two;
    private Person caller;
    private Person callee;

    @BeforeEach
    void moveIn() {
        two = Neighbours.in(directory);
        caller = two.one();
        callee = two.other();
    }

    @Test
    void loggedCallIsAnsweredAndEndsByTheServersClock() {
        int id = logged();
        put(caller, id, "{\"status\":\"answered\",\"answered_at\":\"2001-01-01T00:00:00Z\"}");
        put(caller, id, "{\"status\":\"ended\",\"ended_at\":\"2001-01-01T00:00:00Z\",\"duration_seconds\":4500}");

        as(callee.id())
                .get("/api/call-logs/" + two.conversation())
                .then()
                .body("call_logs.id", contains(id))
                .body("call_logs[0].status", equalTo("ended"))
                .body("call_logs[0].is_caller", equalTo(false))
                .body("call_logs[0].duration_seconds", equalTo(0))
                .body("call_logs[0].answered_at", notNullValue());
        String callId = as(caller.id())
                .get("/api/call-logs/" + two.conversation())
                .jsonPath()
                .getString("call_logs[0].call_id");
        as(callee.id())
                .get("/api/calls/" + callId + "/events")
                .then()
                .body("events.seq", contains(1, 2, 3))
                .body("events.status", contains("initiated", "answered", "ended"));
    }

    @Test
    void finalRowTakesEveryStatusAndKeepsItsOwn() {
        int id = logged();
        put(caller, id, "{\"status\":\"cancelled\"}");
        put(caller, id, "{\"status\":\"answered\"}");
        put(caller, id, "{\"status\":\"no_answer\"}");

        as(callee.id())
                .get("/api/conversations")
                .then()
                .body("conversations[0].last_call.status", equalTo("cancelled"))
                .body("conversations[0].last_call.outcome", equalTo("missed"))
                .body("conversations[0].missed_count", equalTo(1));
    }

    @Test
    void contradictionIsAConflictWithTheRow() {
        int id = logged();
        put(caller, id, "{\"status\":\"answered\"}");

        isProblem(
                        json(as(caller.id()), "{\"status\":\"declined\"}")
                                .put("/api/call-logs/" + id)
                                .then(),
                        409,
                        "wrong_state")
                .body("call.id", equalTo(id))
                .body("call.status", equalTo("answered"));
    }

    @Test
    void rowThatNoSignalingTouchedIsItsCallersOnly() {
        int id = logged();

        isProblem(
                json(as(callee.id()), "{\"status\":\"declined\"}")
                        .put("/api/call-logs/" + id)
                        .then(),
                404,
                "not_found");
    }

    @Test
    void anothersRowIsNotThere() {
        int id = logged();
        Person stranger = Neighbours.stranger(directory, "Hana");

        isProblem(
                json(as(stranger.id()), "{\"status\":\"ended\"}")
                        .put("/api/call-logs/" + id)
                        .then(),
                404,
                "not_found");
        isProblem(
                json(as(caller.id()), "{\"status\":\"ended\"}")
                        .put("/api/call-logs/987654321")
                        .then(),
                404,
                "not_found");
    }

    @Test
    void conversationThatCarriesNoCallIsRefused() {
        Person third = Neighbours.stranger(directory, "Hana");
        long group = Neighbours.talk(directory, false, caller, callee, third);

        isProblem(post(third, two.conversation()), 403, "not_participant");
        isProblem(post(caller, 987_654_321), 403, "not_participant");
        isProblem(post(caller, group), 400, "not_supported").body("field", equalTo("conversation_id"));
    }

    private int logged() {
        return post(caller, two.conversation())
                .statusCode(200)
                .body("message", equalTo("Call log created"))
                .extract()
                .path("call_log_id");
    }

    private static ValidatableResponse post(Person person, long conversation) {
        return json(as(person.id()), "{\"conversation_id\":" + conversation + ",\"call_type\":\"voice\"}")
                .post("/api/call-logs")
                .then();
    }

    private static void put(Person person, int id, String body) {
        json(as(person.id()), body)
                .put("/api/call-logs/" + id)
                .then()
                .statusCode(200)
                .body("message", equalTo("Call log updated"));
    }
}
