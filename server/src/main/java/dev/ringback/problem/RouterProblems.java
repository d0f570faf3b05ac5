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
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives the one shape to errors that no resource saw: paths that nobody serves, requests that cannot be read, bodies
/// that the HTTP layer itself refuses, origins that may not come.
@ApplicationScoped
public class RouterProblems {

    private static final List<Integer> STATUSES = List.of(400, 401, 403, 404, 405, 406, 413, 415);
    /// Before the framework's CORS filter, which refuses with an empty answer.
    private static final int BEFORE_CORS = 310;

    private final ObjectMapper json;
    private final List<String> origins;

    /// Writes with the node's own mapper.
    public RouterProblems(ObjectMapper json, RingbackConfig config) {
        this.json = json;
        this.origins = config.http().allowedOrigins();
    }

    void install(@Observes Router router) {
        STATUSES.forEach(status -> router.errorHandler(status, context -> {
            ProblemType type = ProblemType.ofStatus(context.statusCode());
            answer(context, type, type.meaning());
        }));
    }

    void filter(@Observes Filters filters) {
        if (!origins.isEmpty()) {
            filters.register(this::refuseForeign, BEFORE_CORS);
        }
    }

    private void refuseForeign(RoutingContext context) {
        String origin = context.request().getHeader("Origin");
        if (origin == null || origins.contains(origin) || isOwn(origin, context.request())) {
            context.next();
        } else {
            answer(context, ProblemType.FORBIDDEN, "this Origin is not allowed");
        }
    }

    private static boolean isOwn(String origin, HttpServerRequest request) {
        @Nullable String host = request.getHeader("Host");
        try {
            return host != null && host.equals(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }

    private void answer(RoutingContext context, ProblemType type, String detail) {
        if (context.response().headWritten()) {
            return;
        }
        Problem problem = Problem.of(type, detail, context.request().path(), Map.of());
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
