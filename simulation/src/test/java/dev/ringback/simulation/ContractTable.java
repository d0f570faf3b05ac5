package dev.ringback.simulation;

import dev.ringback.call.CallStore;
import dev.ringback.call.CallStoreUnderTest;
import dev.ringback.call.Pair;
import java.util.concurrent.CompletionStage;

/// The simulated database under a contract's tests.
final class ContractTable implements CallStoreUnderTest {

    private final CallStore store = TableStore.empty();

    @Override
    public CallStore store() {
        return store;
    }

    @Override
    public void introduce(Pair people) {
        // the table knows no people
    }

    @Override
    public <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
