package dev.ringback.call.store;

import static dev.ringback.call.store.ArrayParameters.time;

import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.Progress;
import dev.ringback.core.id.CallLogId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Calls that another system's log told: final from their first version on, each with its one event, `call_imported`.
/// Nobody is told of them and nobody becomes busy. Within the caller's transaction; of one connection and thread.
public final class ImportedCallStore implements AutoCloseable {

    private static final String WRITE = """
            WITH s AS (
                SELECT * FROM unnest(?::bigint[], ?::uuid[], ?::bigint[], ?::text[], ?::bigint[], ?::text[],
                        ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                        ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::boolean[], ?::text[])
                    AS r(id, call_id, conversation_id, call_type, caller, caller_profile_type, caller_profile_id,
                        callee, participants, started_at, created_at, answered_at, ended_at, duration_seconds,
                        status, end_reason, ended_by_user_id, ended_with, end_estimated, detail)
            ), begun AS (
                INSERT INTO call_logs (id, call_id, named, signaled, conversation_id, call_type, mode, caller_user_id,
                    caller_profile_id, caller_profile_type, callee_user_id, participants, started_at, created_at,
                    changed_at, answered_at, ended_at, duration_seconds, status, end_reason, ended_by_user_id,
                    ended_with, end_estimated)
                SELECT id, call_id, false, false, conversation_id, call_type, call_type, caller,
                    caller_profile_id, caller_profile_type, callee, participants::json, %1$s, %2$s,
                    %4$s, %3$s, %4$s, duration_seconds::integer, status, end_reason, ended_by_user_id,
                    ended_with, end_estimated
                FROM s ORDER BY id
            )
            INSERT INTO call_events (call_log_id, seq, type, status, at, by_user_id, detail, event_id)
            SELECT id, 1, '%5$s', status, %4$s, ended_by_user_id, detail::json, gen_random_uuid() FROM s
            """.formatted(
                    time("started_at"), time("created_at"), time("answered_at"), time("ended_at"), CallReplay.IMPORTED);

    private final Connection connection;
    private final PreparedStatement write;

    /// @param connection whose transaction it writes in
    public ImportedCallStore(Connection connection) throws SQLException {
        this.connection = connection;
        this.write = connection.prepareStatement(WRITE);
    }

    /// A call on its way.
    ///
    /// @param call final, version 1, in the row that [#rows] gave
    /// @param source which log told it
    /// @param sourceIds its rows there
    public record Imported(Call call, String source, List<Long> sourceIds) {
        private Progress.Closed end() {
            return call.closed().orElseThrow();
        }

        private Optional<Progress.Closer> by() {
            return end().by();
        }
    }

    /// Numbers for as many new rows.
    public List<CallLogId> rows(int count) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT nextval('call_logs_id_seq') FROM generate_series(1, ?)")) {
            query.setInt(1, count);
            ResultSet numbers = query.executeQuery();
            List<CallLogId> ids = new ArrayList<>(count);
            while (numbers.next()) {
                ids.add(new CallLogId(numbers.getLong(1)));
            }
            return ids;
        }
    }

    /// Writes them, rows and events.
    public void write(List<Imported> calls) throws SQLException {
        new ArrayParameters<>(write, calls)
                .numbers(it -> it.call().facts().logId().value())
                .uuids(it -> it.call().id().value())
                .numbers(it -> it.call().facts().conversation().value())
                .texts(it -> it.call().facts().type().wire())
                .numbers(it -> it.call().facts().caller().userId().value())
                .texts(it -> it.call().facts().caller().profileType())
                .numbers(it -> it.call().facts().caller().profileId())
                .numbers(it -> it.call().facts().callee().userId().value())
                .texts(it -> PeopleJson.write(
                        it.call().facts().caller(), it.call().facts().callee()))
                .times(it -> it.call().facts().startedAt())
                .times(it -> it.call().facts().createdAt())
                .maybeTimes(it -> it.end().answeredAt())
                .times(it -> it.end().since())
                .maybeNumbers(it -> it.call().durationSeconds().stream().boxed().findFirst())
                .texts(it -> it.call().status().wire())
                .texts(it -> it.end().reason().wire())
                .maybeNumbers(it -> it.by().map(by -> by.user().value()))
                .maybeTexts(it -> it.by().map(Progress.Closer::with).map(Ask::wire))
                .flags(it -> it.end().estimated())
                .texts(it -> EventDetail.imported(it.call(), it.source(), it.sourceIds()));
        write.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        write.close();
    }
}
