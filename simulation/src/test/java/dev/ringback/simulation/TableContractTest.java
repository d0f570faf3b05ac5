package dev.ringback.simulation;

import dev.ringback.call.CallStore;
import dev.ringback.call.CallStoreContract;
import dev.ringback.call.Pair;
import java.util.concurrent.CompletionStage;

/// The simulated database keeps the contract that PostgreSQL keeps: what the simulation proves holds there too.
class TableContractTest extends CallStoreContract {

    private final CallStore store = TableStore.empty();

    @Override
    protected CallStore store() {
        return store;
    }

    @Override
    protected void introduce(Pair people) {
        // the table knows no people
    }

    @Override
    protected <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
