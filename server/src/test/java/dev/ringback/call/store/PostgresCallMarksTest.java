package dev.ringback.call.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.call.CallStore;
import dev.ringback.call.CallStoreMarksContract;
import dev.ringback.call.Pair;
import dev.ringback.cli.verify.VerifyStore;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The contract of marks and of reading, kept by PostgreSQL.
class PostgresCallMarksTest extends CallStoreMarksContract {

    private static CallDatabase database;

    @BeforeAll
    static void start() {
        database = new CallDatabase();
    }

    /// Whatever the contract's tests did: each row is the fold of its events. Their calls are of long ago and of nodes
    /// that nobody runs.
    @AfterAll
    static void stop() {
        database.close();
        assertThat(VerifyStore.verify(database.address, any -> {}).findings())
                .filteredOn(it -> !Set.of("overdue", "node").contains(it.rule()))
                .isEmpty();
    }

    @Override
    protected CallStore store() {
        return database.store;
    }

    @Override
    protected void introduce(Pair people) {
        database.introduce(people);
    }

    @Override
    protected <T> T await(CompletionStage<T> stage) {
        return CallDatabase.await(stage);
    }
}
