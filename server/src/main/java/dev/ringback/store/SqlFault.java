package dev.ringback.store;

import dev.ringback.call.StoreUnavailable;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/// Tells a database that is away or overloaded from a mistake of ours, by SQLSTATE (PostgreSQL's Appendix A).
public final class SqlFault {

    private SqlFault() {}

    /// The exception that a failed statement becomes: [StoreUnavailable] for a fault of the world, otherwise a bug's.
    public static RuntimeException translated(SQLException failed) {
        return isTemporary(failed)
                ? new StoreUnavailable("the database is away: SQLSTATE " + failed.getSQLState(), failed)
                : new IllegalStateException("a statement failed: SQLSTATE " + failed.getSQLState(), failed);
    }

    /// Whether the connection was lost, or found to be lost: another one may do.
    static boolean isLostConnection(SQLException failed) {
        String state = failed.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }

    private static boolean isTemporary(SQLException failed) {
        return failed instanceof SQLTransientException
                || failed instanceof SQLTimeoutException
                || isTemporary(failed.getSQLState());
    }

    private static boolean isTemporary(@Nullable String state) {
        if (state == null) {
            // The pool's own: no connection could be had in time.
            return true;
        }
        return switch (state.substring(0, Math.min(2, state.length()))) {
            // connection lost; rolled back for another's sake; out of resources; lock not had; shut down or cancelled
            case "08", "40", "53", "55", "57", "58" -> true;
            default -> false;
        };
    }
}
