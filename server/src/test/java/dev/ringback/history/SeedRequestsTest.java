package dev.ringback.history;

import static dev.ringback.testing.Rest.as;
import static dev.ringback.testing.Rest.isProblem;
import static dev.ringback.testing.Rest.json;
import static dev.ringback.testing.Rest.token;
import static dev.ringback.testing.Rest.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.ringback.call.RestCalls.ClaimAnswer;
import dev.ringback.call.RestCalls.LogAnswer;
import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallType;
import dev.ringback.core.call.Invitation;
import dev.ringback.core.call.Party;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import dev.ringback.testing.FakeRestCalls;
import dev.ringback.testing.RestProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The seed's POST and PUT to the letter. What they do to calls is the call service's, and tested there.
@QuarkusTest
@TestProfile(RestProfile.class)
class SeedRequestsTest {
    private static final Party ABEBE = new Party(new UserId(1), 1, "student", "Abebe Kebede", Optional.empty());
    private static final Party SARA = new Party(new UserId(2), 2, "tutor", "Sara Tesfaye", Optional.empty());
    private static final Instant NOON = Instant.parse("2026-01-16T12:00:00Z");
    private static final Call CALL = new Invitation(
                    new CallId(new UUID(1, 1)),
                    false,
                    new ConversationId(1),
                    CallType.VOICE,
                    ABEBE,
                    SARA,
                    Actor.overRest(ABEBE.userId()),
                    NOON,
                    NOON.plusSeconds(45),
                    false)
            .loggedAs(new CallLogId(21));

    @Inject
    FakeRestCalls calls;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"conversation_id\":1,\"caller_user_id\":1,\"call_type\":\"voice\",\"status\":\"initiated\",\"started_at\":\"2026-01-16T13:30:00Z\"}",
                "{\"conversation_id\":1,\"caller_profile_id\":1,\"caller_profile_type\":\"student\",\"call_type\":\"voice\",\"status\":\"initiated\",\"started_at\":\"2026-01-16T13:30:00Z\"}",
                "{\"conversation_id\":1,\"call_type\":\"voice\"}",
                "{\"conversation_id\":1,\"call_type\":\"voice\",\"started_at\":\"noon\",\"answered_at\":5,\"participants\":null}"
            })
    void postIsAnsweredAsTheSeedDid(String body) {
        calls.answers(() -> new LogAnswer.Logged(CALL));

        String answer = json(as(1), body)
                .post("/api/call-logs?profile_id=1&profile_type=student")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(answer).isEqualTo("{\"success\":true,\"call_log_id\":21,\"message\":\"Call log created\"}");
        assertThat(calls.asked()).containsExactly("user 1 logs voice in conversation 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"status\":\"answered\",\"answered_at\":\"2026-01-16T13:30:05Z\"} | answered",
                "{\"status\":\"ended\",\"ended_at\":\"2026-01-16T13:30:45Z\",\"duration_seconds\":45} | ended",
                "{\"status\":\"cancelled\",\"ended_at\":\"soon\",\"duration_seconds\":-1} | cancelled",
                "{\"status\":\"declined\"} | declined",
                "{\"status\":\"missed\"} | missed",
                "{\"status\":\"no_answer\"} | missed (no_answer)",
                "{\"status\":\"ringing\"} | ringing",
                "{\"status\":\"failed\"} | failed",
                "{\"status\":\"initiated\"} | initiated"
            })
    void putIsAnsweredAsTheSeedDid(String body, String claimed) {
        calls.answers(() -> new ClaimAnswer.Updated(CALL));

        String answer = json(as(2), body)
                .put("/api/call-logs/21")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(answer).isEqualTo("{\"success\":true,\"message\":\"Call log updated\"}");
        assertThat(calls.asked()).containsExactly("user 2 claims " + claimed + " of call log 21");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"status\":null}", "{\"status\":\"hung_up\"}", "{\"status\":\"ENDED\"}", "{\"status\":3}"
            })
    void putWithoutAKnownStatusIsRefused(String body) {
        calls.answers(() -> new ClaimAnswer.Updated(CALL));

        isProblem(json(as(1), body).put("/api/call-logs/21").then(), 400, "bad_message")
                .body("field", equalTo("status"));
        assertThat(calls.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "caller_user_id | {\"conversation_id\":1,\"caller_user_id\":2,\"call_type\":\"voice\"}",
                "caller_profile_id | {\"conversation_id\":1,\"caller_profile_id\":2,\"caller_profile_type\":\"tutor\",\"call_type\":\"voice\"}",
                "caller_profile_type | {\"conversation_id\":1,\"caller_profile_type\":\"tutor\",\"call_type\":\"voice\"}"
            })
    void postForAnotherIsForbidden(String field, String body) {
        calls.answers(() -> new LogAnswer.Logged(CALL));

        isProblem(json(as(1), body).post("/api/call-logs").then(), 403, "forbidden")
                .body("field", equalTo(field));
        isProblem(
                json(with(token(1, 1, "student")), body).post("/api/call-logs").then(), 403, "forbidden");
        assertThat(calls.asked()).isEmpty();
    }

    @Test
    void refusalsOfTheCallServiceAreTold() {
        String body = "{\"conversation_id\":1,\"call_type\":\"voice\"}";
        calls.answers(LogAnswer.NotParticipant::new);
        isProblem(json(as(1), body).post("/api/call-logs").then(), 403, "not_participant");
        calls.answers(LogAnswer.NotSupported::new);
        isProblem(json(as(1), body).post("/api/call-logs").then(), 400, "not_supported");
        calls.answers(ClaimAnswer.NotFound::new);
        isProblem(json(as(1), "{\"status\":\"ended\"}").put("/api/call-logs/21").then(), 404, "not_found");
    }

    @Test
    void contradictionShowsTheCallAsItsReaderSeesIt() {
        calls.answers(() -> new ClaimAnswer.Contradiction(CALL));

        isProblem(
                        json(as(2), "{\"status\":\"answered\"}")
                                .put("/api/call-logs/21")
                                .then(),
                        409,
                        "wrong_state")
                .body("call.id", equalTo(21))
                .body("call.status", equalTo("initiated"))
                .body("call.is_caller", equalTo(false))
                .body("call.version", equalTo(1));
    }
}
