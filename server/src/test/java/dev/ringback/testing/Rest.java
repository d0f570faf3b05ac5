package dev.ringback.testing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.ringback.config.Secret;
import dev.ringback.core.id.UserId;
import dev.ringback.identity.TokenIssuer;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Optional;

/// Requests of people to the node of a test.
public final class Rest {
    private static final TokenIssuer ISSUER = new TokenIssuer(new Secret(NodeOnTestDatabase.JWT_SECRET));

    private Rest() {}

    /// A request of a person whose token says nothing but the id.
    public static RequestSpecification as(long user) {
        return with(token(user));
    }

    /// A request of the host application.
    public static RequestSpecification service() {
        return with(ISSUER.service(Duration.ofMinutes(10)));
    }

    /// A request with a token.
    public static RequestSpecification with(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    /// The token of a person.
    public static String token(long user) {
        return ISSUER.person(TokenIssuer.Person.of(new UserId(user)), Duration.ofMinutes(10));
    }

    /// The token of a person with a profile.
    public static String token(long user, long profileId, String profileType) {
        return ISSUER.person(
                new TokenIssuer.Person(
                        new UserId(user),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(profileId),
                        Optional.of(profileType)),
                Duration.ofMinutes(10));
    }

    /// A body of JSON.
    public static RequestSpecification json(RequestSpecification request, String body) {
        return request.contentType(ContentType.JSON).body(body);
    }

    /// The answer is this problem, in the one shape.
    public static ValidatableResponse isProblem(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("type", equalTo("urn:ringback:problem:" + code))
                .body("status", equalTo(status))
                .body("success", equalTo(false))
                .body("title", not(emptyOrNullString()))
                .body("detail", not(emptyOrNullString()))
                .body("instance", startsWith("/"))
                .body("temporary", equalTo(status == 429 || status == 503));
    }
}
