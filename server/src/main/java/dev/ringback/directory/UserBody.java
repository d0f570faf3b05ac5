package dev.ringback.directory;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.ringback.core.id.UserId;
import dev.ringback.problem.Input;
import dev.ringback.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A person as the host application pushes them.
///
/// @param name what others read
/// @param avatar address of a picture
/// @param profiles all of their profiles; absent: leave them as they are
@Schema(name = "DirectoryUser")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record UserBody(
        @Schema(required = true, maxLength = 200, examples = "Sara Tesfaye") @Nullable
        String name,

        @Schema(maxLength = 2048) @Nullable String avatar,
        @Nullable List<@Nullable ProfileBody> profiles) {

    private static final int PROFILES_MAX = 100;

    /// A profile.
    @Schema(name = "DirectoryProfile")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record ProfileBody(
            @Schema(required = true, minimum = "1") @Nullable
            Long profileId,

            @Schema(required = true, maxLength = 50, examples = "tutor") @Nullable
            String profileType) {

        Profile checked(String field) {
            return new Profile(
                    Input.id(field + ".profile_id", profileId), Profiles.type(field + ".profile_type", profileType));
        }
    }

    KnownUser checked(UserId id) {
        return new KnownUser(
                id,
                Input.text("name", Input.required("name", name), 200),
                Optional.ofNullable(avatar).map(address -> Input.text("avatar", address, 2_048)),
                Optional.ofNullable(profiles).map(UserBody::checked));
    }

    private static List<Profile> checked(List<@Nullable ProfileBody> profiles) {
        if (profiles.size() > PROFILES_MAX) {
            throw ProblemException.field("profiles", "holds more than " + PROFILES_MAX);
        }
        return IntStream.range(0, profiles.size())
                .mapToObj(at ->
                        Input.required("profiles[" + at + "]", profiles.get(at)).checked("profiles[" + at + "]"))
                .distinct()
                .toList();
    }
}
