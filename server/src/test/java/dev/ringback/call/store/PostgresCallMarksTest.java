package dev.ringback.call.store;

import dev.ringback.call.CallStoreMarksContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The contract of marks and of reading, kept by PostgreSQL.
class PostgresCallMarksTest extends CallStoreMarksContract {

    @RegisterExtension
    static final ContractDatabase DATABASE = new ContractDatabase();

    PostgresCallMarksTest() {
        super(DATABASE);
    }
}
