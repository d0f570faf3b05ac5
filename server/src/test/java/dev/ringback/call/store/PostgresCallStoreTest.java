package dev.ringback.call.store;

import dev.ringback.call.CallStore;
import dev.ringback.call.CallStoreContract;
import dev.ringback.call.Pair;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The contract, kept by PostgreSQL.
class PostgresCallStoreTest extends CallStoreContract {

    private static CallDatabase database;

    @BeforeAll
    static void start() {
        database = new CallDatabase();
    }

    @AfterAll
    static void stop() {
        database.close();
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
