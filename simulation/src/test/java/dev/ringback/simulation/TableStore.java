package dev.ringback.simulation;

import dev.ringback.call.CallStore;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallEvent;
import dev.ringback.core.call.Timeouts;
import dev.ringback.core.id.NodeId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// The simulated database without anything on the way to it.
final class TableStore {

    private TableStore() {}

    static CallStore empty() {
        return new NodeStore(new Table(Timeouts.STANDARD, new NobodyWatches()), new AtOnce());
    }

    private static final class AtOnce implements NodeStore.Transactions {

        @Override
        public <T> CompletionStage<T> write(Object key, Supplier<T> work) {
            return CompletableFuture.completedFuture(work.get());
        }

        @Override
        public <T> CompletionStage<T> read(Supplier<T> work) {
            return CompletableFuture.completedFuture(work.get());
        }
    }

    private static final class NobodyWatches implements Table.Watcher {

        @Override
        public void changed(Optional<Call> before, Optional<CallEvent> event, Call after) {
            // nothing to check
        }

        @Override
        public void beat(NodeId node, Instant at) {
            // nothing to check
        }
    }
}
