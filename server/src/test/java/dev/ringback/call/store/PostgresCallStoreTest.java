package dev.ringback.call.store;

import dev.ringback.call.CallStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The contract, kept by PostgreSQL.
class PostgresCallStoreTest extends CallStoreContract {

    @RegisterExtension
    static final ContractDatabase DATABASE = new ContractDatabase();

    PostgresCallStoreTest() {
        super(DATABASE);
    }
}
