package dev.ringback.load.bench;

import dev.ringback.load.calls.Gathering;
import dev.ringback.load.calls.RowCheckStore;
import dev.ringback.load.calls.RowCheckStore.Verdict;
import dev.ringback.load.calls.Scenario;
import dev.ringback.load.calls.Schedule;
import dev.ringback.load.calls.Settings;
import dev.ringback.load.calls.SocketLoop;
import dev.ringback.load.calls.Tally;
import dev.ringback.load.calls.Target;
import dev.ringback.load.calls.Traffic;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A server, people on it whose sockets are open, and the steps that they play.
final class Stage implements AutoCloseable {
    private static final long SOON = 5_000_000;
    private static final int TELL_EVERY_SECONDS = 5;
    /// One pair in so many has a callee with two devices, when the mix wants some.
    private static final int WITH_DEVICES = 4;

    private final SocketLoop loop = new SocketLoop();
    private final Traffic traffic;
    private final Settings settings;
    private final Supplier<Usage> meter;
    private final PrintStream progress;
    private @Nullable Target target;
    private int pairs;

    /// @param meter what has been used so far
    /// @param progress gets a line now and then
    Stage(Settings settings, Supplier<Usage> meter, PrintStream progress) {
        this.settings = settings;
        this.traffic = new Traffic(loop, settings);
        this.meter = meter;
        this.progress = progress;
    }

    /// Sleeps to the millisecond at first.
    Stage exact() {
        loop.set(SocketLoop.Patience.EXACT);
        return this;
    }

    Stage gather(Target target, int pairs) {
        this.target = target;
        this.pairs = pairs;
        target.push(pairs);
        int withDevices = settings.mix().has(Scenario.DEVICES) ? Math.max(1, pairs / WITH_DEVICES) : 0;
        new Gathering(loop, traffic, target).open(pairs, withDevices);
        progress.printf("%d pairs of people are there%n", pairs);
        return this;
    }

    CallStep play(double rate, int seconds) {
        return play(rate, Math.round(rate * seconds));
    }

    CallStep play(double rate, long calls) {
        Usage before = meter.get();
        long begin = System.nanoTime() + SOON;
        Tally tally = traffic.play(new Schedule(begin, rate, calls), second -> tell(rate, second));
        long end = System.nanoTime();
        return new CallStep(
                rate,
                tally,
                CallStep.seconds(end - begin, settings.waiting()),
                meter.get().since(before));
    }

    /// How many calls were tried.
    int calls() {
        return traffic.ledger().size();
    }

    /// Compares all calls so far with the tables.
    Verdict check(Driven.Connecting database) throws SQLException {
        try (Connection connection = database.connect()) {
            Target played = Objects.requireNonNull(target, "nobody was there");
            return new RowCheckStore(connection).check(traffic.ledger(), played.firstUser(), pairs * 2);
        }
    }

    private void tell(double rate, long second) {
        if (second % TELL_EVERY_SECONDS == 0) {
            Tally now = traffic.tally();
            progress.printf(
                    "  %.0f/s, %d s: %d begun, %d complete, %d live, %d failed%n",
                    rate, second, now.begun(), now.completed(), now.live(), now.failed());
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
