package dev.ringback.docs;

import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallEvent;
import dev.ringback.core.call.CallRules;
import dev.ringback.core.call.CallType;
import dev.ringback.core.call.EndReason;
import dev.ringback.core.call.Invitation;
import dev.ringback.core.call.Party;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Status;
import dev.ringback.core.call.Timeouts;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.NodeId;
import dev.ringback.core.id.UserId;
import dev.ringback.problem.ProblemType;
import dev.ringback.protocol.Json;
import dev.ringback.protocol.ServerMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// At least one message of every kind that the server can send.
final class EveryServerMessage {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final UserId CALLER = new UserId(1);
    private static final UserId CALLEE = new UserId(2);
    private static final DeviceId DEVICE = new DeviceId("tab-1");
    private static final CallRules RULES = new CallRules(Timeouts.STANDARD);
    private static final Json OFFER = new Json("{\"type\":\"offer\",\"sdp\":\"v=0\"}");
    private static final Json ANSWER = new Json("{\"type\":\"answer\",\"sdp\":\"v=0\"}");

    private EveryServerMessage() {}

    static List<ServerMessage> examples() {
        List<ServerMessage> all = new ArrayList<>();
        all.add(new ServerMessage.Connection(
                CALLER,
                DEVICE,
                "session-1",
                START,
                new ServerMessage.Terms(45, 10, 30, 0.5, 65_536, 4_096, 50, 200, 60, 0)));
        all.add(new ServerMessage.ActiveCalls(CALLEE, List.of(invited())));
        all.add(new ServerMessage.MissedCalls(CALLEE, 1, List.of(closed(EndReason.RING_TIMEOUT))));
        all.add(new ServerMessage.Ack("m1", CALLER, Optional.empty()));
        all.add(new ServerMessage.Ack("m1", CALLER, Optional.of(answered())));
        all.addAll(errors());
        all.add(ServerMessage.Pong.PONG);
        all.add(new ServerMessage.Presence(CALLEE, false));
        all.add(new ServerMessage.LogUpdated(closed(EndReason.HANGUP), Role.CALLEE));
        all.add(ServerMessage.Draining.DRAINING);
        all.addAll(aboutCalls());
        return all;
    }

    private static List<ServerMessage> errors() {
        List<ServerMessage> all = new ArrayList<>();
        all.add(new ServerMessage.Error(
                Optional.empty(), ProblemType.BAD_JSON, "no JSON", Optional.empty(), CALLER, Optional.empty()));
        all.add(new ServerMessage.Error(
                Optional.of("m1"),
                ProblemType.BAD_MESSAGE,
                "offer is missing",
                Optional.of("offer"),
                CALLER,
                Optional.empty()));
        all.add(new ServerMessage.Error(
                Optional.of("m1"),
                ProblemType.CALL_OVER,
                "it is over",
                Optional.empty(),
                CALLER,
                Optional.of(closed(EndReason.CANCELLED))));
        return all;
    }

    private static List<ServerMessage> aboutCalls() {
        List<ServerMessage> all = new ArrayList<>();
        all.add(new ServerMessage.Invitation(header(invited(), Role.CALLEE), OFFER, START.plusSeconds(45)));
        all.add(new ServerMessage.Invitation(header(invited(), Role.CALLEE), Json.NULL, START.plusSeconds(45)));
        all.add(new ServerMessage.Ringing(header(invited(), Role.CALLER)));
        all.add(new ServerMessage.Answer(header(answered(), Role.CALLER), ANSWER));
        all.add(new ServerMessage.Taken(header(answered(), Role.CALLEE), Optional.of(DEVICE), Status.ANSWERED));
        all.add(new ServerMessage.Taken(
                header(closed(EndReason.DECLINED), Role.CALLEE), Optional.empty(), Status.DECLINED));
        for (Role role : Role.values()) {
            Arrays.stream(EndReason.values())
                    .forEach(reason -> all.add(new ServerMessage.Final(header(closed(reason), role))));
        }
        all.add(new ServerMessage.ModeSwitched(header(answered(), Role.CALLER), CallType.VIDEO));
        all.add(new ServerMessage.Candidate(header(answered(), Role.CALLER), new Json("{\"candidate\":\"…\"}")));
        all.add(new ServerMessage.Candidate(header(answered(), Role.CALLER), Json.NULL));
        all.add(new ServerMessage.OfferAgain(header(answered(), Role.CALLER), OFFER));
        all.add(new ServerMessage.AnswerAgain(header(answered(), Role.CALLER), ANSWER));
        all.add(new ServerMessage.Media(
                header(answered(), Role.CALLER), Optional.of(true), Optional.empty(), Optional.of(false)));
        all.add(new ServerMessage.Peer(header(answered(), Role.CALLER), false));
        all.add(new ServerMessage.Peer(header(answered(), Role.CALLER), true));
        return all;
    }

    private static ServerMessage.Header header(Call call, Role reader) {
        return new ServerMessage.Header(call, reader, call.facts().party(reader.other()), START.plusMillis(5));
    }

    private static Call invited() {
        return new Invitation(
                        new CallId(new UUID(0, 7)),
                        true,
                        new ConversationId(9),
                        CallType.VOICE,
                        new Party(CALLER, 1, "student", "Alice", Optional.of("https://example.org/alice.png")),
                        new Party(CALLEE, 2, "tutor", "Bob", Optional.empty()),
                        Actor.at(CALLER, DEVICE, new NodeId("node")),
                        START,
                        START.plusSeconds(45),
                        true)
                .committedAs(new CallLogId(5));
    }

    private static Call answered() {
        Actor callee = Actor.at(CALLEE, DEVICE, new NodeId("node"));
        return RULES.evolve(
                invited(), new CallEvent.CallAnswered(START.plusMillis(1_500), callee, START.plusSeconds(60)));
    }

    private static Call closed(EndReason reason) {
        Instant end = START.plusSeconds(30);
        boolean talked = reason.status() == Status.ENDED || reason.status() == Status.FAILED;
        return RULES.evolve(
                talked ? answered() : invited(),
                new CallEvent.CallClosed(end, end, reason, reason == EndReason.CONNECTION_LOST, Optional.empty()));
    }
}
