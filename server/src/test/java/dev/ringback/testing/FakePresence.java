package dev.ringback.testing;

import dev.ringback.core.id.UserId;
import dev.ringback.directory.Presence;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Set;

/// Says that just these people are there.
@Alternative
@Singleton
public class FakePresence implements Presence {
    private volatile Set<UserId> there = Set.of();

    /// From now on.
    public void there(UserId... people) {
        there = Set.of(people);
    }

    @Override
    public boolean online(UserId user) {
        return there.contains(user);
    }
}
