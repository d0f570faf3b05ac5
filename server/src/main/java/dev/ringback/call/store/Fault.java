package dev.ringback.call.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/// What a failed transaction means for the writer, by SQLSTATE (PostgreSQL's documentation, Appendix A).
enum Fault {
    /// The connection is gone, or leads to a server that cannot write: another one is needed.
    LOST,
    /// Somebody else was in the way: a lock, a unique value, a deadlock. It may pass.
    BLOCKED,
    /// PostgreSQL is there and cannot do it now: no space, no memory, too slow.
    UNAVAILABLE,
    /// It will never take this value.
    REFUSED;

    static Fault of(SQLException failed) {
        return of(failed.getSQLState());
    }

    /// What may be logged of a failure: never the server's own words, which quote values.
    static String words(Exception failed) {
        if (!(failed instanceof SQLException it)) {
            return failed.getClass().getSimpleName();
        }
        String constraint = it instanceof PSQLException said && said.getServerErrorMessage() != null
                ? said.getServerErrorMessage().getConstraint()
                : null;
        return "SQLSTATE " + it.getSQLState() + (constraint == null ? "" : ", " + constraint);
    }

    private static Fault of(@Nullable String state) {
        if (state == null || state.length() != 5) {
            return LOST;
        }
        return switch (state) {
            // read only (a standby); idle_in_transaction_session_timeout; transaction_timeout
            case "25006", "25P03", "25P04" -> LOST;
            // unique_violation, lock_not_available
            case "23505", "55P03" -> BLOCKED;
            // query_canceled, by statement_timeout or by hand
            case "57014" -> UNAVAILABLE;
            default ->
                switch (state.substring(0, 2)) {
                    case "08", "57" -> LOST;
                    case "40" -> BLOCKED;
                    case "53", "58" -> UNAVAILABLE;
                    default -> REFUSED;
                };
        };
    }
}
