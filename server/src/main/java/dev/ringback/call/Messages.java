package dev.ringback.call;

import dev.ringback.cluster.BusMessage.Relay;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.Notice.News;
import dev.ringback.core.call.Party;
import dev.ringback.core.call.Progress;
import dev.ringback.core.call.Role;
import dev.ringback.protocol.Json;
import dev.ringback.protocol.ServerMessage;
import dev.ringback.protocol.ServerMessage.Header;
import java.time.Instant;
import java.util.Optional;

/// What is told, as the message that tells it to one side.
final class Messages {

    private Messages() {}

    /// News of a call as it is.
    static ServerMessage of(Call call, Role reader, News news, Optional<Json> description) {
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
            case News.Taken it -> new ServerMessage.Taken(ownHeader(call, reader), it.by(), it.status());
            case News.Final it -> new ServerMessage.Final(finalHeader(call, reader));
            case News.LogUpdated it -> new ServerMessage.LogUpdated(call, reader);
            case News.PeerLost it -> new ServerMessage.Peer(header(call, reader, call.changedAt()), false);
            case News.PeerResumed it -> new ServerMessage.Peer(header(call, reader, call.changedAt()), true);
        };
    }

    /// Something of the other side's device.
    static ServerMessage.AboutCall relayed(Call call, Role reader, Instant at, Relay relay) {
        Header header = header(call, reader, at);
        return switch (relay) {
            case Relay.Candidate it -> new ServerMessage.Candidate(header, it.candidate());
            case Relay.Offer it -> new ServerMessage.OfferAgain(header, it.offer());
            case Relay.Answer it -> new ServerMessage.AnswerAgain(header, it.answer());
            case Relay.Media it -> new ServerMessage.Media(header, it.audio(), it.video(), it.screen());
        };
    }

    private static Header header(Call call, Role reader, Instant at) {
        return new Header(call, reader, call.facts().party(reader.other()), at);
    }

    /// From the reader's own other device.
    private static Header ownHeader(Call call, Role reader) {
        return new Header(call, reader, call.facts().party(reader), call.changedAt());
    }

    /// From the one who ended it; from the other person when nobody did.
    private static Header finalHeader(Call call, Role reader) {
        Party from = call.closed()
                .flatMap(Progress.Closed::by)
                .flatMap(closer -> call.role(closer.user()))
                .map(role -> call.facts().party(role))
                .orElse(call.facts().party(reader.other()));
        return new Header(call, reader, from, call.changedAt());
    }
}
