package dev.ringback.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.call.CallStore.Move;
import dev.ringback.call.CallStore.NewCall;
import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallCommand;
import dev.ringback.core.call.CallEvent;
import dev.ringback.core.call.CallRules;
import dev.ringback.core.call.CallType;
import dev.ringback.core.call.Decision;
import dev.ringback.core.call.Invitation;
import dev.ringback.core.call.Party;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Timeouts;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.NodeId;
import dev.ringback.core.id.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Two people and their conversation, for tests: nobody else's, each with devices on one node, and the things that they
/// ask of a store.
public record Pair(ConversationId conversation, Party caller, Party callee, NodeId node, Instant now) {

    /// The rules that tests decide by.
    public static final CallRules RULES = new CallRules(Timeouts.STANDARD);

    /// An offer as a client writes it.
    public static final String OFFER = "{\"type\":\"offer\",\"sdp\":\"v=0\\r\\n\"}";

    /// An answer as a client writes it.
    public static final String ANSWER = "{\"type\":\"answer\",\"sdp\":\"v=0\\r\\n\"}";

    private static final AtomicLong NUMBERS = new AtomicLong(1_000);

    /// People and a conversation that no other test has, at some moment of theirs.
    public static Pair next() {
        long number = NUMBERS.addAndGet(10);
        return new Pair(
                new ConversationId(number),
                party(number + 1),
                party(number + 2),
                new NodeId("node-" + number),
                Instant.parse("2026-03-01T10:00:00.123456Z").plusSeconds(number));
    }

    /// A person of this number.
    public static Party party(long id) {
        return new Party(
                new UserId(id), id, "student", "Person \"" + id + "\" 😀", Optional.of("https://example.org/" + id));
    }

    /// The same two, the other way round.
    public Pair reversed() {
        return new Pair(conversation, callee, caller, node, now);
    }

    /// The same caller in another conversation with another callee.
    public Pair callerWithSomebodyElse() {
        Pair other = next();
        return new Pair(other.conversation, caller, other.callee, node, now);
    }

    /// The device that a side uses first.
    public DeviceId phone(Role role) {
        return new DeviceId(role == Role.CALLER ? "phone-1" : "phone-2");
    }

    /// The caller at the first device.
    public Actor callerPhone() {
        return Actor.at(caller.userId(), phone(Role.CALLER), node);
    }

    /// The caller at another device.
    public Actor callerTablet() {
        return Actor.at(caller.userId(), new DeviceId("tablet-1"), node);
    }

    /// The callee at the first device.
    public Actor calleePhone() {
        return Actor.at(callee.userId(), phone(Role.CALLEE), node);
    }

    /// A new invitation.
    public Invitation invitation() {
        return invitation(new CallId(UUID.randomUUID()), now);
    }

    /// An invitation with this id at this moment.
    public Invitation invitation(CallId id, Instant at) {
        return invitation(id, at, true, callerPhone());
    }

    /// A new invitation whose callee has no socket.
    public Invitation unreachedInvitation() {
        return invitation(new CallId(UUID.randomUUID()), now, false, callerPhone());
    }

    /// What REST makes a row of.
    public Invitation restInvitation() {
        return invitation(new CallId(UUID.randomUUID()), now, false, Actor.overRest(caller.userId()));
    }

    /// An invitation with all of it.
    public Invitation invitation(CallId id, Instant at, boolean reached, Actor by) {
        boolean named = by.seat().isPresent();
        return new Invitation(
                id, named, conversation, CallType.VOICE, caller, callee, by, at, RULES.ringUntil(at), reached);
    }

    /// A new call of an invitation.
    public static NewCall call(Invitation invitation) {
        return new NewCall(invitation, Optional.empty(), Optional.of(OFFER), UUID.randomUUID(), UUID.randomUUID());
    }

    /// The transition that a command means; it must mean one.
    public Move move(Call call, CallCommand command, Instant at) {
        Decision decision = RULES.decide(call, command, at);
        assertThat(decision).isInstanceOf(Decision.Moves.class);
        CallEvent event = ((Decision.Moves) decision).event();
        Optional<String> answer = event instanceof CallEvent.CallAnswered ? Optional.of(ANSWER) : Optional.empty();
        return new Move(call, event, RULES.evolve(call, event), UUID.randomUUID(), answer);
    }
}
