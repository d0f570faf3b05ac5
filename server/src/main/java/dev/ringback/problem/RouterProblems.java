package dev.ringback.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;

/// Gives the one shape to errors that no resource saw: paths that nobody serves, requests that cannot be read, bodies
/// that the HTTP layer itself refuses.
@ApplicationScoped
public class RouterProblems {

    private static final List<Integer> STATUSES = List.of(400, 401, 403, 404, 405, 406, 413, 415);

    private final ObjectMapper json;

    /// Writes with the node's own mapper.
    public RouterProblems(ObjectMapper json) {
        this.json = json;
    }

    void install(@Observes Router router) {
        STATUSES.forEach(status -> router.errorHandler(status, this::answer));
    }

    private void answer(RoutingContext context) {
        if (context.response().headWritten()) {
            return;
        }
        ProblemType type = ProblemType.ofStatus(context.statusCode());
        Problem problem = Problem.of(type, type.meaning(), context.request().path(), Map.of());
        context.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(text(problem));
    }

    private String text(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a problem cannot be written", impossible);
        }
    }
}
