package dev.ringback.call;

import dev.ringback.core.call.Call;
import dev.ringback.core.call.Notice;
import dev.ringback.core.call.Notice.Audience;
import dev.ringback.core.call.Notice.News;
import dev.ringback.core.call.Party;
import dev.ringback.core.call.Progress;
import dev.ringback.core.call.Role;
import dev.ringback.core.id.DeviceId;
import dev.ringback.protocol.Json;
import dev.ringback.protocol.ServerMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Carries notices to devices, after their commit and in its order. On the call loop only.
final class Telling {

    private final Switchboard switchboard;

    Telling(Switchboard switchboard) {
        this.switchboard = switchboard;
    }

    /// Tells everybody concerned. A description goes with an invitation or an answer.
    void tell(Line line, Call call, List<Notice> notices, Optional<Json> description) {
        for (Notice notice : notices) {
            Role reader = call.role(notice.audience().user()).orElseThrow();
            ServerMessage message = message(call, reader, notice.news(), description);
            List<Session> sessions = switchboard.of(notice.audience());
            sessions.forEach(session -> session.send(message));
            if (sessions.isEmpty()
                    && notice.audience() instanceof Audience.OneDevice
                    && isKept(notice.news())
                    && message instanceof ServerMessage.AboutCall news) {
                line.keepForReturn(reader, news);
            }
        }
    }

    /// Passes something to the other side's device, or keeps it until that device returns.
    void relay(
            Line line,
            Call call,
            Role to,
            Instant at,
            Function<ServerMessage.Header, ServerMessage.AboutCall> message) {
        Optional<DeviceId> device = call.leg(to).device();
        ServerMessage.AboutCall news = message.apply(header(call, to, at));
        Optional<Session> session =
                device.flatMap(it -> switchboard.find(call.facts().party(to).userId(), it));
        session.ifPresentOrElse(it -> it.send(news), () -> line.keepForReturn(to, news));
    }

    /// Passes something to every device of a side.
    void relayToAll(Call call, Role to, Instant at, Function<ServerMessage.Header, ServerMessage.AboutCall> message) {
        ServerMessage.AboutCall news = message.apply(header(call, to, at));
        switchboard.of(call.facts().party(to).userId()).forEach(session -> session.send(news));
    }

    /// Rings one device: the invitation and the caller's candidates so far.
    void ring(Session session, Line line, Call call, Json offer) {
        ServerMessage.Header header = header(call, Role.CALLEE, call.facts().startedAt());
        session.send(
                new ServerMessage.Invitation(header, offer, call.stateDeadline().orElseThrow()));
        line.callersCandidates().forEach(it -> session.send(new ServerMessage.Candidate(header, it)));
    }

    /// The answer once more, for a caller's device that may have missed it.
    void answerAgain(Session session, Call call, Json answer) {
        session.send(new ServerMessage.Answer(header(call, Role.CALLER, call.changedAt()), answer));
    }

    private static ServerMessage message(Call call, Role reader, News news, Optional<Json> description) {
        return switch (news) {
            case News.Invitation it ->
                new ServerMessage.Invitation(
                        header(call, reader, call.facts().startedAt()),
                        description.orElse(Json.NULL),
                        call.stateDeadline().orElseThrow());
            case News.Ringing it -> new ServerMessage.Ringing(header(call, reader, call.changedAt()));
            case News.Answer it ->
                new ServerMessage.Answer(header(call, reader, call.changedAt()), description.orElse(Json.NULL));
            case News.ModeSwitched it ->
                new ServerMessage.ModeSwitched(header(call, reader, call.changedAt()), it.mode());
            case News.Taken it ->
                new ServerMessage.Taken(ownHeader(call, reader, call.changedAt()), it.by(), it.status());
            case News.Final it -> new ServerMessage.Final(finalHeader(call, reader));
            case News.LogUpdated it -> new ServerMessage.LogUpdated(call, reader);
            case News.PeerLost it -> new ServerMessage.Peer(header(call, reader, call.changedAt()), false);
            case News.PeerResumed it -> new ServerMessage.Peer(header(call, reader, call.changedAt()), true);
        };
    }

    /// What an absent device must still hear when it returns; the rest is in its snapshot.
    private static boolean isKept(News news) {
        return switch (news) {
            case News.Answer it -> true;
            case News.ModeSwitched it -> true;
            case News.Invitation it -> false;
            case News.Ringing it -> false;
            case News.Taken it -> false;
            case News.Final it -> false;
            case News.LogUpdated it -> false;
            case News.PeerLost it -> false;
            case News.PeerResumed it -> false;
        };
    }

    private static ServerMessage.Header header(Call call, Role reader, Instant at) {
        return new ServerMessage.Header(call, reader, call.facts().party(reader.other()), at);
    }

    private static ServerMessage.Header ownHeader(Call call, Role reader, Instant at) {
        return new ServerMessage.Header(call, reader, call.facts().party(reader), at);
    }

    /// From the one who ended it; from the other person when nobody did.
    private static ServerMessage.Header finalHeader(Call call, Role reader) {
        Party from = call.closed()
                .flatMap(Progress.Closed::by)
                .flatMap(closer -> call.role(closer.user()))
                .map(role -> call.facts().party(role))
                .orElse(call.facts().party(reader.other()));
        return new ServerMessage.Header(call, reader, from, call.changedAt());
    }
}
