package dev.ringback.call.store;

import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallType;
import dev.ringback.core.call.EndReason;
import dev.ringback.core.call.Leg;
import dev.ringback.core.call.Outcome;
import dev.ringback.core.call.Party;
import dev.ringback.core.call.Progress;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Status;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.NodeId;
import dev.ringback.core.id.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A row of `call_logs` as a [Call]. Any thread may use it.
///
/// ```sql
/// SELECT <COLUMNS> FROM call_logs c WHERE …
/// ```
public final class CallRows {

    /// What [#read] needs, of a `call_logs` that the statement calls `c`.
    public static final String COLUMNS = """
            c.id, c.call_id, c.conversation_id, c.call_type, c.status, c.mode, c.version, c.participants, c.signaled, \
            c.named, c.reached, c.started_at, c.created_at, c.changed_at, c.ringing_at, c.answered_at, c.ended_at, \
            c.due_at, c.end_reason, c.ended_by_user_id, c.ended_by_device, c.ended_with, c.end_estimated, \
            c.caller_device, c.caller_node, c.caller_lost_at, c.caller_lost_until, \
            c.callee_device, c.callee_node, c.callee_lost_at, c.callee_lost_until""";

    /// Whether a call is one that its callee has missed. Written out, not a parameter: only so does the planner know
    /// that the index `call_logs_missed` holds all that is asked for.
    public static final String MISSED_BY_CALLEE = Arrays.stream(EndReason.values())
            .filter(reason -> reason.outcome(Role.CALLEE) == Outcome.MISSED)
            .map(EndReason::wire)
            .collect(Collectors.joining("', '", "end_reason IN ('", "')"));

    private CallRows() {}

    /// The row that the cursor stands on.
    ///
    /// @throws IllegalStateException when the row says what no call can be
    public static Call read(ResultSet row) throws SQLException {
        return new Call(
                facts(row),
                progress(row),
                type(row, "mode"),
                row.getInt("version"),
                instant(row, "changed_at"),
                leg(row, "caller"),
                leg(row, "callee"));
    }

    /// The row that comes next, if one does.
    static Optional<Call> readOne(ResultSet rows) throws SQLException {
        return rows.next() ? Optional.of(read(rows)) : Optional.empty();
    }

    /// All rows that come next.
    public static List<Call> readAll(ResultSet rows) throws SQLException {
        List<Call> calls = new ArrayList<>();
        while (rows.next()) {
            calls.add(read(rows));
        }
        return calls;
    }

    /// One side's device, of the columns that begin with `caller_` or `callee_`.
    static Leg leg(ResultSet row, String side) throws SQLException {
        String device = row.getString(side + "_device");
        String node = row.getString(side + "_node");
        Optional<Actor.Seat> seat = device == null || node == null
                ? Optional.empty()
                : Optional.of(new Actor.Seat(new DeviceId(device), new NodeId(node)));
        Instant lostAt = maybe(row, side + "_lost_at");
        return new Leg(
                seat,
                lostAt == null
                        ? Optional.empty()
                        : Optional.of(new Leg.Lost(lostAt, instant(row, side + "_lost_until"))));
    }

    private static Call.Facts facts(ResultSet row) throws SQLException {
        List<Party> people = PeopleJson.read(row.getString("participants"));
        return new Call.Facts(
                new CallId(row.getObject("call_id", UUID.class)),
                new CallLogId(row.getLong("id")),
                new ConversationId(row.getLong("conversation_id")),
                type(row, "call_type"),
                people.get(0),
                people.get(1),
                instant(row, "started_at"),
                instant(row, "created_at"),
                row.getBoolean("signaled"),
                row.getBoolean("named"));
    }

    private static Progress progress(ResultSet row) throws SQLException {
        Status status = Status.parse(row.getString("status")).orElseThrow(() -> strange("status"));
        Optional<Instant> ringingAt = Optional.ofNullable(maybe(row, "ringing_at"));
        return switch (status) {
            case INITIATED ->
                new Progress.Initiated(instant(row, "started_at"), instant(row, "due_at"), row.getBoolean("reached"));
            case RINGING -> new Progress.Ringing(instant(row, "ringing_at"), instant(row, "due_at"));
            case ANSWERED -> new Progress.Answered(ringingAt, instant(row, "answered_at"), instant(row, "due_at"));
            case ENDED, CANCELLED, DECLINED, MISSED, FAILED ->
                new Progress.Closed(
                        EndReason.parse(row.getString("end_reason")).orElseThrow(() -> strange("end_reason")),
                        ringingAt,
                        Optional.ofNullable(maybe(row, "answered_at")),
                        instant(row, "ended_at"),
                        row.getBoolean("end_estimated"),
                        closer(row));
        };
    }

    private static Optional<Progress.Closer> closer(ResultSet row) throws SQLException {
        long user = row.getLong("ended_by_user_id");
        if (row.wasNull()) {
            return Optional.empty();
        }
        // A repaired row may know who ended it and not with which message.
        Ask with = Optional.ofNullable(row.getString("ended_with"))
                .flatMap(Ask::parse)
                .orElse(Ask.END);
        Optional<DeviceId> device =
                Optional.ofNullable(row.getString("ended_by_device")).map(DeviceId::new);
        return Optional.of(new Progress.Closer(new UserId(user), device, with));
    }

    private static CallType type(ResultSet row, String column) throws SQLException {
        return CallType.parse(row.getString(column)).orElseThrow(() -> strange(column));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Instant value = maybe(row, column);
        if (value == null) {
            throw new IllegalStateException("call log " + row.getLong("id") + " has no " + column);
        }
        return value;
    }

    private static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static IllegalStateException strange(String column) {
        return new IllegalStateException("a call log has a strange " + column);
    }
}
