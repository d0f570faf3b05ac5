package dev.ringback.simulation;

import dev.ringback.core.call.Call;
import dev.ringback.core.call.Status;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One run: a storm after a script, quiet to recover in, goodbyes, and the end. Invariants are checked after every
/// event, convergence after the quiet and at the end.
final class Run {

    /// Longer than any fault, and than the detection of dead connections.
    private static final long RECOVERY = 90 * Agenda.SECOND;
    /// Longer than the ring, a grace, and the detection of a lost side.
    private static final long FAREWELL = 90 * Agenda.SECOND;
    private static final int GOODBYES = 3;
    private static final int EVENTS_MAX = 2_000_000;

    private final World world;
    private int events;

    private Run(World world) {
        this.world = world;
    }

    /// What came of a run.
    ///
    /// @param events how many things happened in the world
    /// @param steps of the script
    /// @param calls rows at the end
    /// @param faults what went wrong in it
    record Result(long seed, int events, int steps, int calls, Faults faults, Optional<Violation> violation) {}

    /// The script that a seed writes, played.
    static Result of(long seed, Plant plant) {
        return of(seed, script(seed), plant, null);
    }

    static Script script(long seed) {
        return ScriptWriter.write(seed, new Town(), World.NODES);
    }

    /// Any script, played in the world of a seed.
    static Result of(long seed, Script script, Plant plant, @Nullable Transcript transcript) {
        World world = new World(seed, plant, transcript);
        Run run = new Run(world);
        Logs.watch(world, () -> run.play(script));
        return new Result(
                seed,
                run.events,
                script.steps().size(),
                world.table().rows().all().size(),
                world.faults(),
                world.violation());
    }

    private void play(Script script) {
        Stage stage = new Stage(world);
        stage.learn(script);
        script.steps().forEach(step -> world.agenda().at(step.at(), () -> stage.perform(step.action())));
        until(script.end() + Agenda.SECOND);
        world.trace(() -> "the storm is over");
        world.calmDown();
        until(world.agenda().now() + RECOVERY);
        ifWell(world.checker()::settled);
        world.trace(() -> "goodbye");
        world.beginGoodbye();
        for (int i = 0; i < GOODBYES; i++) {
            goodbye();
            until(world.agenda().now() + 5 * Agenda.SECOND);
        }
        until(world.agenda().now() + FAREWELL);
        ifWell(world.checker()::over);
    }

    private void until(long time) {
        while (world.violation().isEmpty() && world.agenda().step(time)) {
            world.checker().afterEvent();
            if (++events > EVENTS_MAX) {
                world.violate("livelock", "more than " + EVENTS_MAX + " events");
            }
        }
    }

    private void ifWell(Runnable check) {
        if (world.violation().isEmpty()) {
            check.run();
        }
    }

    private void goodbye() {
        world.devices().forEach(device -> device.hands().goodbye());
        for (Call call : world.table().rows().live()) {
            if (!call.facts().signaled()) {
                String claim = call.status() == Status.ANSWERED ? "ended" : "cancelled";
                Node.Life node = world.nodes().getFirst().life();
                world.rest()
                        .claim(
                                call.facts().caller().userId(),
                                node,
                                call.facts().logId(),
                                claim);
            }
        }
    }
}
