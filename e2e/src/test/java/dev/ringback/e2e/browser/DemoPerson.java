package dev.ringback.e2e.browser;

import dev.ringback.e2e.world.Person;
import dev.ringback.e2e.world.Server;

/// The people of the demo whom the tests need. Conversation 1 joins the first two, 2 Abebe and Hana, 3 Sara and Dawit.
enum DemoPerson {
    ABEBE(1, "Abebe Kebede"),
    SARA(2, "Sara Tesfaye"),
    HANA(3, "Hana Girma"),
    DAWIT(4, "Dawit Bekele");

    private final long id;
    private final String fullName;

    DemoPerson(long id, String fullName) {
        this.id = id;
        this.fullName = fullName;
    }

    long id() {
        return id;
    }

    /// @return this person as a phone knows them
    Person asPerson(Server server) {
        return new Person(id, fullName, "", id, "", server.process().token(id));
    }

    String fullName() {
        return fullName;
    }
}
