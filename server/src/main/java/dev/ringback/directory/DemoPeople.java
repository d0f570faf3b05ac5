package dev.ringback.directory;

import dev.ringback.config.RingbackConfig;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The four people of the demo and their conversations (design §5), written once into a database that does not know
/// them.
@ApplicationScoped
public class DemoPeople {

    /// Everyone's profile id equals the user id.
    public static final List<KnownUser> USERS = List.of(
            user(1, "Abebe Kebede", "student"),
            user(2, "Sara Tesfaye", "tutor"),
            user(3, "Hana Girma", "parent"),
            user(4, "Dawit Bekele", "tutor"));

    /// Who talks with whom.
    public static final List<KnownConversation> CONVERSATIONS =
            List.of(between(1, 1, 2), between(2, 1, 3), between(3, 2, 4), between(4, 3, 4));

    private final RingbackConfig config;
    private final DirectoryStore store;
    private final DirectoryPushes pushes;

    /// Of a node.
    public DemoPeople(RingbackConfig config, DirectoryStore store, DirectoryPushes pushes) {
        this.config = config;
        this.store = store;
        this.pushes = pushes;
    }

    /// The demo's person with this id.
    public static Optional<KnownUser> person(long id) {
        return USERS.stream().filter(user -> user.id().value() == id).findFirst();
    }

    void atStart(@Observes StartupEvent start) {
        if (!config.demo()) {
            return;
        }
        List<DirectoryPushes.Push> unknown = new ArrayList<>();
        USERS.stream()
                .filter(user -> !store.knows(user.id()))
                .map(DirectoryPushes.Push.OfUser::new)
                .forEach(unknown::add);
        CONVERSATIONS.stream()
                .filter(it -> store.conversation(it.id()).isEmpty())
                .map(DirectoryPushes.Push.OfConversation::new)
                .forEach(unknown::add);
        if (!unknown.isEmpty()) {
            pushes.take(unknown);
        }
    }

    private static KnownUser user(long id, String name, String profileType) {
        return new KnownUser(
                new UserId(id), name, Optional.empty(), Optional.of(List.of(new Profile(id, profileType))));
    }

    private static KnownConversation between(long id, long one, long other) {
        var people = List.of(
                new KnownConversation.Participant(new UserId(one), Optional.empty()),
                new KnownConversation.Participant(new UserId(other), Optional.empty()));
        return new KnownConversation(new ConversationId(id), true, Optional.empty(), people);
    }
}
