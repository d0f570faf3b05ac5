package dev.ringback.simulation;

import dev.ringback.call.CallStore;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallEvent;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Status;
import dev.ringback.core.call.Timeouts;
import dev.ringback.core.id.UserId;
import java.time.Instant;

/// Planted bugs in the database's guards.
final class Tables {

    private Tables() {}

    static final class FinalRowOverwritten extends Plant {
        @Override
        Table table(Timeouts timeouts, Table.Watcher watcher) {
            return new Table(timeouts, watcher) {
                @Override
                boolean isUnmoved(Call row, CallStore.Move move) {
                    return super.isUnmoved(row, move) || !row.isLive() && move.event() instanceof CallEvent.CallClosed;
                }
            };
        }
    }

    static final class VersionGuardMissing extends Plant {
        @Override
        Table table(Timeouts timeouts, Table.Watcher watcher) {
            return new Table(timeouts, watcher) {
                @Override
                boolean isUnmoved(Call row, CallStore.Move move) {
                    return true;
                }
            };
        }
    }

    static final class SecondAnswerAccepted extends Plant {
        @Override
        Table table(Timeouts timeouts, Table.Watcher watcher) {
            return new Table(timeouts, watcher) {
                @Override
                boolean isUnmoved(Call row, CallStore.Move move) {
                    return super.isUnmoved(row, move)
                            || row.status() == Status.ANSWERED && move.event() instanceof CallEvent.CallAnswered;
                }
            };
        }
    }

    static final class DeadlineNotRetested extends Plant {
        @Override
        Table table(Timeouts timeouts, Table.Watcher watcher) {
            return new Table(timeouts, watcher) {
                @Override
                boolean isDue(Call row, CallEvent event) {
                    return true;
                }
            };
        }
    }

    static final class BusyNotChecked extends Plant {
        @Override
        Table table(Timeouts timeouts, Table.Watcher watcher) {
            return new Table(timeouts, watcher) {
                @Override
                boolean isBusy(UserId user) {
                    return false;
                }
            };
        }
    }

    /// As the server once did it.
    static final class SilentNodesForgotten extends Plant {
        @Override
        Table table(Timeouts timeouts, Table.Watcher watcher) {
            return new Table(timeouts, watcher) {
                @Override
                boolean isForgotten(Instant seen, Instant silentSince) {
                    return seen.isBefore(silentSince);
                }

                @Override
                Instant lastKnown(Call call, Role role) {
                    return call.changedAt();
                }
            };
        }
    }

    static final class LivePeopleNotFreed extends Plant {
        @Override
        Table table(Timeouts timeouts, Table.Watcher watcher) {
            return new Table(timeouts, watcher) {
                @Override
                void free(Call call) {
                    // they stay
                }
            };
        }
    }
}
