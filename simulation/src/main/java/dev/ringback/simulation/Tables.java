package dev.ringback.simulation;

import dev.ringback.call.CallStore;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallEvent;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Status;
import dev.ringback.core.call.Timeouts;
import dev.ringback.core.id.UserId;
import java.time.Instant;
import java.util.function.BiFunction;

/// Planted bugs in the database's guards.
final class Tables {

    private Tables() {}

    private static Plant plant(BiFunction<Timeouts, Table.Watcher, Table> tables) {
        return new Plant() {
            @Override
            Table table(Timeouts timeouts, Table.Watcher watcher) {
                return tables.apply(timeouts, watcher);
            }
        };
    }

    static Plant finalRowOverwritten() {
        return plant((timeouts, watcher) -> new Table(timeouts, watcher) {
            @Override
            boolean isUnmoved(Call row, CallStore.Move move) {
                return super.isUnmoved(row, move) || !row.isLive() && move.event() instanceof CallEvent.CallClosed;
            }
        });
    }

    static Plant versionGuardMissing() {
        return plant((timeouts, watcher) -> new Table(timeouts, watcher) {
            @Override
            boolean isUnmoved(Call row, CallStore.Move move) {
                return true;
            }
        });
    }

    static Plant secondAnswerAccepted() {
        return plant((timeouts, watcher) -> new Table(timeouts, watcher) {
            @Override
            boolean isUnmoved(Call row, CallStore.Move move) {
                return super.isUnmoved(row, move)
                        || row.status() == Status.ANSWERED && move.event() instanceof CallEvent.CallAnswered;
            }
        });
    }

    static Plant deadlineNotRetested() {
        return plant((timeouts, watcher) -> new Table(timeouts, watcher) {
            @Override
            boolean isDue(Call row, CallEvent event) {
                return true;
            }
        });
    }

    static Plant busyNotChecked() {
        return plant((timeouts, watcher) -> new Table(timeouts, watcher) {
            @Override
            boolean isBusy(UserId user) {
                return false;
            }
        });
    }

    /// As the server once did it.
    static Plant silentNodesForgotten() {
        return plant((timeouts, watcher) -> new Table(timeouts, watcher) {
            @Override
            boolean isForgotten(Instant seen, Instant silentSince) {
                return seen.isBefore(silentSince);
            }

            @Override
            Instant lastKnown(Call call, Role role) {
                return call.changedAt();
            }
        });
    }

    static Plant livePeopleNotFreed() {
        return plant((timeouts, watcher) -> new Table(timeouts, watcher) {
            @Override
            void free(Call call) {
                // they stay
            }
        });
    }
}
