package dev.ringback.call.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.call.CallStore;
import dev.ringback.call.Pair;
import dev.ringback.call.store.Crossing.Phone;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.EndReason;
import dev.ringback.core.call.Progress;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Status;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.protocol.ServerMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every race of the protocol (§2 "Races"), each forced both ways, on one node and on two: the first commit wins, the
/// loser is told, and both ends show what the row says.
class CrossingTest {

    private static final Duration RING = Duration.ofSeconds(45);
    private static final Duration CALL_GRACE = Duration.ofSeconds(30);

    private static CallDatabase database;
    private static PostgresCallStore other;

    @BeforeAll
    static void start() {
        database = new CallDatabase();
        other = database.store(database.pool, WriterLimits.STANDARD);
    }

    @AfterAll
    static void stop() {
        other.close();
        database.close();
    }

    private final CallId id = new CallId(UUID.randomUUID());

    private Crossing crossing;
    private Pair pair;
    private Phone alice;
    private Phone bob;

    static Stream<Arguments> ways() {
        return Stream.of(
                Arguments.of("one node, the first wins", 1, false),
                Arguments.of("one node, the second wins", 1, true),
                Arguments.of("two nodes, the first wins", 2, false),
                Arguments.of("two nodes, the second wins", 2, true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void cancelMeetsAnswer(String way, int nodes, boolean reversed) {
        ringing(nodes, reversed);

        crossing.cross(true, () -> alice.cancels(id), () -> bob.answers(id));

        assertThat(alice.answer()).isEqualTo("ack");
        assertThat(bob.answer()).isEqualTo(reversed ? "ack" : "call_over");
        closed(reversed ? EndReason.HANGUP : EndReason.CANCELLED);
        assertThat(crossing.story(id))
                .isEqualTo(
                        reversed
                                ? List.of("initiated", "ringing", "answered", "ended")
                                : List.of("initiated", "ringing", "cancelled"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void answerMeetsAnswer(String way, int nodes, boolean reversed) {
        ringing(nodes, reversed);
        Phone tablet = tablet();

        crossing.cross(true, () -> bob.answers(id), () -> tablet.answers(id));

        Phone winner = reversed ? tablet : bob;
        Phone loser = reversed ? bob : tablet;
        assertThat(winner.answer()).isEqualTo("ack");
        assertThat(loser.answer()).isEqualTo("wrong_state");
        loser.hears(ServerMessage.Taken.class);
        Call row = crossing.agreedBy(id, alice, bob, tablet);
        assertThat(row.callee().device()).contains(new DeviceId(reversed ? "tablet" : "phone"));
        assertThat(crossing.story(id)).containsExactly("initiated", "ringing", "answered");
        assertThat(alice.heard(ServerMessage.Answer.class)).isEqualTo(1);
        assertThat(winner.heard(ServerMessage.Taken.class)).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void theRingTimeOutMeetsTheAnswer(String way, int nodes, boolean reversed) {
        ringing(nodes, reversed);

        crossing.cross(true, () -> alice.waits(RING), () -> bob.answers(id));

        assertThat(bob.answer()).isEqualTo(reversed ? "ack" : "call_over");
        if (reversed) {
            assertThat(crossing.agreedBy(id, alice, bob).status()).isEqualTo(Status.ANSWERED);
            assertThat(crossing.story(id)).containsExactly("initiated", "ringing", "answered");
        } else {
            closed(EndReason.RING_TIMEOUT);
            assertThat(alice.heard(ServerMessage.Answer.class)).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void theRingTimeOutMeetsTheCancel(String way, int nodes, boolean reversed) {
        ringing(nodes, reversed);

        crossing.cross(true, () -> bob.waits(RING), () -> alice.cancels(id));

        assertThat(alice.answer()).isEqualTo(reversed ? "ack" : "call_over");
        closed(reversed ? EndReason.CANCELLED : EndReason.RING_TIMEOUT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void declineMeetsCancel(String way, int nodes, boolean reversed) {
        ringing(nodes, reversed);

        crossing.cross(true, () -> bob.declines(id), () -> alice.cancels(id));

        assertThat(bob.answer()).isEqualTo(reversed ? "call_over" : "ack");
        assertThat(alice.answer()).isEqualTo(reversed ? "ack" : "call_over");
        closed(reversed ? EndReason.CANCELLED : EndReason.DECLINED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void declineOnOneDeviceMeetsAnswerOnAnother(String way, int nodes, boolean reversed) {
        ringing(nodes, reversed);
        Phone tablet = tablet();

        crossing.cross(true, () -> tablet.declines(id), () -> bob.answers(id));

        if (reversed) {
            assertThat(bob.answer()).isEqualTo("ack");
            assertThat(tablet.answer()).isEqualTo("wrong_state");
            assertThat(crossing.agreedBy(id, alice, bob, tablet).status()).isEqualTo(Status.ANSWERED);
            assertThat(crossing.story(id)).containsExactly("initiated", "ringing", "answered");
        } else {
            assertThat(tablet.answer()).isEqualTo("ack");
            assertThat(bob.answer()).isEqualTo("call_over");
            closed(EndReason.DECLINED);
            assertThat(alice.heard(ServerMessage.Answer.class)).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void hangUpMeetsHangUp(String way, int nodes, boolean reversed) {
        talking(nodes, reversed);

        crossing.cross(true, () -> alice.hangsUp(id), () -> bob.hangsUp(id));

        assertThat(alice.answer()).isEqualTo(reversed ? "call_over" : "ack");
        assertThat(bob.answer()).isEqualTo(reversed ? "ack" : "call_over");
        Progress.Closed end = closed(EndReason.HANGUP);
        assertThat(end.by().map(Progress.Closer::user)).contains((reversed ? pair.callee() : pair.caller()).userId());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void hangUpMeetsTheEndOfAGrace(String way, int nodes, boolean reversed) {
        talking(nodes, reversed);
        bob.goes();
        crossing.loses(Role.CALLEE, id);
        Phone tablet = crossing.there(pair.callee(), "tablet");

        crossing.cross(true, () -> alice.hangsUp(id), () -> tablet.waits(CALL_GRACE));

        assertThat(alice.answer()).isEqualTo(reversed ? "call_over" : "ack");
        Progress.Closed end = closed(reversed ? EndReason.CONNECTION_LOST : EndReason.HANGUP);
        assertThat(end.estimated()).isEqualTo(reversed);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void twoCloseWhatIsOverdue(String way, int nodes, boolean reversed) {
        ringing(nodes, reversed);
        if (nodes == 1) {
            alice.waits(RING); // one node closes it once, however often it looks
        } else {
            crossing.cross(true, () -> alice.waits(RING), () -> bob.waits(RING));
        }

        closed(EndReason.RING_TIMEOUT);
        assertThat(crossing.story(id)).containsExactly("initiated", "ringing", "missed");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void bothCallEachOther(String way, int nodes, boolean reversed) {
        meet(nodes, reversed);
        CallId bobs = new CallId(UUID.randomUUID());

        crossing.cross(false, () -> alice.invites(pair, id), () -> bob.invites(pair, bobs));

        CallId won = reversed ? bobs : id;
        assertThat(alice.answer()).isEqualTo(reversed ? "call_in_progress" : "ack");
        assertThat(bob.answer()).isEqualTo(reversed ? "ack" : "call_in_progress");
        (reversed ? alice : bob).hears(ServerMessage.Invitation.class);
        assertThat((reversed ? bob : alice).heard(ServerMessage.Invitation.class))
                .isZero();
        Call row = crossing.agreedBy(won, alice, bob);
        assertThat(row.status()).as("nobody has answered").isEqualTo(Status.INITIATED);
        assertThat(crossing.rows(pair.conversation())).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void twoPeopleCallOne(String way, int nodes, boolean reversed) {
        meet(nodes, reversed);
        Pair others = crossing.know(pair.reversed().callerWithSomebodyElse().reversed());
        Phone carol = crossing.here(others.caller(), "phone");
        CallId carols = new CallId(UUID.randomUUID());

        crossing.cross(false, () -> alice.invites(pair, id), () -> carol.invites(others, carols));

        assertThat(alice.answer()).isEqualTo("ack");
        assertThat(carol.answer()).isEqualTo("ack");
        CallId lost = reversed ? id : carols;
        Call missed = crossing.agreedBy(lost, reversed ? alice : carol, bob);
        assertThat(missed.closed().map(Progress.Closed::reason)).contains(EndReason.BUSY);
        assertThat(crossing.story(lost)).containsExactly("initiated", "missed");
        CallId won = reversed ? carols : id;
        assertThat(crossing.agreedBy(won, reversed ? carol : alice, bob).isLive())
                .isTrue();
        assertThat(bob.heard(ServerMessage.Invitation.class)).isEqualTo(1);
        assertThat(crossing.isBusy((reversed ? pair : others).caller())).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void whoeverCallsIsCalled(String way, int nodes, boolean reversed) {
        meet(nodes, reversed);
        Pair others = crossing.know(pair.reversed().callerWithSomebodyElse());
        Phone carol = crossing.here(others.callee(), "phone");
        CallId bobs = new CallId(UUID.randomUUID());

        crossing.cross(false, () -> alice.invites(pair, id), () -> bob.invites(others, bobs));

        assertThat(alice.answer()).isEqualTo("ack");
        if (reversed) {
            assertThat(bob.answer()).isEqualTo("ack");
            assertThat(closed(EndReason.BUSY).by()).isEmpty();
            assertThat(crossing.story(id)).containsExactly("initiated", "missed");
            assertThat(crossing.agreedBy(bobs, bob, carol).isLive()).isTrue();
            assertThat(bob.heard(ServerMessage.Invitation.class)).isZero();
        } else {
            assertThat(bob.answer()).isEqualTo("busy");
            assertThat(crossing.agreedBy(id, alice, bob).isLive()).isTrue();
            assertThat(crossing.rows(others.conversation())).isZero();
            assertThat(carol.heard(ServerMessage.Invitation.class)).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void callingBackMeetsTheEndOfTheCallBefore(String way, int nodes, boolean reversed) {
        talking(nodes, reversed);
        CallId back = new CallId(UUID.randomUUID());

        crossing.cross(false, () -> alice.hangsUp(id), () -> bob.invites(pair, back));

        assertThat(alice.answer()).isEqualTo("ack");
        closed(EndReason.HANGUP);
        assertThat(bob.answer()).isEqualTo(reversed ? "call_in_progress" : "ack");
        assertThat(crossing.rows(pair.conversation())).isEqualTo(reversed ? 1 : 2);
        if (!reversed) {
            assertThat(crossing.agreedBy(back, alice, bob).isLive()).isTrue();
        }
    }

    private void meet(int nodes, boolean reversed) {
        List<CallStore> stores = List.<CallStore>of(database.store, other).subList(0, nodes);
        crossing = new Crossing(database, stores, reversed);
        pair = crossing.know(Pair.next());
        alice = crossing.here(pair.caller(), "phone");
        bob = crossing.there(pair.callee(), "phone");
    }

    private void ringing(int nodes, boolean reversed) {
        meet(nodes, reversed);
        alice.invites(pair, id);
        bob.hears(ServerMessage.Invitation.class).rings(id);
        alice.hears(ServerMessage.Ringing.class);
    }

    private void talking(int nodes, boolean reversed) {
        ringing(nodes, reversed);
        bob.answers(id);
        alice.hears(ServerMessage.Answer.class);
    }

    /// Another device of the callee, on the caller's node, which rings too.
    private Phone tablet() {
        return crossing.here(pair.callee(), "tablet").hears(ServerMessage.Invitation.class);
    }

    /// It is over for this reason, both ends and the row agree about it, and nobody is held busy.
    private Progress.Closed closed(EndReason reason) {
        Call row = crossing.agreedBy(id, crossing.everybodyOf(pair));
        Optional<Progress.Closed> end = row.closed();
        assertThat(end.map(Progress.Closed::reason)).contains(reason);
        List<String> story = crossing.story(id);
        assertThat(story).hasSize(row.version());
        assertThat(story.getLast()).isEqualTo(reason.status().wire());
        assertThat(story.subList(0, story.size() - 1))
                .noneMatch(status -> Status.parse(status).orElseThrow().isFinal());
        return end.orElseThrow();
    }
}
