package dev.ringback.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.ringback.testing.RestProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RestProfile.class)
class OpenApiTest {
    @Test
    void documentDescribesEveryPathAndTheBearerToken() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("info.title", equalTo("Ringback"))
                .body(
                        "paths.keySet()",
                        hasItems(
                                "/api/call-logs",
                                "/api/call-logs/seen",
                                "/api/call-logs/{call_log_id}",
                                "/api/call-logs/{conversation_id}",
                                "/api/calls/{call_id}",
                                "/api/calls/{call_id}/events",
                                "/api/conversations",
                                "/api/demo/token",
                                "/api/directory/import",
                                "/api/directory/users/{user_id}",
                                "/api/directory/conversations/{conversation_id}",
                                "/api/turn-credentials"))
                .body("components.securitySchemes.bearer.scheme", equalTo("bearer"))
                .body("security[0]", hasKey("bearer"))
                .body("paths.'/api/demo/token'.post.security", equalTo(List.of()))
                .body("paths.'/api/call-logs'.post.responses", hasKey("default"))
                .body("components.schemas.Problem.properties", hasKey("temporary"))
                .body("paths.'/api/call-logs'.post.requestBody.content.'application/json'.examples", notNullValue())
                .body("paths.collectMany{it.value.values()}.collect{it.summary}", everyItem(not(equalTo(null))));
    }

    @Test
    void pageIsServed() {
        given().get("/q/swagger-ui/").then().statusCode(200).body(containsString("swagger"));
    }
}
