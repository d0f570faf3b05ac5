package dev.ringback.identity;

import dev.ringback.problem.ProblemException;
import dev.ringback.problem.ProblemType;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/// Compares what a request says of its sender with the token: the seed's clients send their ids along, and a wrong one
/// is refused rather than believed or ignored (protocol §3). Blocks when the directory has to be asked.
@RequestScoped
public class OwnIdentity {

    private final CurrentUser current;
    private final OwnProfiles profiles;

    OwnIdentity(CurrentUser current, OwnProfiles profiles) {
        this.current = current;
        this.profiles = profiles;
    }

    /// Refuses another's user id with 403.
    ///
    /// @param field as the request names it
    public void checkUser(String field, long userId) {
        if (userId != current.id().value()) {
            throw notOwn(field);
        }
    }

    /// Refuses another's profile with 403. A token that names a profile has just this one; of one that names none the
    /// directory knows the profiles.
    public void checkProfile(String idField, Optional<Long> id, String typeField, Optional<String> type) {
        Identity identity = current.identity();
        boolean asTokenSays = id.map(it -> it.equals(
                                identity.profileId().orElse(identity.user().value())))
                        .orElse(true)
                && type.map(it -> it.equals(identity.profileType().orElse("user")))
                        .orElse(true);
        if (asTokenSays) {
            return;
        }
        boolean tokenNamesOne =
                identity.profileId().isPresent() || identity.profileType().isPresent();
        if (tokenNamesOne || !profiles.owns(identity.user(), id, type)) {
            throw notOwn(id.isPresent() ? idField : typeField);
        }
    }

    private static ProblemException notOwn(String field) {
        return ProblemException.of(ProblemType.FORBIDDEN, field + " is not the token's own")
                .with("field", field);
    }
}
