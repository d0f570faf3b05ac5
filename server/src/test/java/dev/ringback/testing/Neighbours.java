package dev.ringback.testing;

import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import dev.ringback.directory.DirectoryPushes;
import dev.ringback.directory.DirectoryPushes.Push;
import dev.ringback.directory.KnownConversation;
import dev.ringback.directory.KnownUser;
import dev.ringback.directory.Profile;
import dev.ringback.testing.CallLogFixture.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Two people and their conversation, whom no other test knows.
///
/// @param one a student named Abebe
/// @param other a student named Sara
/// @param conversation theirs
public record Neighbours(Person one, Person other, long conversation) {
    private static final AtomicLong IDS = new AtomicLong(1_000);

    /// Moves in.
    public static Neighbours in(DirectoryPushes directory) {
        Person one = new Person(IDS.incrementAndGet(), "Abebe Kebede");
        Person other = new Person(IDS.incrementAndGet(), "Sara Tesfaye");
        long conversation = IDS.incrementAndGet();
        directory.take(List.of(user(one), user(other)));
        talk(directory, conversation, true, one, other);
        return new Neighbours(one, other, conversation);
    }

    /// One more person, in no conversation.
    public static Person stranger(DirectoryPushes directory, String name) {
        Person stranger = new Person(IDS.incrementAndGet(), name);
        directory.take(List.of(user(stranger)));
        return stranger;
    }

    /// One more conversation.
    public static long talk(DirectoryPushes directory, boolean direct, Person... people) {
        long conversation = IDS.incrementAndGet();
        talk(directory, conversation, direct, people);
        return conversation;
    }

    private static void talk(DirectoryPushes directory, long conversation, boolean direct, Person... people) {
        List<KnownConversation.Participant> participants = new ArrayList<>();
        for (Person person : people) {
            participants.add(new KnownConversation.Participant(new UserId(person.id()), Optional.empty()));
        }
        directory.take(List.of(new Push.OfConversation(
                new KnownConversation(new ConversationId(conversation), direct, Optional.empty(), participants))));
    }

    private static Push user(Person person) {
        return new Push.OfUser(new KnownUser(
                new UserId(person.id()),
                person.name(),
                Optional.empty(),
                Optional.of(List.of(new Profile(person.id(), "student")))));
    }
}
