package dev.ringback.simulation;

import dev.ringback.core.call.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One run's world: three nodes, one database, a bus, six people with their devices, and the checker that sees
/// everything. Single-threaded; the same seed and script make the same history, to the letter.
final class World {

    static final int NODES = 3;
    private static final Duration SHORT_CALL_MAX = Duration.ofSeconds(75);

    private final long seed;
    private final Agenda agenda = new Agenda();
    private final Town town = new Town();
    private final Timeouts timeouts;
    private final Plant plant;
    private final Checker checker;
    private final Table table;
    private final Cable cable;
    private final Rest rest;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();
    private final @Nullable Transcript transcript;
    private Weather weather;
    private long databaseBackAt;
    private long troubleUntil;
    private int clocksApartMillis;
    private final Faults faults = new Faults();
    private boolean goodbye;
    private @Nullable Violation violation;

    /// A world before its first event.
    ///
    /// @param plant a planted bug, or none
    /// @param transcript where everything is written down, or null
    World(long seed, Plant plant, @Nullable Transcript transcript) {
        this.seed = seed;
        this.plant = plant;
        this.transcript = transcript;
        this.weather = Weather.of(seed);
        boolean shortCalls = Dice.of(seed, "timeouts").chance(0.15);
        var standard = Timeouts.STANDARD;
        this.timeouts = new Timeouts(
                standard.ring(),
                standard.callerGrace(),
                standard.callGrace(),
                shortCalls ? SHORT_CALL_MAX : standard.maxCall());
        this.checker = new Checker(this);
        this.table = plant.table(timeouts, checker.rows());
        this.cable = new Cable(this);
        this.rest = new Rest(this);
        town.places().forEach(place -> devices.add(new Device(this, place)));
        for (int number = 0; number < NODES; number++) {
            nodes.add(new Node(this, number));
        }
    }

    long seed() {
        return seed;
    }

    Agenda agenda() {
        return agenda;
    }

    Town town() {
        return town;
    }

    Timeouts timeouts() {
        return timeouts;
    }

    Plant plant() {
        return plant;
    }

    Checker checker() {
        return checker;
    }

    Table table() {
        return table;
    }

    Cable cable() {
        return cable;
    }

    Rest rest() {
        return rest;
    }

    List<Node> nodes() {
        return nodes;
    }

    List<Device> devices() {
        return devices;
    }

    Weather weather() {
        return weather;
    }

    /// Until when the database is away.
    long databaseBackAt() {
        return databaseBackAt;
    }

    void databaseAway(long duration) {
        count(Fault.DATABASE_AWAY);
        trouble(duration);
        databaseBackAt = Math.max(databaseBackAt, agenda.now() + duration);
    }

    /// The storm is over: nothing new goes wrong.
    void calmDown() {
        weather = Weather.CALM;
        databaseBackAt = agenda.now();
        cable.heal();
    }

    /// Everybody wants out of their calls from now on.
    void beginGoodbye() {
        goodbye = true;
    }

    boolean isGoodbye() {
        return goodbye;
    }

    /// Something goes wrong now.
    void count(Fault fault) {
        faults.add(fault);
    }

    /// What went wrong so far.
    Faults faults() {
        return faults;
    }

    /// Something is wrong for that long: promises about time count from its end.
    void trouble(long duration) {
        troubleUntil = Math.max(troubleUntil, agenda.now() + duration);
    }

    long troubleUntil() {
        return troubleUntil;
    }

    /// How far clocks of nodes may be apart in this run, besides their drift.
    int clocksApartMillis() {
        return clocksApartMillis;
    }

    void clockStepped(int millis) {
        clocksApartMillis = Math.max(clocksApartMillis, Math.abs(millis));
    }

    /// A promise was broken; the first one counts.
    void violate(String rule, String what) {
        if (violation == null) {
            violation = new Violation(rule, what, agenda.now());
            trace(() -> "VIOLATION " + rule + ": " + what);
        }
    }

    Optional<Violation> violation() {
        return Optional.ofNullable(violation);
    }

    /// Writes a line of the transcript, if there is one.
    void trace(Supplier<String> line) {
        if (transcript != null) {
            transcript.add(agenda.now(), line.get());
        }
    }
}
