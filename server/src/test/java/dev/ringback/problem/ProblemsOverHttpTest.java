package dev.ringback.problem;

import static dev.ringback.testing.Rest.as;
import static dev.ringback.testing.Rest.isProblem;
import static dev.ringback.testing.Rest.json;
import static dev.ringback.testing.Rest.service;
import static dev.ringback.testing.Rest.token;
import static dev.ringback.testing.Rest.with;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.ringback.call.StoreUnavailable;
import dev.ringback.testing.FakeRestCalls;
import dev.ringback.testing.Rest;
import dev.ringback.testing.RestProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(RestProfile.class)
class ProblemsOverHttpTest {
    private static final String POST = "{\"conversation_id\":1,\"call_type\":\"voice\"}";

    @TestHTTPResource("/api/call-logs")
    URI callLogs;

    @Inject
    FakeRestCalls calls;

    @Inject
    DataSource database;

    @ParameterizedTest
    @ValueSource(strings = {"/nope", "/api/nope", "/api/call-logs/1/2/3", "/api/calls", "/q/nope", "/api/calls/%zz"})
    void unknownPathIsNotFound(String path) throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(callLogs.resolve(path.replace("%zz", "%20/x")))
                .header("Authorization", "Bearer " + token(1)));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"not_found\"").contains("\"instance\":\"/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0 | limit is a whole number from 1 to 200",
                "limit=201 | limit is a whole number from 1 to 200",
                "type=fax | type is one of voice, video",
                "direction=up | direction is one of outgoing, incoming"
            })
    void whatWouldBeRightIsSaid(String question, String detail) {
        isProblem(as(1).get("/api/call-logs?" + question).then(), 400, "bad_message")
                .body("detail", equalTo(detail));
    }

    @Test
    void otherMethodIsNotAllowed() {
        isProblem(as(1).delete("/api/call-logs").then(), 405, "method_not_allowed");
    }

    @Test
    void typeThatNobodyMakesIsNotAcceptable() {
        isProblem(as(1).accept("image/png").get("/api/call-logs").then(), 406, "not_acceptable");
    }

    @Test
    void bodyOfAnotherTypeIsUnsupported() {
        isProblem(
                as(1).contentType("text/plain")
                        .body(POST)
                        .post("/api/call-logs")
                        .then(),
                415,
                "unsupported_media_type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "conversation_id=1",
                "[1]",
                "\"x\"",
                "1",
                "",
                "null",
                "{\"conversation_id\":1} {}",
                "{\"a\":1,}"
            })
    void bodyThatIsNoJsonObjectIsBadJson(String body) {
        isProblem(json(as(1), body).post("/api/call-logs").then(), 400, "bad_json");
    }

    @Test
    void deeplyNestedBodyIsBadJson() {
        isProblem(json(as(1), "[".repeat(5_000)).post("/api/call-logs").then(), 400, "bad_json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "conversation_id | {\"call_type\":\"voice\"}",
                "conversation_id | {\"conversation_id\":null,\"call_type\":\"voice\"}",
                "conversation_id | {\"conversation_id\":\"1\",\"call_type\":\"voice\"}",
                "conversation_id | {\"conversation_id\":1.5,\"call_type\":\"voice\"}",
                "conversation_id | {\"conversation_id\":true,\"call_type\":\"voice\"}",
                "conversation_id | {\"conversation_id\":[1],\"call_type\":\"voice\"}",
                "conversation_id | {\"conversation_id\":0,\"call_type\":\"voice\"}",
                "conversation_id | {\"conversation_id\":-7,\"call_type\":\"voice\"}",
                "conversation_id | {\"conversation_id\":9223372036854775808,\"call_type\":\"voice\"}",
                "conversation_id | {\"conversation_id\":1e400,\"call_type\":\"voice\"}",
                "call_type | {\"conversation_id\":1}",
                "call_type | {\"conversation_id\":1,\"call_type\":\"smoke\"}",
                "call_type | {\"conversation_id\":1,\"call_type\":\"\"}",
                "call_type | {\"conversation_id\":1,\"call_type\":1}",
                "call_type | {\"conversation_id\":1,\"call_type\":\"voice\\u0000\"}",
                "status | {\"conversation_id\":1,\"call_type\":\"voice\",\"status\":\"answered\"}",
                "status | {\"conversation_id\":1,\"call_type\":\"voice\",\"status\":5}",
                "caller_user_id | {\"conversation_id\":1,\"call_type\":\"voice\",\"caller_user_id\":-1}",
                "caller_profile_type | {\"conversation_id\":1,\"call_type\":\"voice\",\"caller_profile_type\":\"\\ud800\"}",
            })
    void fieldThatIsWrongIsNamed(String field, String body) {
        isProblem(json(as(1), body).post("/api/call-logs").then(), 400, "bad_message")
                .body("field", equalTo(field));
    }

    @ParameterizedTest
    @CsvSource({
        "call_log_id, /api/call-logs/0",
        "call_log_id, /api/call-logs/-1",
        "call_log_id, /api/call-logs/9223372036854775808",
        "call_log_id, /api/call-logs/one",
        "call_log_id, /api/call-logs/1.0"
    })
    void idInAPathThatIsWrongIsNamed(String field, String path) {
        isProblem(json(as(1), "{\"status\":\"ended\"}").put(path).then(), 400, "bad_message")
                .body("field", equalTo(field));
        isProblem(as(1).get(path).then(), 400, "bad_message").body("field", equalTo("conversation_id"));
    }

    @Test
    void callIdThatIsNoUuidIsNamed() {
        isProblem(as(1).get("/api/calls/7").then(), 400, "bad_message").body("field", equalTo("call_id"));
        isProblem(as(1).get("/api/calls/" + UUID.randomUUID()).then(), 404, "not_found");
    }

    @Test
    void bodyAboveTheLimitIsTooLargeWhetherAnnouncedOrNot() throws Exception {
        String large = "{\"conversation_id\":1,\"pad\":\"" + "x".repeat(BodyLimit.BYTES_MAX) + "\"}";
        isProblem(json(as(1), large).post("/api/call-logs").then(), 413, "too_large");

        HttpResponse<String> answer = send(HttpRequest.newBuilder(callLogs)
                .header("Authorization", "Bearer " + token(1))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large.getBytes()))));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("\"code\":\"too_large\"");
    }

    @Test
    void withoutAGoodTokenNothingIsTold() {
        isProblem(given().get("/api/call-logs").then(), 401, "unauthenticated").header("WWW-Authenticate", "Bearer");
        for (String header : new String[] {"Bearer", "Bearer ", "Basic YTpi", "Bearer a.b.c", token(1)}) {
            isProblem(
                    given().header("Authorization", header)
                            .get("/api/call-logs")
                            .then(),
                    401,
                    "unauthenticated");
        }
        isProblem(json(given(), "{").post("/api/call-logs").then(), 401, "unauthenticated");
    }

    @Test
    void tokenOfTheWrongKindIsForbidden() {
        isProblem(service().get("/api/call-logs").then(), 403, "forbidden");
        isProblem(json(as(1), "{\"name\":\"x\"}").put("/api/directory/users/1").then(), 403, "forbidden");
    }

    @ParameterizedTest
    @CsvSource({
        "user_id, user_id=2",
        "profile_id, profile_id=2",
        "profile_type, profile_type=tutor",
        "profile_id, profile_id=1&profile_type=tutor"
    })
    void anothersIdOrProfileIsForbidden(String field, String query) {
        isProblem(as(1).get("/api/call-logs?" + query).then(), 403, "forbidden").body("field", equalTo(field));
    }

    @Test
    void ownIdAndProfileAreAccepted() {
        as(1).get("/api/call-logs?user_id=1&profile_id=1&profile_type=student")
                .then()
                .statusCode(200);
        with(token(1, 9, "parent"))
                .get("/api/call-logs?profile_id=9&profile_type=parent")
                .then()
                .statusCode(200);
        isProblem(
                with(token(1, 9, "parent"))
                        .get("/api/call-logs?profile_id=1&profile_type=student")
                        .then(),
                403,
                "forbidden");
        isProblem(as(1).get("/api/call-logs?user_id=x").then(), 400, "bad_message")
                .body("field", equalTo("user_id"));
    }

    @Test
    void callServiceWithoutDatabaseIsUnavailable() {
        calls.answers(() -> new StoreUnavailable("away"));

        isProblem(json(as(1), POST).post("/api/call-logs").then(), 503, "unavailable");
    }

    @Test
    void faultOfOursTellsNoDetails() {
        calls.answers(() -> new IllegalStateException("the secret reason"));

        isProblem(json(as(1), POST).post("/api/call-logs").then(), 500, "internal")
                .body(not(containsString("secret reason")))
                .body(not(containsString("Exception")));
    }

    @Test
    void databaseAwayIsUnavailableAndItWorksAgainAfterwards() throws Exception {
        as(1).get("/api/call-logs").then().statusCode(200);
        try (Connection own = database.getConnection()) {
            String name = own.getCatalog();
            String url = own.getMetaData().getURL().replace("/" + name, "/postgres");
            try (Connection admin = DriverManager.getConnection(url, "postgres", "");
                    Statement statement = admin.createStatement()) {
                statement.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
                statement.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
                isProblem(as(1).get("/api/call-logs").then(), 503, "unavailable");
                isProblem(as(1).get("/api/conversations").then(), 503, "unavailable");
                statement.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
            }
        }
        as(1).get("/api/call-logs").then().statusCode(200);
    }

    @Test
    void foreignOriginIsForbiddenAndTheListedOneIsNot() {
        as(1).header("Origin", RestProfile.ORIGIN)
                .get("/api/call-logs")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", RestProfile.ORIGIN);
        isProblem(
                as(1).header("Origin", "https://evil.example")
                        .get("/api/call-logs")
                        .then(),
                403,
                "forbidden");
        given().header("Origin", RestProfile.ORIGIN)
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .options("/api/call-logs/1")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Methods", containsString("PUT"))
                .header("Access-Control-Allow-Headers", containsString("authorization"));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void tokenIsNeverAskedForTheDemo() {
        json(given(), "{\"user_id\":1}").post("/api/demo/token").then().statusCode(200);
        Rest.isProblem(json(given(), "{\"user_id\":5}").post("/api/demo/token").then(), 400, "bad_message")
                .body("field", equalTo("user_id"));
    }
}
