package dev.ringback.cli.imports;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ringback.cli.imports.SourceRow.Profile;
import java.util.List;
import java.util.Optional;

/// Remembers the answers that were last asked for; a bounded number of them.
final class RememberedPeople implements People {
    private static final int ANSWERS_MAX = 10_000;

    private final People people;
    private final Cache<Long, List<Member>> conversations =
            Caffeine.newBuilder().maximumSize(ANSWERS_MAX).build();
    private final Cache<Profile, Optional<Long>> users =
            Caffeine.newBuilder().maximumSize(ANSWERS_MAX).build();
    private final Cache<Long, Optional<String>> names =
            Caffeine.newBuilder().maximumSize(ANSWERS_MAX).build();

    RememberedPeople(People people) {
        this.people = people;
    }

    @Override
    public List<Member> of(long conversation) {
        return conversations.get(conversation, people::of);
    }

    @Override
    public Optional<Long> user(Profile profile) {
        return users.get(profile, people::user);
    }

    @Override
    public Optional<String> name(long user) {
        return names.get(user, people::name);
    }
}
