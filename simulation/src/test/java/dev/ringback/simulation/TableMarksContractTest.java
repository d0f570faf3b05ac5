package dev.ringback.simulation;

import dev.ringback.call.CallStore;
import dev.ringback.call.CallStoreMarksContract;
import dev.ringback.call.Pair;
import java.util.concurrent.CompletionStage;

/// The simulated database keeps the contract of marks and of reading that PostgreSQL keeps.
class TableMarksContractTest extends CallStoreMarksContract {

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
