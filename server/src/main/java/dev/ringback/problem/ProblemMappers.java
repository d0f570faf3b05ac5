package dev.ringback.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.ringback.call.StoreUnavailable;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// Gives every error of a resource the one shape. What is our fault is logged here, once.
public final class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    /// A refusal.
    @ServerExceptionMapper
    public Response problem(ProblemException problem, UriInfo asked) {
        return ProblemResponses.of(problem, asked);
    }

    /// The framework's own refusals: no such path, no such method, …
    @ServerExceptionMapper
    public Response framework(WebApplicationException refused, UriInfo asked) {
        JsonProcessingException json = cause(refused, JsonProcessingException.class);
        if (json != null) {
            return json(json, asked);
        }
        int status = refused.getResponse().getStatus();
        if (status < 400) {
            return refused.getResponse();
        }
        if (status >= 500 && status != 503) {
            return unknown(refused, asked);
        }
        ProblemType type = ProblemType.ofStatus(status);
        Response answer = ProblemResponses.of(ProblemException.of(type, type.meaning()), asked);
        Object allow = refused.getResponse().getHeaders().getFirst("Allow");
        return allow == null
                ? answer
                : Response.fromResponse(answer).header("Allow", allow).build();
    }

    /// A body that is not what the resource reads.
    @ServerExceptionMapper
    public Response json(JsonProcessingException wrong, UriInfo asked) {
        return ProblemResponses.of(JsonProblems.of(wrong), asked);
    }

    /// The same; the framework has a narrower mapper of its own for these.
    @ServerExceptionMapper
    public Response mismatch(MismatchedInputException wrong, UriInfo asked) {
        return json(wrong, asked);
    }

    /// The database is away.
    @ServerExceptionMapper
    public Response away(StoreUnavailable away, UriInfo asked) {
        LOG.warnf("%s answered 503: %s", asked.getPath(), away.getMessage());
        return ProblemResponses.of(
                ProblemException.of(
                        ProblemType.UNAVAILABLE,
                        away.isInDoubt() ? away.sentence() : "the database is away or overloaded; try again"),
                asked);
    }

    /// Everything else is a fault of ours.
    @ServerExceptionMapper
    public Response unknown(Throwable fault, UriInfo asked) {
        StoreUnavailable away = cause(fault, StoreUnavailable.class);
        if (away != null) {
            return away(away, asked);
        }
        ProblemException problem = cause(fault, ProblemException.class);
        if (problem != null) {
            return problem(problem, asked);
        }
        LOG.errorf(fault, "%s failed", asked.getPath());
        return ProblemResponses.of(
                ProblemException.of(ProblemType.INTERNAL, "a fault of the server; it is in the log"), asked);
    }

    private static <T extends Throwable> @Nullable T cause(Throwable fault, Class<T> type) {
        Throwable at = fault;
        for (int depth = 0; at != null && depth < 10; depth++) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
            at = at.getCause();
        }
        return null;
    }
}
