package dev.ringback.call.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.call.CallStore;
import dev.ringback.call.CallStoreUnderTest;
import dev.ringback.call.Pair;
import dev.ringback.cli.verify.VerifyStore;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// PostgreSQL under a contract's tests. When they are over, whatever they did: each row is the fold of its events.
/// Their calls are of long ago and of nodes that nobody runs.
final class ContractDatabase implements CallStoreUnderTest, BeforeAllCallback, AfterAllCallback {

    private @Nullable CallDatabase database;

    @Override
    public void beforeAll(ExtensionContext context) {
        database = new CallDatabase();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        database().close();
        assertThat(VerifyStore.verify(database().address, any -> {}).findings())
                .filteredOn(it -> !Set.of("overdue", "node").contains(it.rule()))
                .isEmpty();
    }

    @Override
    public CallStore store() {
        return database().store;
    }

    @Override
    public void introduce(Pair people) {
        database().introduce(people);
    }

    @Override
    public <T> T await(CompletionStage<T> stage) {
        return CallDatabase.await(stage);
    }

    private CallDatabase database() {
        if (database == null) {
            throw new IllegalStateException("the tests have not begun");
        }
        return database;
    }
}
