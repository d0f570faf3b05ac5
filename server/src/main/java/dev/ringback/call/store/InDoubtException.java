package dev.ringback.call.store;

import java.sql.SQLException;

/// The connection was lost while a transaction was being committed: it is there, or it is not.
final class InDoubtException extends Exception {

    InDoubtException(SQLException lost) {
        super("connection lost in COMMIT", lost);
    }
}
