package dev.ringback.turn;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ringback.config.RingbackConfig;
import dev.ringback.identity.CurrentUser;
import dev.ringback.problem.RateLimit;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What a browser hands to `RTCPeerConnection`. Without a configured relay the list is empty: host candidates only, and
/// nobody else's server.
@Path("/api/turn-credentials")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Calls")
public class TurnResource {

    private static final int PER_MINUTE = 60;

    private final RingbackConfig.Turn turn;
    private final CurrentUser current;
    private final InstantSource clock;
    private final RateLimit limit;

    TurnResource(RingbackConfig config, CurrentUser current, InstantSource clock) {
        this.turn = config.turn();
        this.current = current;
        this.clock = clock;
        this.limit = new RateLimit(PER_MINUTE, "requests for TURN credentials", clock);
    }

    /// `RTCConfiguration.iceServers`, and how long it is good for.
    ///
    /// @param ttl in seconds
    public record IceConfiguration(long ttl, List<IceServer> iceServers) {}

    /// One entry of `iceServers` (W3C WebRTC §4.2.4).
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record IceServer(
            List<String> urls,
            @Nullable String username,
            @Nullable String credential) {

        @Override
        public String toString() {
            return "IceServer[urls=" + urls + "]";
        }
    }

    @GET
    @Operation(
            summary = "TURN credentials for one's next call",
            description = "Good for ttl seconds to open a relay; one that is open stays open.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = IceConfiguration.class)))
    public Response credentials() {
        limit.count(current.id());
        CacheControl noStore = new CacheControl();
        noStore.setNoStore(true);
        return Response.ok(configuration()).cacheControl(noStore).build();
    }

    private IceConfiguration configuration() {
        Duration ttl = turn.ttl();
        List<IceServer> servers = turn.secret()
                .map(secret ->
                        servers(TurnCredentials.of(current.id(), clock.instant().plus(ttl), secret)))
                .orElse(List.of());
        return new IceConfiguration(ttl.toSeconds(), servers);
    }

    private List<IceServer> servers(TurnCredentials credentials) {
        Predicate<String> relay = url -> url.startsWith("turn");
        List<String> relays = turn.urls().stream().filter(relay).toList();
        List<String> mirrors = turn.urls().stream().filter(relay.negate()).toList();
        IceServer withLogin = new IceServer(relays, credentials.username(), credentials.credential());
        return Stream.of(new IceServer(mirrors, null, null), withLogin)
                .filter(server -> !server.urls().isEmpty())
                .toList();
    }
}
