package dev.ringback.gateway;

import dev.ringback.config.RingbackConfig;
import dev.ringback.core.id.DeviceId;
import dev.ringback.identity.Identity;
import dev.ringback.identity.Tokens;
import dev.ringback.problem.ProblemType;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// May this request become a socket, and whose (protocol §2 "Opening")? Decided before the upgrade, without asking
/// anybody. Any thread, while the request is paused.
@Singleton
final class Opening {

    private static final String BEARER_PROTOCOL = "bearer.";
    private static final String BEARER_SCHEME = "bearer ";

    private final Tokens tokens;
    private final Flooders flooders;
    private final RingbackConfig.Http http;

    Opening(Tokens tokens, Flooders flooders, RingbackConfig config) {
        this.tokens = tokens;
        this.flooders = flooders;
        this.http = config.http();
    }

    /// The answer to a request.
    sealed interface Verdict {

        /// It may open: this person, on this device.
        record Open(Identity identity, DeviceId device) implements Verdict {}

        /// It may not.
        ///
        /// @param more further members of the problem, such as `field`
        record Refused(ProblemType problem, String message, Map<String, Object> more) implements Verdict {
            Refused(ProblemType problem, String message) {
                this(problem, message, Map.of());
            }
        }
    }

    /// @param userId of the path `/ws/{user_id}`; null for `/ws`
    Verdict judge(HttpServerRequest request, @Nullable String userId) {
        if (!http.mayCome(request.getHeader("Origin"), request.getHeader("Host"))) {
            return new Verdict.Refused(ProblemType.FORBIDDEN, "this origin may not open a socket");
        }
        Optional<Identity> identity = token(request).flatMap(tokens::verify);
        if (identity.isEmpty()) {
            return new Verdict.Refused(ProblemType.UNAUTHENTICATED, "no token, or it is not valid");
        }
        if (userId != null && !userId.equals(Long.toString(identity.get().user().value()))) {
            return new Verdict.Refused(ProblemType.FORBIDDEN, "the token is another person's");
        }
        if (flooders.has(identity.get().user())) {
            return new Verdict.Refused(ProblemType.RATE_LIMITED, "a socket of this person was flooding a moment ago");
        }
        String device = request.getParam("device_id");
        return (device == null ? Optional.of(new DeviceId(UUID.randomUUID().toString())) : DeviceId.parse(device))
                .<Verdict>map(it -> new Verdict.Open(identity.get(), it))
                .orElseGet(() -> new Verdict.Refused(
                        ProblemType.BAD_MESSAGE,
                        "device_id is 1 to 64 characters of A-Z a-z 0-9 _ -",
                        Map.of("field", "device_id")));
    }

    /// A browser can only offer it as a subprotocol; others send the header.
    private static Optional<String> token(HttpServerRequest request) {
        return offered(request)
                .filter(protocol -> protocol.startsWith(BEARER_PROTOCOL))
                .map(protocol -> protocol.substring(BEARER_PROTOCOL.length()))
                .findFirst()
                .or(() -> Optional.ofNullable(request.getHeader("Authorization"))
                        .filter(header -> header.regionMatches(true, 0, BEARER_SCHEME, 0, BEARER_SCHEME.length()))
                        .map(header -> header.substring(BEARER_SCHEME.length()).strip()));
    }

    private static Stream<String> offered(HttpServerRequest request) {
        return request.headers().getAll("Sec-WebSocket-Protocol").stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip);
    }
}
