package dev.ringback.identity;

import dev.ringback.problem.Input;
import dev.ringback.problem.ProblemException;
import dev.ringback.problem.ProblemType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.annotation.Annotation;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// Lets a request through to its resource only with the token that the resource needs: a person's, unless it says
/// otherwise ([ForService], [WithoutToken]).
public final class BearerFilter {

    private static final String SCHEME = "Bearer ";

    private final JwtTokens tokens;
    private final CurrentUser current;
    private final OwnIdentity own;
    private final IdentityListener listener;

    BearerFilter(JwtTokens tokens, CurrentUser current, OwnIdentity own, IdentityListener listener) {
        this.tokens = tokens;
        this.current = current;
        this.own = own;
        this.listener = listener;
    }

    /// Before the body is read.
    @ServerRequestFilter
    public void check(ContainerRequestContext request, ResourceInfo resource) {
        if (has(resource, WithoutToken.class)) {
            return;
        }
        Bearer bearer = bearer(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        boolean forService = has(resource, ForService.class);
        switch (bearer) {
            case Bearer.Service service when forService -> {}
            case Bearer.Service service -> throw wrongKind("this needs a person's token");
            case Bearer.Person person when forService -> throw wrongKind("this needs a token with scope directory");
            case Bearer.Person person -> {
                current.is(person.identity());
                checkParameters(request.getUriInfo().getQueryParameters());
                listener.seen(person.identity());
            }
        }
    }

    private Bearer bearer(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw ProblemException.of(ProblemType.UNAUTHENTICATED, "send Authorization: Bearer with a token");
        }
        return tokens.read(header.substring(SCHEME.length()).strip())
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.UNAUTHENTICATED, "the token is malformed, foreign, over or not yet valid"));
    }

    private void checkParameters(MultivaluedMap<String, String> query) {
        Optional.ofNullable(query.getFirst("user_id"))
                .ifPresent(text -> own.checkUser("user_id", Input.id("user_id", text)));
        Optional<Long> profileId =
                Optional.ofNullable(query.getFirst("profile_id")).map(text -> Input.id("profile_id", text));
        Optional<String> profileType =
                Optional.ofNullable(query.getFirst("profile_type")).map(text -> Input.text("profile_type", text, 50));
        if (profileId.isPresent() || profileType.isPresent()) {
            own.checkProfile("profile_id", profileId, "profile_type", profileType);
        }
    }

    private static boolean has(ResourceInfo resource, Class<? extends Annotation> mark) {
        return resource.getResourceMethod().isAnnotationPresent(mark)
                || resource.getResourceClass().isAnnotationPresent(mark);
    }

    private static ProblemException wrongKind(String sentence) {
        return ProblemException.of(ProblemType.FORBIDDEN, sentence);
    }
}
