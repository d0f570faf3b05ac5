package dev.ringback.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.config.RingbackConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;

/// Gives the one shape to errors that no resource saw: paths that nobody serves, requests that cannot be read, bodies
/// that the HTTP layer itself refuses, origins that may not come.
@ApplicationScoped
public class RouterProblems {

    private static final List<Integer> STATUSES = List.of(400, 401, 403, 404, 405, 406, 413, 415);
    /// Before the framework's CORS filter, which refuses with an empty answer.
    private static final int BEFORE_CORS = 310;

    private final ObjectMapper json;
    private final RingbackConfig.Http http;

    /// Writes with the node's own mapper.
    public RouterProblems(ObjectMapper json, RingbackConfig config) {
        this.json = json;
        this.http = config.http();
    }

    void install(@Observes Router router) {
        STATUSES.forEach(status -> router.errorHandler(status, context -> {
            ProblemType type = ProblemType.ofStatus(context.statusCode());
            answer(context, type, type.meaning());
        }));
    }

    void filter(@Observes Filters filters) {
        if (!http.allowedOrigins().isEmpty()) {
            filters.register(this::refuseForeign, BEFORE_CORS);
        }
    }

    private void refuseForeign(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (http.mayCome(request.getHeader("Origin"), request.getHeader("Host"))) {
            context.next();
        } else {
            answer(context, ProblemType.FORBIDDEN, "this Origin is not allowed");
        }
    }

    private void answer(RoutingContext context, ProblemType type, String detail) {
        if (context.response().headWritten()) {
            return;
        }
        Problem problem = Problem.of(type, detail, context.request().path(), Map.of());
        if (type == ProblemType.UNAUTHENTICATED) {
            context.response().putHeader("WWW-Authenticate", "Bearer");
        }
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
