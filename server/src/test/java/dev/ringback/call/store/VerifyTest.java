package dev.ringback.call.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.call.CallStore.Move;
import dev.ringback.call.Pair;
import dev.ringback.cli.node.CannotStartException;
import dev.ringback.cli.verify.Finding;
import dev.ringback.cli.verify.Verified;
import dev.ringback.cli.verify.VerifiedText;
import dev.ringback.cli.verify.VerifyStore;
import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallCommand;
import dev.ringback.testing.TestDatabase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Calls that the server's own writer made are all well; each corruption of them is found, and by the rule that is
/// meant. Indexes, keys and triggers are taken away first: what they hold, somebody with a superuser's rights need not.
class VerifyTest {

    private static final String UNPROTECTED = """
            DROP INDEX call_logs_one_live_per_conversation;
            ALTER TABLE live_people DROP CONSTRAINT live_people_pkey;
            SET session_replication_role = replica;
            """;

    /// One for all corruptions, each of calls of its own; making a database is what takes time.
    private static CallDatabase unprotected;

    private CallDatabase database = unprotected;
    private long ended;
    private long answered;
    private long ringing;

    @BeforeAll
    static void open() {
        unprotected = new CallDatabase();
        unprotected.execute(UNPROTECTED);
    }

    @AfterAll
    static void close() {
        unprotected.close();
    }

    @Test
    void whatTheServerWroteIsWell() {
        try (CallDatabase own = new CallDatabase()) {
            database = own;
            calls();

            Verified verified = verify();

            assertThat(verified.findings()).isEmpty();
            assertThat(verified.calls()).isEqualTo(4);
            assertThat(verified.events()).isEqualTo(3 + 2 + 2 + 2);
            assertThat(VerifiedText.table(verified)).isEqualTo("Verified 4 calls and 9 events: all is well");
        }
    }

    @Test
    void everyCallIsLookedAtWhateverThePages() {
        try (CallDatabase own = new CallDatabase()) {
            database = own;
            own.execute(UNPROTECTED + """
                    INSERT INTO call_logs (conversation_id, caller_profile_id, caller_profile_type, caller_user_id,
                        callee_user_id, call_type, mode, call_id)
                    SELECT 1, 1, 'x', 1, 2, 'voice', 'voice', gen_random_uuid() FROM generate_series(1, 4500)""");

            Verified verified = verify();

            assertThat(verified.calls()).isEqualTo(4_500);
            assertThat(verified.findings()).hasSize(1_000);
            assertThat(verified.findingCount()).isGreaterThan(4_500);
            assertThat(VerifiedText.table(verified)).endsWith("…");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            status               | UPDATE call_logs SET status = 'talking' WHERE id = :answered
            reason               | UPDATE call_logs SET end_reason = 'declined' WHERE id = :ended
            reason               | UPDATE call_logs SET end_reason = NULL WHERE id = :ended
            reason               | UPDATE call_logs SET end_reason = 'hangup' WHERE id = :answered
            end                  | UPDATE call_logs SET ended_at = NULL WHERE id = :ended
            answer               | UPDATE call_logs SET answered_at = NULL WHERE id = :ended
            answer               | UPDATE call_logs SET answered_at = now() WHERE id = :ringing
            times                | UPDATE call_logs SET answered_at = started_at - interval '1 s' WHERE id = :ended
            times                | UPDATE call_logs SET ended_at = answered_at - interval '1 s' WHERE id = :ended
            times                | UPDATE call_logs SET changed_at = started_at - interval '1 s' WHERE id = :ended
            duration             | UPDATE call_logs SET duration_seconds = 45 WHERE id = :ended
            duration             | UPDATE call_logs SET duration_seconds = NULL WHERE id = :ended
            duration             | UPDATE call_logs SET duration_seconds = 0 WHERE id = :answered
            deadline             | UPDATE call_logs SET deadline_at = now() + interval '1 h' WHERE id = :answered
            deadline             | UPDATE call_logs SET deadline_at = NULL WHERE id = :ringing
            deadline             | UPDATE call_logs SET deadline_at = now() WHERE id = :ended
            people               | UPDATE call_logs SET callee_user_id = caller_user_id WHERE id = :ended
            people               | UPDATE call_logs SET participants = NULL WHERE id = :ended
            devices              | UPDATE call_logs SET callee_node = NULL WHERE id = :answered
            devices              | UPDATE call_logs SET callee_device = NULL, callee_node = NULL WHERE id = :answered
            devices              | UPDATE call_logs SET caller_lost_at = now() WHERE id = :ringing
            events               | DELETE FROM call_events WHERE call_log_id = :ended
            events               | DELETE FROM call_events WHERE call_log_id = :ended AND seq = 2
            events               | UPDATE call_events SET seq = 9 WHERE call_log_id = :ended AND seq = 3
            events               | UPDATE call_logs SET version = version + 1 WHERE id = :ended
            events               | DELETE FROM call_logs WHERE id = :ended
            last event           | UPDATE call_events SET status = 'failed' WHERE call_log_id = :ended AND seq = 3
            step                 | INSERT INTO call_events SELECT call_log_id, 4, type, status, at, by_user_id, device_id, detail, gen_random_uuid() FROM call_events WHERE call_log_id = :ended AND seq = 3
            step                 | UPDATE call_events SET status = 'ringing' WHERE call_log_id = :ended AND seq = 1
            step                 | DELETE FROM call_events WHERE call_log_id = :ended AND seq = 2
            event times          | UPDATE call_events SET at = at - interval '1 h' WHERE call_log_id = :ended AND seq = 3
            fold                 | UPDATE call_logs SET mode = 'video' WHERE id = :ended
            fold                 | UPDATE call_logs SET started_at = started_at - interval '1 s' WHERE id = :ended
            fold                 | UPDATE call_logs SET answered_at = answered_at - interval '1 ms' WHERE id = :ended
            fold                 | UPDATE call_logs SET end_estimated = true WHERE id = :ended
            fold                 | UPDATE call_logs SET ended_by_user_id = caller_user_id WHERE id = :ended
            fold                 | UPDATE call_logs SET ended_by_device = NULL WHERE id = :ended
            fold                 | UPDATE call_logs SET call_id = gen_random_uuid() WHERE id = :ended
            fold                 | UPDATE call_logs SET caller_device = 'stranger' WHERE id = :ended
            fold                 | UPDATE call_events SET detail = '{}' WHERE call_log_id = :ended AND seq = 3
            fold                 | UPDATE call_events SET detail = NULL WHERE call_log_id = :ended AND seq = 1
            fold                 | UPDATE call_events SET type = 'call_ringing' WHERE call_log_id = :ended AND seq = 2
            fold                 | UPDATE call_events SET type = 'x' WHERE call_log_id = :ended AND seq = 2
            busy                 | DELETE FROM live_people WHERE user_id = (SELECT caller_user_id FROM call_logs WHERE id = :ringing)
            busy                 | INSERT INTO live_people SELECT callee_user_id, id, call_id FROM call_logs WHERE id = :ended
            one per conversation | UPDATE call_logs SET conversation_id = (SELECT conversation_id FROM call_logs WHERE id = :answered) WHERE id = :ringing
            one per person       | UPDATE call_logs SET callee_user_id = (SELECT callee_user_id FROM call_logs WHERE id = :answered) WHERE id = :ringing
            overdue              | UPDATE call_logs SET deadline_at = now() - interval '6 s', due_at = now() - interval '6 s' WHERE id = :ringing
            node                 | UPDATE call_logs SET caller_node = 'gone', changed_at = now() - interval '16 s' WHERE id = :ringing
            node                 | INSERT INTO nodes VALUES ('gone', now() - interval '20 s'); UPDATE call_logs SET caller_node = 'gone', changed_at = now() - interval '16 s' WHERE id = :ringing
            """)
    void aCorruptionIsFound(String rule, String corruption) {
        calls();
        String sql = corruption
                .replace(":ended", Long.toString(ended))
                .replace(":answered", Long.toString(answered))
                .replace(":ringing", Long.toString(ringing));
        long id = corruption.contains(":ringing") ? ringing : corruption.contains(":ended") ? ended : answered;

        database.execute("SET session_replication_role = replica;" + sql);

        Verified verified = verify();
        assertThat(verified.holds()).isFalse();
        assertThat(verified.findings())
                .filteredOn(it -> it.rule().equals(rule))
                .extracting(Finding::callLogId)
                .contains(id);
        assertThat(VerifiedText.table(verified)).contains(Long.toString(id)).contains(rule);
        assertThat(VerifiedText.json(verified)).contains("\"call_log_id\" : " + id);
    }

    @Test
    void aDatabaseWithoutACallLogIsToldInOneLine() {
        assertThatThrownBy(() -> VerifyStore.verify(TestDatabase.createEmpty(), any -> {}))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("call_logs");
    }

    private void calls() {
        Pair one = pair();
        ended = id(moved(one, answered(one, invited(one)), Ask.END, one.calleePhone(), 45));
        answered = id(answered(one, invited(one)));
        Pair other = pair();
        ringing = id(moved(other, invited(other), Ask.RING, other.calleePhone(), 1));
        Pair third = pair();
        moved(third, invited(third), Ask.DECLINE, third.calleePhone(), 2);
    }

    private Verified verify() {
        return VerifyStore.verify(database.address, any -> {});
    }

    /// People who call now: nothing of theirs is overdue.
    private Pair pair() {
        Pair pair = database.pair();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        CallDatabase.await(database.store.beat(pair.node(), now));
        return new Pair(pair.conversation(), pair.caller(), pair.callee(), pair.node(), now);
    }

    private Call invited(Pair pair) {
        return database.invited(pair);
    }

    private Call answered(Pair pair, Call call) {
        return moved(pair, call, Ask.ANSWER, pair.calleePhone(), 5);
    }

    private Call moved(Pair pair, Call call, Ask ask, Actor by, int seconds) {
        Move move = pair.move(call, new CallCommand.Person(ask, by), pair.now().plusSeconds(seconds));
        return CallDatabase.committed(CallDatabase.await(database.store.move(move)));
    }

    private static long id(Call call) {
        return call.facts().logId().value();
    }
}
