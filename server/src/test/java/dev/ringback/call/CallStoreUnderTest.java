package dev.ringback.call;

import java.util.concurrent.CompletionStage;

/// A store that is held to its contract, and what the contract's tests need beside the port.
public interface CallStoreUnderTest {

    /// The store.
    CallStore store();

    /// Makes sure that the host application knows a pair of people and their conversation.
    void introduce(Pair people);

    /// Waits for a stage, for a bounded time.
    <T> T await(CompletionStage<T> stage);
}
