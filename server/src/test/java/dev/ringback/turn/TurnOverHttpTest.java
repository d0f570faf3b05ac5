package dev.ringback.turn;

import static dev.ringback.testing.Rest.as;
import static dev.ringback.testing.Rest.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.ringback.testing.RestProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RestProfile.class)
class TurnOverHttpTest {
    @Test
    void credentialsAreForThePersonAndNotKeptByCaches() {
        as(7).get("/api/turn-credentials")
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .body("ttl", equalTo(600))
                .body("iceServers", hasSize(2))
                .body("iceServers[0].urls", contains("stun:turn.example.org:3478"))
                .body("iceServers[0]", not(hasKey("credential")))
                .body("iceServers[1].urls", contains("turn:turn.example.org:3478?transport=udp"))
                .body("iceServers[1].username", matchesPattern("[0-9]+:7"))
                .body("iceServers[1].credential", matchesPattern("[A-Za-z0-9+/]{27}="));
    }

    @Test
    void tooManyRequestsAreToldWhenToTryAgain() {
        Response last = as(8).get("/api/turn-credentials");
        for (int more = 0; more < 70 && last.statusCode() == 200; more++) {
            last = as(8).get("/api/turn-credentials");
        }

        isProblem(last.then(), 429, "rate_limited");
        assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 60);
        as(9).get("/api/turn-credentials").then().statusCode(200);
    }
}
