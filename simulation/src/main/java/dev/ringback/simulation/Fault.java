package dev.ringback.simulation;

/// What goes wrong in a simulated world. A run counts each that really happens: a fault that a campaign never counts is
/// one that it does not test.
enum Fault {
    STORE_FAILED("statements that failed before their commit"),
    STORE_AWAY("statements that met an absent database"),
    STORE_STALLED("statements that took long"),
    COMMITTED_IN_DOUBT("connections lost in COMMIT, after the commit"),
    LOST_IN_DOUBT("connections lost in COMMIT, before the commit: tried again"),
    COMMITTED_BY_THE_DEAD("commits whose node was gone before it heard of them"),
    DATABASE_AWAY("the database went away"),
    BUS_LOST("bus messages lost"),
    BUS_DOUBLED("bus messages doubled"),
    BUS_LATE("bus messages late"),
    BUS_REORDERED("bus messages that overtook an older one"),
    FRAMES_HELD_UP("frames held up, and all behind them"),
    FRAMES_LOST("frames lost with their connection"),
    MESSAGES_REPEATED("client messages sent again"),
    MESSAGES_OUT_OF_TURN("client messages out of turn, or no messages at all"),
    SOCKETS_CUT("connections cut"),
    SOCKETS_HALF_OPEN("connections dead in one direction"),
    SOCKETS_DEAD("connections dead in both directions"),
    NODES_CRASHED("nodes crashed"),
    NODES_DRAINED("nodes drained"),
    NODES_PAUSED("nodes paused"),
    CLOCKS_STEPPED("clocks stepped");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    /// What happened, in the plural.
    String words() {
        return words;
    }
}
