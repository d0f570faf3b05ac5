package dev.ringback.e2e.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The people, conversations and phones of one test, on a server that other tests use too: everybody is new, pushed
/// through the directory as a host application does. After the test [Invariants] are checked of everything that
/// happened in it, and the phones are switched off.
public final class World implements AfterEachCallback {
    private static final AtomicLong IDS = new AtomicLong(1_000_000);

    private final Server server;
    private final List<Phone> phones = new ArrayList<>();
    private final List<Conversation> conversations = new ArrayList<>();

    private World(Server server) {
        this.server = server;
    }

    /// A world on this server; register it as an extension of the test.
    public static World on(Server server) {
        return new World(server);
    }

    public Server server() {
        return server;
    }

    /// @return the tables
    public Rows rows() {
        return server.rows();
    }

    /// @return an id that nobody has
    public static long newId() {
        return IDS.incrementAndGet();
    }

    /// Makes somebody new, with a profile of their own.
    public Person person(String firstName) {
        long id = newId();
        Person person = new Person(
                id,
                firstName + " " + id,
                "https://example.org/" + id + ".png",
                id + 5_000_000,
                "tutor",
                Token.of(server.secret(), id));
        host().put(
                        "/api/directory/users/" + id,
                        Json.object(
                                "name",
                                person.name(),
                                "avatar",
                                person.avatar(),
                                "profiles",
                                Json.array(Json.object(
                                        "profile_id", person.profileId(), "profile_type", person.profileType()))))
                .succeeded();
        return person;
    }

    /// Lets two people talk.
    public Conversation conversation(Person one, Person two) {
        Conversation conversation = new Conversation(pushed("direct", one, two), one, two);
        conversations.add(conversation);
        return conversation;
    }

    /// Makes a conversation that is not of two people by its kind.
    ///
    /// @return its id
    public long group(Person... people) {
        return pushed("group", people);
    }

    private long pushed(String type, Person... people) {
        long id = newId();
        Object[] members = Stream.of(people)
                .map(person -> Json.object(
                        "user_id", person.id(), "profile_id", person.profileId(), "profile_type", person.profileType()))
                .toArray();
        host().put("/api/directory/conversations/" + id, Json.object("type", type, "participants", Json.array(members)))
                .succeeded();
        return id;
    }

    /// Two new people with a conversation, each on one phone; what their phones were told about each other's coming is
    /// read.
    public Scene scene() {
        Conversation talk = conversation(person("Alice"), person("Bob"));
        Phone alice = phone(talk.one());
        Phone bob = phone(talk.two());
        alice.hears("presence");
        return new Scene(talk, alice, bob);
    }

    /// Switches on a device of this person, with an id of its own.
    public Phone phone(Person person) {
        return phone(person, "device-" + UUID.randomUUID());
    }

    /// Switches on this device of this person.
    public Phone phone(Person person, String device) {
        return phoneAt("/ws?device_id=" + device, person, person.token());
    }

    /// Opens a socket at this path with this token.
    public Phone phoneAt(String path, Person person, String token) {
        URI address = URI.create(server.base().toString().replaceFirst("http", "ws") + path);
        Phone phone = new Phone(person, address, token);
        phones.add(phone);
        return phone;
    }

    /// @return REST with this person's token
    public Rest rest(Person person) {
        return new Rest(server.base(), person.token());
    }

    /// @return REST with a service token, as the host application uses it
    public Rest host() {
        return new Rest(server.base(), Token.service(server.secret()));
    }

    /// @return the call as this person reads it over REST
    public JsonNode view(Person person, String call) {
        return rest(person).get("/api/calls/" + call).succeeded().path("call");
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            if (context.getExecutionException().isEmpty()) {
                new Invariants(this, List.copyOf(phones), List.copyOf(conversations)).check();
            }
        } finally {
            phones.forEach(Phone::close);
            phones.clear();
            conversations.clear();
        }
    }
}
