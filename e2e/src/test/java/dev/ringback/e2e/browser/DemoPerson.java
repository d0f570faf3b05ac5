package dev.ringback.e2e.browser;

/// The people of the demo whom the tests need. Conversation 1 joins the first two, conversation 2 Abebe and Hana.
enum DemoPerson {
    ABEBE(1, "Abebe Kebede"),
    SARA(2, "Sara Tesfaye"),
    HANA(3, "Hana Girma");

    private final long id;
    private final String fullName;

    DemoPerson(long id, String fullName) {
        this.id = id;
        this.fullName = fullName;
    }

    long id() {
        return id;
    }

    String fullName() {
        return fullName;
    }
}
