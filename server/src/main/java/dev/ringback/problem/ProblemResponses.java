package dev.ringback.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/// Makes the HTTP answer of a problem.
final class ProblemResponses {

    private ProblemResponses() {}

    static Response of(ProblemException problem, UriInfo asked) {
        Response.ResponseBuilder answer = Response.status(problem.type().status())
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(problem, path(asked.getRequestUri())));
        problem.retryAfter()
                .ifPresent(wait -> answer.header(
                        HttpHeaders.RETRY_AFTER,
                        Math.max(1, wait.plusMillis(999).toSeconds())));
        if (problem.type() == ProblemType.UNAUTHENTICATED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer.build();
    }

    private static String path(URI asked) {
        return asked.getRawPath();
    }
}
