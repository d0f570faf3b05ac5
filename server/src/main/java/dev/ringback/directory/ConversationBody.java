package dev.ringback.directory;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import dev.ringback.problem.Input;
import dev.ringback.problem.ProblemException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A conversation as the host application pushes it.
///
/// @param type `direct` (of two people, the default) or `group`
/// @param name what a group is called
/// @param participants everybody in it
@Schema(name = "DirectoryConversation")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ConversationBody(
        @Schema(
                enumeration = {"direct", "group"},
                defaultValue = "direct")
        @Nullable
        String type,

        @Schema(maxLength = 200) @Nullable String name,
        @Schema(required = true) @Nullable List<@Nullable ParticipantBody> participants) {

    private static final int PARTICIPANTS_MAX = 1_000;

    /// One of its people; a profile that is not said is their first one.
    @Schema(name = "DirectoryParticipant")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record ParticipantBody(
            @Schema(required = true, minimum = "1") @Nullable
            Long userId,

            @Nullable Long profileId,
            @Schema(maxLength = 50) @Nullable String profileType) {

        KnownConversation.Participant checked(String field) {
            Optional<Profile> profile = profileId == null && profileType == null
                    ? Optional.empty()
                    : Optional.of(new Profile(
                            Input.id(field + ".profile_id", profileId),
                            Profiles.type(field + ".profile_type", profileType)));
            return new KnownConversation.Participant(new UserId(Input.id(field + ".user_id", userId)), profile);
        }
    }

    KnownConversation checked(ConversationId id) {
        boolean direct = isDirect();
        List<KnownConversation.Participant> people = people();
        if (direct && people.size() != 2) {
            throw ProblemException.field("participants", "of a direct conversation are two");
        }
        return new KnownConversation(
                id, direct, Optional.ofNullable(name).map(text -> Input.text("name", text, 200)), people);
    }

    private boolean isDirect() {
        return switch (type) {
            case null -> true;
            case "direct" -> true;
            case "group" -> false;
            default -> throw ProblemException.field("type", "is direct or group");
        };
    }

    private List<KnownConversation.Participant> people() {
        List<@Nullable ParticipantBody> all = Input.required("participants", participants);
        if (all.size() > PARTICIPANTS_MAX) {
            throw ProblemException.field("participants", "holds more than " + PARTICIPANTS_MAX);
        }
        List<KnownConversation.Participant> people = IntStream.range(0, all.size())
                .mapToObj(at ->
                        Input.required("participants[" + at + "]", all.get(at)).checked("participants[" + at + "]"))
                .toList();
        Set<UserId> once = new HashSet<>();
        people.forEach(person -> {
            if (!once.add(person.user())) {
                throw ProblemException.field("participants", "names " + person.user() + " twice");
            }
        });
        return people;
    }
}
