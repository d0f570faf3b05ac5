package dev.ringback.call.store;

import static dev.ringback.call.store.CallDatabase.await;
import static dev.ringback.call.store.CallDatabase.committed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.call.CallStore.InviteResult;
import dev.ringback.call.CallStore.LogResult;
import dev.ringback.call.CallStore.Move;
import dev.ringback.call.CallStore.NewCall;
import dev.ringback.call.Pair;
import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallCommand;
import dev.ringback.core.call.CallEvent;
import dev.ringback.core.call.CallType;
import dev.ringback.core.call.Decision;
import dev.ringback.core.call.EndReason;
import dev.ringback.core.call.Progress;
import dev.ringback.core.call.RestRules;
import dev.ringback.core.call.RestStatus;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Timeouts;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.NodeId;
import dev.ringback.core.id.UserId;
import dev.ringback.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The rows of `call_events` are enough to make the call again: folded, they are the row of `call_logs`.
class StoredEventsTest {

    private static CallDatabase database;

    private final Pair pair = database.pair();
    private final Instant now = pair.now();

    @BeforeAll
    static void start() {
        database = new CallDatabase();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void aCallThatWasAnsweredFolds() {
        Call call = database.invited(pair);
        call = moved(call, ask(Ask.RING, pair.calleePhone()), 1);
        call = moved(call, ask(Ask.ANSWER, pair.calleePhone()), 2);
        var video = new CallCommand.Detail.Mode(CallType.VIDEO);
        call = moved(call, new CallCommand.Person(Ask.SWITCH_MODE, pair.calleePhone(), video), 3);
        call = moved(call, ask(Ask.OFFER_AGAIN, pair.callerTablet()), 4);
        call = moved(call, ask(Ask.END, pair.callerTablet()), 5);

        assertFolds(
                call, pair.invitation(call.id(), now).committedAs(call.facts().logId()));
        assertThat(types(call))
                .containsExactly(
                        "call_invitation",
                        "call_ringing",
                        "call_answer",
                        "call_mode_switched",
                        "call_taken",
                        "call_ended");
    }

    @Test
    void aCallThatTheClockEndedFolds() {
        Call call = moved(database.invited(pair), new CallCommand.PassDeadline(), 50);
        assertFolds(
                call, pair.invitation(call.id(), now).committedAs(call.facts().logId()));
    }

    @Test
    void aBusyCallFolds() {
        var invitation = pair.invitation();
        Call call = ((InviteResult.Committed) await(database.store.invite(new NewCall(
                        invitation,
                        Optional.of(invitation.busy()),
                        Optional.empty(),
                        UUID.randomUUID(),
                        UUID.randomUUID()))))
                .call();
        assertFolds(call, invitation.committedAs(call.facts().logId()));
    }

    @Test
    void anAdoptedRowFolds() {
        var logged = pair.restInvitation();
        Call row = ((LogResult.Committed) await(database.store.log(logged, UUID.randomUUID()))).call();
        var invitation = pair.invitation(new CallId(UUID.randomUUID()), now.plusSeconds(1));
        Call call = ((InviteResult.Committed) await(database.store.invite(Pair.call(invitation)))).call();
        call = moved(call, ask(Ask.DECLINE, pair.calleePhone()), 3);
        assertFolds(call, logged.loggedAs(row.facts().logId()));
    }

    @Test
    void aRowOfRestFolds() {
        var logged = pair.restInvitation();
        Call call = ((LogResult.Committed) await(database.store.log(logged, UUID.randomUUID()))).call();
        var rules = new RestRules(Pair.RULES, Timeouts.STANDARD);
        var by = Actor.overRest(pair.caller().userId());
        for (String claim : List.of("ringing", "answered", "ended")) {
            var status = RestStatus.parse(claim).orElseThrow();
            var event = ((Decision.Moves)
                            rules.decide(call, status, by, call.changedAt().plusSeconds(2)))
                    .event();
            call = committed(await(database.store.move(
                    new Move(call, event, Pair.RULES.evolve(call, event), UUID.randomUUID(), Optional.empty()))));
        }
        assertFolds(call, logged.loggedAs(call.facts().logId()));
    }

    private void assertFolds(Call call, Call first) {
        Call folded = first;
        for (Stored stored : stored(call)) {
            if (stored.seq() == 1) {
                var begun = EventDetail.read(stored.detail(), EventDetail.Invited.class);
                assertThat(begun.callId()).isEqualTo(first.id().toString());
                assertThat(begun.signaled()).isEqualTo(first.facts().signaled());
            } else {
                folded = Pair.RULES.evolve(folded, stored.event());
            }
            assertThat(stored.status()).isEqualTo(folded.status().wire());
            assertThat(stored.seq()).isEqualTo(folded.version());
        }
        assertThat(folded).isEqualTo(call);
        assertThat(await(database.store.load(call.facts().logId()))).contains(folded);
    }

    private record Stored(
            int seq, String type, String status, Instant at, long user, Optional<DeviceId> device, String detail) {

        CallEvent event() {
            return switch (type) {
                case "call_invitation" -> {
                    var it = EventDetail.read(detail, EventDetail.Invited.class);
                    yield new CallEvent.Adopted(
                            at,
                            by(it.node()),
                            CallId.parse(it.callId()).orElseThrow(),
                            it.named(),
                            CallType.parse(it.callType()).orElseThrow(),
                            Instant.parse(it.ringUntil()),
                            it.reached());
                }
                case "call_ringing" ->
                    new CallEvent.RingStarted(
                            at,
                            by(EventDetail.read(detail, EventDetail.Seat.class).node()));
                case "call_answer" -> {
                    var it = EventDetail.read(detail, EventDetail.Answered.class);
                    yield new CallEvent.CallAnswered(at, by(it.node()), Instant.parse(it.until()));
                }
                case "call_mode_switched" -> {
                    var it = EventDetail.read(detail, EventDetail.Switched.class);
                    yield new CallEvent.ModeSwitched(
                            at, by(it.node()), CallType.parse(it.mode()).orElseThrow());
                }
                case "call_taken" -> {
                    var it = EventDetail.read(detail, EventDetail.Taken.class);
                    yield new CallEvent.TakenOver(
                            at, by(it.node()), Role.valueOf(it.role().toUpperCase(Locale.ROOT)));
                }
                default -> {
                    var it = EventDetail.read(detail, EventDetail.Ended.class);
                    yield new CallEvent.CallClosed(
                            at,
                            Instant.parse(it.endedAt()),
                            EndReason.parse(it.endReason()).orElseThrow(),
                            it.estimated(),
                            Optional.ofNullable(it.endedWith())
                                    .flatMap(Ask::parse)
                                    .map(with -> new Progress.Closer(new UserId(user), device, with)));
                }
            };
        }

        private Actor by(String node) {
            var seat = device.map(it -> new Actor.Seat(it, new NodeId(node)));
            return new Actor(new UserId(user), seat);
        }
    }

    private static List<Stored> stored(Call call) {
        List<Stored> events = new ArrayList<>();
        try (Connection connection = TestDatabase.connect(database.address);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM call_events WHERE call_log_id = "
                        + call.facts().logId().value() + " ORDER BY seq")) {
            while (rows.next()) {
                events.add(new Stored(
                        rows.getInt("seq"),
                        rows.getString("type"),
                        rows.getString("status"),
                        rows.getObject("at", OffsetDateTime.class).toInstant(),
                        rows.getLong("by_user_id"),
                        Optional.ofNullable(rows.getString("device_id")).map(DeviceId::new),
                        rows.getString("detail")));
            }
            return events;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static List<String> types(Call call) {
        return stored(call).stream().map(Stored::type).toList();
    }

    private Call moved(Call call, CallCommand command, int seconds) {
        return committed(await(database.store.move(pair.move(call, command, now.plusSeconds(seconds)))));
    }

    private static CallCommand ask(Ask ask, Actor by) {
        return new CallCommand.Person(ask, by);
    }
}
