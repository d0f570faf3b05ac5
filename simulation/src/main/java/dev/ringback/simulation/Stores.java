package dev.ringback.simulation;

import dev.ringback.call.CallStore;
import dev.ringback.call.StoreUnavailable;
import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallEvent;
import dev.ringback.core.call.CallRules;
import dev.ringback.core.call.Role;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Planted bugs on the way to the database.
final class Stores {

    private Stores() {}

    static final class AnnounceBeforeCommit extends Plant {
        @Override
        CallStore store(Table table, Database database, World world) {
            return new NodeStore(table, database) {
                @Override
                public CompletionStage<MoveResult> move(Move move) {
                    super.move(move);
                    return CompletableFuture.completedFuture(new MoveResult.Committed(move.after()));
                }
            };
        }
    }

    static final class TimerOnlyInMemory extends Plant {
        @Override
        CallStore store(Table table, Database database, World world) {
            return new NodeStore(table, database) {
                @Override
                public CompletionStage<List<Call>> overdue(Instant now, int limit) {
                    return CompletableFuture.completedFuture(List.of());
                }
            };
        }
    }

    static final class NeverReached extends Plant {
        @Override
        CallStore store(Table table, Database database, World world) {
            return new NodeStore(table, database) {
                @Override
                public CompletionStage<Void> markReached(CallLogId call) {
                    return CompletableFuture.completedFuture(null);
                }
            };
        }
    }

    static final class ModeNotKept extends Plant {
        @Override
        CallStore store(Table table, Database database, World world) {
            CallRules rules = new CallRules(world.timeouts());
            return new NodeStore(table, database) {
                @Override
                public CompletionStage<MoveResult> move(Move move) {
                    return super.move(move.event() instanceof CallEvent.ModeSwitched it ? kept(move, it) : move);
                }

                private Move kept(Move move, CallEvent.ModeSwitched it) {
                    var event = new CallEvent.ModeSwitched(
                            it.at(), it.by(), move.before().mode());
                    return new Move(
                            move.before(),
                            event,
                            rules.evolve(move.before(), event),
                            move.eventId(),
                            move.description());
                }
            };
        }
    }

    static final class MarkNeverCleared extends Plant {
        @Override
        CallStore store(Table table, Database database, World world) {
            return new NodeStore(table, database) {
                @Override
                public CompletionStage<Optional<Call>> markBack(
                        CallLogId call, Role role, DeviceId device, NodeId node) {
                    return CompletableFuture.completedFuture(Optional.empty());
                }
            };
        }
    }

    static final class NoGrace extends Plant {
        @Override
        CallStore store(Table table, Database database, World world) {
            Duration grace = world.timeouts().callGrace();
            return new NodeStore(table, database) {
                @Override
                public CompletionStage<Optional<Call>> markLost(
                        CallLogId call, Role role, DeviceId device, NodeId node, Instant proofOfLife, Instant now) {
                    return super.markLost(call, role, device, node, proofOfLife, now.minus(grace));
                }
            };
        }
    }

    static final class EarlyCancelForgotten extends Plant {
        @Override
        CallStore store(Table table, Database database, World world) {
            return new NodeStore(table, database) {
                @Override
                public CompletionStage<Void> rememberCancel(CallId id, Actor by, Instant now) {
                    return CompletableFuture.completedFuture(null);
                }
            };
        }
    }

    static final class EndAtSweepTime extends Plant {
        @Override
        CallStore store(Table table, Database database, World world) {
            CallRules rules = new CallRules(world.timeouts());
            return new NodeStore(table, database) {
                @Override
                public CompletionStage<MoveResult> move(Move move) {
                    return super.move(
                            move.event() instanceof CallEvent.CallClosed it && it.estimated() ? late(move, it) : move);
                }

                private Move late(Move move, CallEvent.CallClosed it) {
                    var event = new CallEvent.CallClosed(it.at(), it.at(), it.reason(), true, it.by());
                    return new Move(
                            move.before(),
                            event,
                            rules.evolve(move.before(), event),
                            move.eventId(),
                            move.description());
                }
            };
        }
    }

    static final class DoubtTakenForFailure extends Plant {
        @Override
        CallStore store(Table table, Database database, World world) {
            Dice dice = Dice.of(world.seed(), "doubt");
            return new NodeStore(table, database) {
                @Override
                public CompletionStage<MoveResult> move(Move move) {
                    return super.move(move).thenApply(result -> {
                        if (dice.chance(0.05)) {
                            throw new StoreUnavailable("connection lost in COMMIT");
                        }
                        return result;
                    });
                }
            };
        }
    }

    static final class DeadNodesForgotten extends Plant {
        @Override
        CallStore store(Table table, Database database, World world) {
            return new NodeStore(table, database) {
                @Override
                public CompletionStage<List<Call>> markLostNodes(NodeId self, Instant silentSince, Instant now) {
                    return CompletableFuture.completedFuture(List.of());
                }
            };
        }
    }

    static final class TimeBackward extends Plant {
        @Override
        CallStore store(Table table, Database database, World world) {
            CallRules rules = new CallRules(world.timeouts());
            return new NodeStore(table, database) {
                @Override
                public CompletionStage<MoveResult> move(Move move) {
                    return super.move(move.event() instanceof CallEvent.RingStarted it ? early(move, it) : move);
                }

                private Move early(Move move, CallEvent.RingStarted it) {
                    var event = new CallEvent.RingStarted(it.at().minusSeconds(60), it.by());
                    return new Move(
                            move.before(),
                            event,
                            rules.evolve(move.before(), event),
                            move.eventId(),
                            move.description());
                }
            };
        }
    }
}
