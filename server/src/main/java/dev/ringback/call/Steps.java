package dev.ringback.call;

import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallCommand;
import dev.ringback.core.call.CallEvent;
import dev.ringback.core.call.CallNotices;
import dev.ringback.core.call.CallRules;
import dev.ringback.core.call.Decision;
import dev.ringback.core.call.Status;
import dev.ringback.protocol.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// The way of every transition: decide on the call as it is, commit it, tell (design §2.1-2.3). A line is held while
/// its
/// transition is under way. On the call loop only.
final class Steps {

    private static final Logger LOG = Logger.getLogger(Steps.class);

    private final CallStore store;
    private final Lines lines;
    private final Telling telling;
    private final CallRules rules;
    private final InstantSource clock;
    private final Timers timers;
    private final Supplier<UUID> eventIds;
    private final CallWatch watch;

    Steps(CallStore store, Lines lines, Telling telling, CallRules rules, Ports ports, CallWatch watch) {
        this.store = store;
        this.lines = lines;
        this.telling = telling;
        this.rules = rules;
        this.clock = ports.clock();
        this.timers = ports.timers();
        this.eventIds = ports.eventIds();
        this.watch = watch;
    }

    /// What a step of the call service needs from the world besides the store.
    ///
    /// @param clock the node's time (design §2.5)
    /// @param timers of the call loop
    /// @param eventIds a fresh UUID for each transition
    record Ports(InstantSource clock, Timers timers, Supplier<UUID> eventIds) {}

    /// What became of a command.
    sealed interface Done {

        /// It moved the call.
        record Moved(Call before, CallEvent event, Call after) implements Done {}

        /// It moved nothing: the decision about the call as it is in the row.
        record Settled(Decision decision, Call call) implements Done {}

        /// Nothing was committed.
        record Failed(Throwable fault) implements Done {}
    }

    /// Decides and commits, again and again until the row agrees; holds the line meanwhile and releases it after
    /// `then`.
    /// A refusal counts only if the row itself says so: another node may have moved a live call.
    void run(Line line, Function<Call, Decision> decide, Optional<Json> description, Consumer<Done> then) {
        line.hold();
        try {
            attempt(line, decide, description, false, then);
        } catch (RuntimeException bug) {
            failed(line, bug, then);
        }
    }

    /// Brings a line up to date with a call that was just committed or read: memory, index, timer.
    void seen(Line line, Call call) {
        line.is(call);
        lines.index(line);
        boolean watched = call.isLive() && line.id().equals(call.id());
        line.timer(watched ? deadlineTimer(line, call) : null);
    }

    /// The deadline has passed, or somebody believes so.
    void passDeadline(Line line) {
        closeOverdue(line);
    }

    /// The same; the stage is completed when the row was closed or turned out not to be due, and fails when nothing was
    /// committed.
    CompletionStage<Void> closeOverdue(Line line) {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        boolean entered = line.enter(() -> run(
                line,
                call -> rules.decide(call, new CallCommand.PassDeadline(), clock.instant()),
                Optional.empty(),
                done -> afterDeadline(line, done, closed)));
        if (!entered) {
            closed.completeExceptionally(new StoreUnavailable("too many steps wait for call " + line.id()));
        }
        return closed;
    }

    private void attempt(
            Line line,
            Function<Call, Decision> decide,
            Optional<Json> description,
            boolean fresh,
            Consumer<Done> then) {
        Call call = line.call().orElseThrow();
        long asked = watch.nanos();
        Decision decision = decide.apply(call);
        watch.decided(asked);
        switch (decision) {
            case Decision.Moves it -> {
                if (fresh || !restsOnMarks(call, it.event())) {
                    commit(line, call, it.event(), decide, description, then);
                } else {
                    reload(line, call, decide, description, then);
                }
            }
            case Decision.Stays it -> finish(line, new Done.Settled(it, call), then);
            case Decision.Refused it -> {
                if (fresh || !call.isLive()) {
                    finish(line, new Done.Settled(it, call), then);
                } else {
                    reload(line, call, decide, description, then);
                }
            }
        }
    }

    /// Marks raise no version: an end that is computed from them needs the row as it is. They say which side is lost,
    /// and before it rings, whether the callee was reached.
    private static boolean restsOnMarks(Call call, CallEvent event) {
        return event instanceof CallEvent.CallClosed it
                && (it.estimated() || it.by().isEmpty() && call.status() == Status.INITIATED);
    }

    private void reload(
            Line line, Call call, Function<Call, Decision> decide, Optional<Json> description, Consumer<Done> then) {
        onResult(line, store.load(call.facts().logId()), then, read -> {
            read.ifPresent(it -> seen(line, it));
            attempt(line, decide, description, true, then);
        });
    }

    private void commit(
            Line line,
            Call before,
            CallEvent event,
            Function<Call, Decision> decide,
            Optional<Json> description,
            Consumer<Done> then) {
        Call after = rules.evolve(before, event);
        var move = new CallStore.Move(before, event, after, eventIds.get(), description.map(Json::text));
        onResult(line, store.move(move), then, result -> {
            switch (result) {
                case CallStore.MoveResult.Committed it -> {
                    count(() -> watch.moved(before, event, it.call()));
                    seen(line, it.call());
                    telling.tell(line, it.call(), CallNotices.moved(before, event, it.call()), description);
                    finish(line, new Done.Moved(before, event, it.call()), then);
                }
                case CallStore.MoveResult.Conflict it -> {
                    seen(line, it.call());
                    attempt(line, decide, description, true, then);
                }
            }
        });
    }

    /// Counts what was committed: what goes wrong there must not keep anybody from being told.
    static void count(Runnable counting) {
        try {
            counting.run();
        } catch (RuntimeException bug) {
            LOG.error("what was committed could not be counted", bug);
        }
    }

    private static <T> void onResult(Line line, CompletionStage<T> stage, Consumer<Done> then, Consumer<T> next) {
        stage.whenComplete((result, fault) -> {
            if (fault != null) {
                finish(line, new Done.Failed(fault), then);
                return;
            }
            try {
                next.accept(result);
            } catch (RuntimeException bug) {
                failed(line, bug, then);
            }
        });
    }

    private static void failed(Line line, RuntimeException bug, Consumer<Done> then) {
        LOG.errorf(bug, "a step of call %s failed", line.id());
        finish(line, new Done.Failed(bug), then);
    }

    private static void finish(Line line, Done done, Consumer<Done> then) {
        try {
            then.accept(done);
        } catch (RuntimeException bug) {
            LOG.errorf(bug, "what follows a step of call %s failed", line.id());
        }
        line.release();
    }

    private Timers.Timer deadlineTimer(Line line, Call call) {
        Duration left = Duration.between(clock.instant(), call.deadline().orElseThrow());
        return timers.after(left, () -> passDeadline(line));
    }

    /// The sweeper comes again for what failed; a deadline that has moved gets its timer anew.
    private void afterDeadline(Line line, Done done, CompletableFuture<Void> closed) {
        switch (done) {
            case Done.Moved it -> closed.complete(null);
            case Done.Settled it -> {
                seen(line, it.call());
                closed.complete(null);
            }
            case Done.Failed it -> {
                LOG.warnf("call %s is past its deadline and could not be closed yet", line.id());
                closed.completeExceptionally(it.fault());
            }
        }
    }
}
