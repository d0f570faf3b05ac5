package dev.ringback.directory;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.ringback.config.RingbackConfig;
import dev.ringback.identity.TokenIssuer;
import dev.ringback.identity.WithoutToken;
import dev.ringback.problem.Input;
import dev.ringback.problem.ProblemException;
import dev.ringback.problem.ProblemType;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Gives anybody the token of a demo person. Without demo mode there is no such path.
@Path("/api/demo")
@WithoutToken
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Demo", description = "Only in demo mode.")
public class DemoResource {

    private static final Duration VALID_FOR = Duration.ofHours(24);

    private final RingbackConfig config;

    DemoResource(RingbackConfig config) {
        this.config = config;
    }

    /// Whose token.
    @Schema(name = "DemoPerson")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record DemoPerson(
            @Schema(required = true, minimum = "1", maximum = "4", examples = "1") @Nullable
            Long userId) {}

    /// The token.
    public record DemoToken(boolean success, String token) {}

    @POST
    @Path("token")
    @SecurityRequirements
    @Operation(summary = "Be a demo person", description = "A token for 24 hours.")
    public DemoToken token(@Nullable DemoPerson person) {
        if (!config.demo()) {
            throw ProblemException.of(ProblemType.NOT_FOUND, "the demo is off");
        }
        long id = Input.id("user_id", person == null ? null : person.userId());
        KnownUser user = DemoPeople.person(id)
                .orElseThrow(() -> ProblemException.field("user_id", "is no demo person: 1, 2, 3 or 4"));
        Optional<Profile> profile = user.profiles().map(profiles -> profiles.getFirst());
        var says = new TokenIssuer.Person(
                user.id(),
                Optional.of(user.name()),
                user.avatar(),
                profile.map(Profile::id),
                profile.map(Profile::type));
        return new DemoToken(true, new TokenIssuer(config.tokenSecret()).person(says, VALID_FOR));
    }
}
