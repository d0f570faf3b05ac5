package dev.ringback.simulation;

import dev.ringback.call.CallStoreMarksContract;

/// The simulated database keeps the contract of marks and of reading that PostgreSQL keeps.
class TableMarksContractTest extends CallStoreMarksContract {

    TableMarksContractTest() {
        super(new ContractTable());
    }
}
