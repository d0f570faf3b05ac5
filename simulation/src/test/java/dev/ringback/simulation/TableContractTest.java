package dev.ringback.simulation;

import dev.ringback.call.CallStoreContract;

/// The simulated database keeps the contract that PostgreSQL keeps: what the simulation proves holds there too.
class TableContractTest extends CallStoreContract {

    TableContractTest() {
        super(new ContractTable());
    }
}
