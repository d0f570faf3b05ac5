package dev.ringback.call;

import dev.ringback.directory.Directory;
import dev.ringback.protocol.ServerMessage;

/// Who is online, told to the people of one's conversations (protocol §2, `presence`). It is of this node only. On the
/// call loop only.
final class Presence {

    private final Directory directory;
    private final Switchboard switchboard;

    Presence(Directory directory, Switchboard switchboard) {
        this.directory = directory;
        this.switchboard = switchboard;
    }

    /// Tells the others that a person came, or went, unless it is no longer so when they are known.
    void tell(Session session, boolean online) {
        directory.peers(session.user()).whenComplete((peers, fault) -> {
            if (fault == null && switchboard.online(session.user()) == online) {
                var news = new ServerMessage.Presence(session.user(), online);
                peers.forEach(peer -> switchboard.of(peer).forEach(it -> it.send(news)));
            }
        });
    }

    /// Tells a new socket who of the others is online.
    void tellTo(Session session) {
        directory
                .peers(session.user())
                .thenAccept(peers -> peers.stream()
                        .filter(switchboard::online)
                        .forEach(peer -> session.send(new ServerMessage.Presence(peer, true))));
    }
}
