package dev.ringback.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.identity.IdentityListener;
import dev.ringback.observe.SocketMeters;
import dev.ringback.problem.Problem;
import dev.ringback.problem.ProblemType;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;

/// `GET /ws` and `GET /ws/{user_id}`: judges, upgrades, and hands the socket to a [Connection].
@Singleton
final class SocketRoute {

    private static final int BEFORE_ALL_OTHERS = -1_000;

    private final Doorway doorway;
    private final Opening opening;
    private final Connections connections;
    private final ObjectMapper mapper;
    private final IdentityListener people;
    private final Vertx vertx;
    private final WorkerExecutor judges;
    private final SocketMeters meters;

    SocketRoute(
            Doorway doorway,
            Opening opening,
            Connections connections,
            ObjectMapper mapper,
            IdentityListener people,
            Vertx vertx,
            SocketMeters meters) {
        this.doorway = doorway;
        this.opening = opening;
        this.connections = connections;
        this.mapper = mapper;
        this.people = people;
        this.vertx = vertx;
        this.judges = vertx.createSharedWorkerExecutor("token-checks", 1);
        this.meters = meters;
    }

    void install(@Observes Router router) {
        router.get("/ws").order(BEFORE_ALL_OTHERS).handler(this::enter);
        router.get("/ws/:user_id").order(BEFORE_ALL_OTHERS).handler(this::enter);
    }

    /// Tokens are checked by a thread of their own: a thousand of them at once would hold up those who are in a call.
    private void enter(RoutingContext context) {
        HttpServerRequest request = context.request();
        request.pause();
        judges.executeBlocking(() -> opening.judge(request, context.pathParam("user_id")))
                .onSuccess(verdict -> judged(context, verdict))
                .onFailure(context::fail);
    }

    /// Only who may open a socket gets as far as the doorway: anybody else would take the places in it.
    private void judged(RoutingContext context, Opening.Verdict verdict) {
        switch (verdict) {
            case Opening.Verdict.Refused it -> refuse(context, it.problem(), it.message(), it.more());
            case Opening.Verdict.Open it -> {
                if ("websocket".equalsIgnoreCase(context.request().getHeader(HttpHeaders.UPGRADE))) {
                    waitAtTheDoor(context, it);
                } else {
                    refuse(context, ProblemType.BAD_MESSAGE, "this path is a WebSocket");
                }
            }
        }
    }

    private void waitAtTheDoor(RoutingContext context, Opening.Verdict.Open verdict) {
        if (!doorway.enter(vertx.getOrCreateContext(), () -> open(context, verdict))) {
            refuse(context, ProblemType.UNAVAILABLE, "too many sockets are being opened: try again soon");
        }
    }

    /// A token that has expired at the door is closed like any other that expires.
    private void open(RoutingContext context, Opening.Verdict.Open verdict) {
        HttpServerRequest request = context.request();
        if (!connections.isOpen()) {
            refuse(context, ProblemType.UNAVAILABLE, "this node is not ready");
            return;
        }
        request.resume();
        if (context.response().closed()) {
            return; // its client has given up
        }
        people.seen(verdict.identity());
        request.toWebSocket().onSuccess(socket -> {
            SocketPipeline.tune(request.connection());
            connections.opened(socket, verdict.identity(), verdict.device());
        });
    }

    private String json(Problem problem) {
        try {
            return mapper.writeValueAsString(problem);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a problem cannot be written", impossible);
        }
    }

    private void refuse(RoutingContext context, ProblemType problem, String message) {
        refuse(context, problem, message, Map.of());
    }

    private void refuse(RoutingContext context, ProblemType problem, String message, Map<String, Object> more) {
        meters.notOpened(problem);
        context.request().resume();
        if (context.response().closed()) {
            return; // its client has given up
        }
        if (problem == ProblemType.UNAUTHENTICATED) {
            context.response().putHeader("WWW-Authenticate", "Bearer");
        }
        if (problem == ProblemType.RATE_LIMITED) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(Flooders.OUTSIDE.toSeconds()));
        }
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(json(Problem.of(problem, message, context.request().path(), more)));
    }
}
