package dev.ringback.directory;

import static dev.ringback.testing.Rest.as;
import static dev.ringback.testing.Rest.isProblem;
import static dev.ringback.testing.Rest.json;
import static dev.ringback.testing.Rest.service;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import dev.ringback.identity.Identity;
import dev.ringback.identity.JwtTokens;
import dev.ringback.testing.RestProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(RestProfile.class)
class DirectoryOverHttpTest {
    @Inject
    DirectoryStore store;

    @Inject
    JwtTokens tokens;

    @Test
    void demoPeopleHaveTheirConversations() {
        as(1).get("/api/conversations")
                .then()
                .statusCode(200)
                .body("conversations.id", contains(1, 2))
                .body("conversations.other_name", contains("Sara Tesfaye", "Hana Girma"));
        as(4).get("/api/conversations")
                .then()
                .body("conversations.id", contains(3, 4))
                .body("conversations.other_user_id", contains(2, 3));
        assertThat(store.conversation(new ConversationId(1)).orElseThrow().people())
                .extracting("profileId", "profileType")
                .containsExactly(tuple(1L, "student"), tuple(2L, "tutor"));
    }

    @Test
    void demoTokenIsThePersons() {
        String token = json(given(), "{\"user_id\":2}")
                .post("/api/demo/token")
                .then()
                .statusCode(200)
                .extract()
                .path("token");

        Identity identity = tokens.verify(token).orElseThrow();
        assertThat(identity.user()).isEqualTo(new UserId(2));
        assertThat(identity.name()).contains("Sara Tesfaye");
        assertThat(identity.profileId()).contains(2L);
        assertThat(identity.profileType()).contains("tutor");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{}", "{\"user_id\":5}", "{\"user_id\":0}", "{\"user_id\":\"1\"}", "{\"user_id\":null}"})
    void nobodyElseHasADemoToken(String body) {
        isProblem(json(given(), body).post("/api/demo/token").then(), 400, "bad_message")
                .body("field", equalTo("user_id"));
    }

    @Test
    void pushedPeopleAndConversationsAreThere() {
        json(
                        service(),
                        "{\"name\":\"Liya\",\"avatar\":\"/l.png\",\"profiles\":[{\"profile_id\":501,\"profile_type\":\"tutor\"}]}")
                .put("/api/directory/users/501")
                .then()
                .statusCode(200)
                .body("success", equalTo(true));
        json(
                        service(),
                        "{\"participants\":[{\"user_id\":501},{\"user_id\":502,\"profile_id\":9,\"profile_type\":\"parent\"}]}")
                .put("/api/directory/conversations/501")
                .then()
                .statusCode(200);

        as(502).get("/api/conversations")
                .then()
                .body("conversations.other_name", contains("Liya"))
                .body("conversations.other_avatar", contains("/l.png"));
        assertThat(store.conversation(new ConversationId(501)).orElseThrow().people())
                .extracting("profileId", "profileType")
                .containsExactly(tuple(501L, "tutor"), tuple(9L, "parent"));
        as(501).get("/api/call-logs?profile_id=501&profile_type=tutor").then().statusCode(200);
    }

    @Test
    void profileOfAnotherIsAConflict() {
        String body = "{\"name\":\"x\",\"profiles\":[{\"profile_id\":1,\"profile_type\":\"student\"}]}";

        isProblem(json(service(), body).put("/api/directory/users/511").then(), 409, "conflict")
                .body("field", equalTo("profiles"));
        assertThat(store.knows(new UserId(511))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "users/0 | {\"name\":\"x\"} | user_id",
                "users/x | {\"name\":\"x\"} | user_id",
                "users/521 | {} | name",
                "users/521 | {\"name\":1} | name",
                "users/521 | {\"name\":\"a\\u0000\"} | name",
                "users/521 | {\"name\":\"\\udc00\"} | name",
                "users/521 | {\"name\":\"x\",\"avatar\":\"\\ud800x\"} | avatar",
                "users/521 | {\"name\":\"x\",\"profiles\":[{\"profile_id\":0,\"profile_type\":\"a\"}]} | profiles[0].profile_id",
                "users/521 | {\"name\":\"x\",\"profiles\":[{\"profile_id\":1,\"profile_type\":\" \"}]} | profiles[0].profile_type",
                "users/521 | {\"name\":\"x\",\"profiles\":[{\"profile_id\":\"1\"}]} | profiles[0].profile_id",
                "users/521 | {\"name\":\"x\",\"profiles\":[null]} | profiles[0]",
                "users/521 | {\"name\":\"x\",\"profiles\":{}} | profiles",
                "conversations/521 | {} | participants",
                "conversations/521 | {\"participants\":[{\"user_id\":1}]} | participants",
                "conversations/521 | {\"participants\":[{\"user_id\":1},{\"user_id\":1}]} | participants",
                "conversations/521 | {\"participants\":[{\"user_id\":1},{\"user_id\":-2}]} | participants[1].user_id",
                "conversations/521 | {\"participants\":[{\"user_id\":1},{\"user_id\":2,\"profile_id\":3}]} | participants[1].profile_type",
                "conversations/521 | {\"type\":\"club\",\"participants\":[]} | type",
                "conversations/9223372036854775808 | {\"participants\":[]} | conversation_id"
            })
    void pushThatIsWrongNamesItsField(String path, String body, String field) {
        isProblem(json(service(), body).put("/api/directory/" + path).then(), 400, "bad_message")
                .body("field", equalTo(field));
        assertThat(store.knows(new UserId(521))).isFalse();
    }

    @Test
    void importTakesManyLinesOfBothKinds() {
        StringBuilder lines = new StringBuilder();
        for (int user = 601; user <= 1_200; user++) {
            lines.append("{\"user_id\":")
                    .append(user)
                    .append(",\"name\":\"Pupil ")
                    .append(user)
                    .append("\"}\r\n");
        }
        lines.append("\n{\"conversation_id\":601,\"type\":\"group\",\"name\":\"Class\",\"participants\":"
                + "[{\"user_id\":601},{\"user_id\":602},{\"user_id\":1200}]}");

        imported(lines.toString())
                .statusCode(200)
                .body("success", equalTo(true))
                .body("lines", equalTo(602))
                .body("users", equalTo(600))
                .body("conversations", equalTo(1));
        assertThat(store.peers(new UserId(601))).containsExactlyInAnyOrder(new UserId(602), new UserId(1200));
        as(601).get("/api/conversations").then().body("conversations.name", containsInAnyOrder("Class"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"user_id\":1201,\"name\":5} | bad_message | name",
                "{\"user_id\":-1,\"name\":\"x\"} | bad_message | user_id",
                "{\"user_id\":\"7\",\"name\":\"x\"} | bad_message | user_id",
                "{\"conversation_id\":1,\"participants\":[]} | bad_message | participants",
                "{\"name\":\"x\"} | bad_message |",
                "{\"user_id\":1,\"conversation_id\":1} | bad_message |",
                "[] | bad_json |",
                "{\"user_id\": | bad_json |"
            })
    void importEndsAtTheFirstBadLineAndNamesIt(String bad, String code, String field) {
        String good = "{\"user_id\":1211,\"name\":\"Good\"}\n";

        isProblem(imported(good + bad + "\n" + good.replace("1211", "1212")), 400, code)
                .body("line", equalTo(2))
                .body("detail", containsString("line 2"))
                .body("users", equalTo(1))
                .body("conversations", equalTo(0))
                .body("field", equalTo(field));
        assertThat(store.knows(new UserId(1211))).isTrue();
        assertThat(store.knows(new UserId(1212))).isFalse();
    }

    @Test
    void lineOfAnImportHasALimitAndItsSumHasNot() {
        isProblem(imported("{\"user_id\":1,\"name\":\"" + "x".repeat(70_000) + "\"}"), 413, "too_large")
                .body("line", equalTo(1));
        imported("\n".repeat(200_000)).statusCode(200).body("lines", equalTo(200_000));
    }

    private static ValidatableResponse imported(String lines) {
        return service()
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/x-ndjson", ContentType.TEXT)))
                .contentType("application/x-ndjson")
                .body(lines)
                .post("/api/directory/import")
                .then();
    }
}
