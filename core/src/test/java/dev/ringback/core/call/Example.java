package dev.ringback.core.call;

import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.NodeId;
import dev.ringback.core.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// The same call in every state, for tests. Alice calls Bob from her phone; he answers on his laptop after ten seconds.
public final class Example {

    public static final CallRules RULES = new CallRules(Timeouts.STANDARD);
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    public static final Instant RANG = START.plusSeconds(2);
    public static final Instant ANSWERED = START.plusSeconds(10);
    public static final Instant RING_UNTIL = START.plusSeconds(45);

    public static final UserId ALICE = new UserId(1);
    public static final UserId BOB = new UserId(2);
    public static final UserId CAROL = new UserId(3);
    public static final NodeId NODE = new NodeId("node-a");
    public static final DeviceId PHONE = new DeviceId("alices-phone");
    public static final DeviceId TABLET = new DeviceId("alices-tablet");
    public static final DeviceId LAPTOP = new DeviceId("bobs-laptop");
    public static final DeviceId WATCH = new DeviceId("bobs-watch");

    public static final Actor ALICE_AT_PHONE = Actor.at(ALICE, PHONE, NODE);
    public static final Actor ALICE_AT_TABLET = Actor.at(ALICE, TABLET, NODE);
    public static final Actor BOB_AT_LAPTOP = Actor.at(BOB, LAPTOP, NODE);
    public static final Actor BOB_AT_WATCH = Actor.at(BOB, WATCH, NODE);
    public static final Actor CAROL_AT_PHONE = Actor.at(CAROL, PHONE, NODE);

    private Example() {}

    public static Invitation invitation() {
        return new Invitation(
                new CallId(new UUID(0, 7)),
                true,
                new ConversationId(9),
                CallType.VIDEO,
                party(ALICE, "Alice"),
                party(BOB, "Bob"),
                ALICE_AT_PHONE,
                START,
                RING_UNTIL,
                true);
    }

    public static Call initiated() {
        return invitation().committedAs(new CallLogId(5));
    }

    /// Bob has no socket that was given the invitation.
    public static Call unreached() {
        Call call = initiated();
        return with(call, new Progress.Initiated(START, RING_UNTIL, false), START);
    }

    public static Call ringing() {
        return RULES.evolve(initiated(), new CallEvent.RingStarted(RANG, BOB_AT_LAPTOP));
    }

    public static Call answered() {
        return RULES.evolve(
                ringing(), new CallEvent.CallAnswered(ANSWERED, BOB_AT_LAPTOP, ANSWERED.plus(Duration.ofHours(12))));
    }

    /// The live call in a state.
    public static Call live(Status status) {
        return switch (status) {
            case INITIATED -> initiated();
            case RINGING -> ringing();
            case ANSWERED -> answered();
            case ENDED, CANCELLED, DECLINED, MISSED, FAILED -> throw new IllegalArgumentException(status + " is final");
        };
    }

    /// The call, over for a reason and by nobody: after an answer where the reason asks for one, else while it rings.
    /// Talk time is 2 min 45.9 s.
    public static Call closed(EndReason reason) {
        return closed(reason, Optional.empty());
    }

    public static Call closed(EndReason reason, Optional<Progress.Closer> by) {
        Call before = switch (reason.status()) {
            case ENDED, FAILED -> answered();
            case CANCELLED, DECLINED, MISSED -> ringing();
            case INITIATED, RINGING, ANSWERED -> throw new IllegalStateException(reason + " is not final");
        };
        Instant end = before.changedAt().plusMillis(165_900);
        return RULES.evolve(before, new CallEvent.CallClosed(end, end, reason, false, by));
    }

    /// A row that only REST knows, in a live state.
    public static Call restOnly(Status status) {
        Call begun = invitation().loggedAs(new CallLogId(5));
        Call rang = RULES.evolve(begun, new CallEvent.RingStarted(RANG, Actor.overRest(ALICE)));
        return switch (status) {
            case INITIATED -> begun;
            case RINGING -> rang;
            case ANSWERED ->
                RULES.evolve(
                        rang,
                        new CallEvent.CallAnswered(
                                ANSWERED, Actor.overRest(ALICE), ANSWERED.plus(Duration.ofHours(12))));
            case ENDED, CANCELLED, DECLINED, MISSED, FAILED -> throw new IllegalArgumentException(status + " is final");
        };
    }

    /// Somebody who stands there towards the example.
    public static Actor actor(Position position) {
        return switch (position) {
            case CALLING_DEVICE -> ALICE_AT_PHONE;
            case CALLERS_OTHER_DEVICE -> ALICE_AT_TABLET;
            case ANSWERING_DEVICE -> BOB_AT_LAPTOP;
            case CALLEES_DEVICE -> BOB_AT_WATCH;
            case STRANGER -> CAROL_AT_PHONE;
        };
    }

    /// A message, with the detail that it must have.
    public static CallCommand.Person person(Ask ask, Actor by) {
        return ask == Ask.SWITCH_MODE
                ? new CallCommand.Person(ask, by, new CallCommand.Detail.Mode(CallType.VOICE))
                : new CallCommand.Person(ask, by);
    }

    /// What the rules decide, five seconds after the call's newest time.
    public static Decision decide(Call call, CallCommand command) {
        return RULES.decide(call, command, call.changedAt().plusSeconds(5));
    }

    /// The event of a decision that must be a move.
    public static CallEvent moved(Decision decision) {
        return switch (decision) {
            case Decision.Moves it -> it.event();
            case Decision.Stays it -> throw new AssertionError("no move: " + it);
            case Decision.Refused it -> throw new AssertionError("no move: " + it);
        };
    }

    static Call with(Call call, Progress progress, Instant changedAt) {
        return new Call(call.facts(), progress, call.mode(), call.version(), changedAt, call.caller(), call.callee());
    }

    private static Party party(UserId user, String name) {
        return new Party(user, user.value(), "user", name, Optional.empty());
    }
}
