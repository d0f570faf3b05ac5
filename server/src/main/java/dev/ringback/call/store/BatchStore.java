package dev.ringback.call.store;

import dev.ringback.core.call.Call;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Timeouts;
import dev.ringback.core.id.CallLogId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// Many transitions and many new calls in one statement, each of another call: one round trip, and one transaction. All
/// parts see the tables as they were before: whoever is freed by a transition cannot begin a call in the same
/// statement. Of one connection, used by the writer's thread only.
final class BatchStore implements AutoCloseable {

    /// One statement for each kind of batch, made when it is first needed: each part is made ready anew with every
    /// statement, also one that then finds nothing to do.
    private final Map<Kind, PreparedStatement> statements = new HashMap<>();

    private final Connection connection;
    private final long graceMicros;

    /// What some of a batch's writes do.
    ///
    /// @param moves there are transitions
    /// @param frees one of them is final
    /// @param answers one of them has a description
    /// @param begins there are new calls
    /// @param closes one of them is final at once
    record Kind(boolean moves, boolean frees, boolean answers, boolean begins, boolean closes) {

        static Kind of(List<MoveWrite> moves, List<InvitationWrite<?>> invitations) {
            return new Kind(
                    !moves.isEmpty(),
                    moves.stream().anyMatch(write -> !write.move().after().isLive()),
                    moves.stream().anyMatch(write -> write.move().description().isPresent()),
                    !invitations.isEmpty(),
                    invitations.stream().anyMatch(write -> write.closed().isPresent()));
        }

        String sql() {
            List<String> parts = new ArrayList<>();
            addIf(moves, parts, MoveRowsStore.MOVED);
            addIf(begins, parts, NewRowsStore.BEGUN);
            parts.add("""
                    event AS (
                        INSERT INTO call_events (call_log_id, seq, type, status, at, by_user_id, device_id, detail, event_id)
                        %s
                    )""".formatted(events()));
            addIf(frees, parts, MoveRowsStore.FREED);
            addIf(answers || begins, parts, """
                    kept AS (
                        INSERT INTO call_descriptions (call_log_id, role, description)
                        %s
                        ON CONFLICT (call_log_id, role) DO UPDATE SET description = EXCLUDED.description
                    )""".formatted(descriptions()));
            return "WITH " + String.join(", ", parts) + " " + told();
        }

        private String events() {
            List<String> events = new ArrayList<>();
            addIf(moves, events, MoveRowsStore.EVENTS);
            addIf(begins, events, NewRowsStore.EVENTS);
            addIf(closes, events, NewRowsStore.CLOSED_EVENTS);
            return union(events);
        }

        private String descriptions() {
            List<String> descriptions = new ArrayList<>();
            addIf(answers, descriptions, MoveRowsStore.ANSWERS);
            addIf(begins, descriptions, NewRowsStore.OFFERS);
            return union(descriptions);
        }

        private String told() {
            List<String> told = new ArrayList<>();
            addIf(moves, told, MoveRowsStore.TOLD);
            addIf(begins, told, NewRowsStore.TOLD);
            return union(told);
        }

        private static void addIf(boolean wanted, List<String> parts, String part) {
            if (wanted) {
                parts.add(part);
            }
        }

        private static String union(List<String> parts) {
            return String.join(" UNION ALL ", parts);
        }
    }

    BatchStore(Connection connection, Timeouts timeouts) {
        this.connection = connection;
        this.graceMicros = timeouts.callGrace().toNanos() / 1_000;
    }

    /// Runs them. Those that took effect are decided. A move that is not was outrun, or is held by another node; an
    /// invitation that is not has something in its way.
    void run(List<MoveWrite> moves, List<InvitationWrite<?>> invitations) throws SQLException {
        Kind kind = Kind.of(moves, invitations);
        PreparedStatement statement = statement(kind);
        int bound = kind.moves() ? MoveRowsStore.bind(statement, moves, graceMicros) : 0;
        if (kind.begins()) {
            NewRowsStore.bind(statement, invitations, bound);
        }
        Map<Long, MoveWrite> moved = new HashMap<>();
        moves.forEach(write -> moved.put(write.row(), write));
        Map<UUID, InvitationWrite<?>> begun = new HashMap<>();
        invitations.forEach(write -> begun.put(write.invitation().id().value(), write));
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                CallLogId id = new CallLogId(rows.getLong("id"));
                UUID callId = rows.getObject("call_id", UUID.class);
                if (callId == null) {
                    MoveWrite write = Objects.requireNonNull(moved.get(id.value()));
                    write.decideCommitted(legsOf(rows, write.move().after()));
                } else {
                    InvitationWrite<?> write = Objects.requireNonNull(begun.get(callId));
                    write.decideCommitted(write.call(id));
                }
            }
        }
    }

    private PreparedStatement statement(Kind kind) throws SQLException {
        PreparedStatement known = statements.get(kind);
        if (known != null) {
            return known;
        }
        PreparedStatement statement = connection.prepareStatement(kind.sql());
        statements.put(kind, statement);
        return statement;
    }

    private static Call legsOf(ResultSet row, Call call) throws SQLException {
        return call.withLeg(Role.CALLER, CallRows.leg(row, "caller")).withLeg(Role.CALLEE, CallRows.leg(row, "callee"));
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
    }
}
