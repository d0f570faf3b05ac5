package dev.ringback.load.calls;

import dev.ringback.load.machine.HostApplication;
import dev.ringback.load.machine.HostApplication.Conversation;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// The server that is driven, and whom on it.
///
/// @param server its address: `http` only, as behind a proxy that does TLS
/// @param application makes the tokens
/// @param firstUser ids of people and conversations count from here
public record Target(URI server, HostApplication application, long firstUser) {
    private static final int HTTP = 80;

    /// @throws IllegalArgumentException for another scheme
    public Target {
        if (!"http".equals(server.getScheme()) || server.getHost() == null) {
            throw new IllegalArgumentException("the address is written as http://host:port, not " + server);
        }
    }

    /// The same server, with other people than these pairs.
    public Target after(int pairs) {
        return new Target(server, application, firstUser + 2L * pairs);
    }

    /// Where its sockets go.
    public InetSocketAddress address() {
        return new InetSocketAddress(server.getHost(), server.getPort() < 0 ? HTTP : server.getPort());
    }

    /// Makes the people of some pairs known; each pair has a conversation.
    public void push(int pairs) {
        List<Conversation> conversations = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            conversations.add(new Conversation(conversation(pair), caller(pair), callee(pair)));
        }
        application.push(server, firstUser, pairs * 2, conversations);
    }

    /// @param pair from 0
    public long caller(int pair) {
        return firstUser + 2L * pair;
    }

    /// @param pair from 0
    public long callee(int pair) {
        return caller(pair) + 1;
    }

    /// @param pair from 0
    public long conversation(int pair) {
        return firstUser + pair;
    }
}
