package dev.ringback.cli.imports;

import dev.ringback.cli.imports.SourceRow.Profile;
import java.util.List;
import java.util.Optional;

/// Who is who and who is where, as far as somebody knows.
interface People {

    /// Somebody in a conversation.
    record Member(long user, Optional<Profile> profile) {}

    /// Everybody in a conversation; empty when it is not known.
    List<Member> of(long conversation);

    /// Whose profile it is.
    Optional<Long> user(Profile profile);

    /// What a person is called; empty when no name is known.
    Optional<String> name(long user);

    /// @param all the first that knows an answer gives it
    static People first(List<People> all) {
        return new People() {
            @Override
            public List<Member> of(long conversation) {
                return all.stream()
                        .map(one -> one.of(conversation))
                        .filter(members -> !members.isEmpty())
                        .findFirst()
                        .orElse(List.of());
            }

            @Override
            public Optional<Long> user(Profile profile) {
                return all.stream().flatMap(one -> one.user(profile).stream()).findFirst();
            }

            @Override
            public Optional<String> name(long user) {
                return all.stream().flatMap(one -> one.name(user).stream()).findFirst();
            }
        };
    }
}
