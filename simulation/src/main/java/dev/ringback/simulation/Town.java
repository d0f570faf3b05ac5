package dev.ringback.simulation;

import dev.ringback.core.call.Party;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.UserId;
import dev.ringback.directory.Directory.Conversation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;

/// Who there is: six people with eleven devices, six conversations of two that overlap, and a group that cannot call.
/// Device ids are the same for several people, as they may be.
final class Town {

    static final int PEOPLE = 6;
    static final int GROUP = 7;
    private static final int[] DEVICES_OF = {3, 2, 2, 1, 2, 1};
    private static final long[][] CONVERSATIONS = {{1, 2}, {1, 3}, {2, 3}, {3, 4}, {4, 5}, {5, 6}, {1, 2, 3}};

    /// A device and whose it is.
    record Place(UserId user, DeviceId device) {
        @Override
        public String toString() {
            return "u" + user.value() + "." + device;
        }
    }

    private final List<Place> places = new ArrayList<>();
    private final Map<Long, Conversation> conversations = new TreeMap<>();

    Town() {
        for (int person = 0; person < PEOPLE; person++) {
            for (int device = 1; device <= DEVICES_OF[person]; device++) {
                places.add(new Place(new UserId(person + 1), new DeviceId("tab" + device)));
            }
        }
        for (int i = 0; i < CONVERSATIONS.length; i++) {
            List<Party> people =
                    LongStream.of(CONVERSATIONS[i]).mapToObj(Town::party).toList();
            var id = new ConversationId(i + 1);
            conversations.put(id.value(), new Conversation(id, people.size() == 2, people));
        }
    }

    /// Every device; a script names one by its index.
    List<Place> places() {
        return places;
    }

    Optional<Conversation> conversation(ConversationId id) {
        return Optional.ofNullable(conversations.get(id.value()));
    }

    /// The conversations of two that a person is in.
    List<Conversation> direct(UserId user) {
        return conversations.values().stream()
                .filter(it -> it.direct() && it.person(user).isPresent())
                .toList();
    }

    Set<UserId> peers(UserId user) {
        Set<UserId> peers = new TreeSet<>();
        for (Conversation conversation : conversations.values()) {
            if (conversation.person(user).isPresent()) {
                conversation.people().forEach(party -> peers.add(party.userId()));
            }
        }
        peers.remove(user);
        return peers;
    }

    /// The indexes of a person's devices.
    List<Integer> devicesOf(UserId user) {
        List<Integer> own = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).user().equals(user)) {
                own.add(i);
            }
        }
        return own;
    }

    private static Party party(long id) {
        return new Party(new UserId(id), id, "student", "Person " + id, Optional.empty());
    }
}
