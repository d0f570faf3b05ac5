package dev.ringback.load.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A process of its own for [SocketFloor]: the server's socket stack with nothing behind it. What the first socket
/// says, the second hears.
final class BareRelay {
    private final List<ServerWebSocket> sockets = new ArrayList<>();

    private BareRelay() {}

    /// Prints the port that it listens on, and ends when its input does.
    public static void main(String[] arguments) throws IOException {
        Vertx vertx = Vertx.vertx();
        BareRelay relay = new BareRelay();
        vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0).addWebSocketSubProtocol("ringback.v1"))
                .webSocketHandler(relay::opened)
                .listen()
                .onSuccess(server -> System.out.println(server.actualPort()));
        while (System.in.read() >= 0) {
            // nothing is asked
        }
        System.exit(0);
    }

    private synchronized void opened(ServerWebSocket socket) {
        sockets.add(socket);
        socket.textMessageHandler(text -> second().writeTextMessage(text));
        socket.writeTextMessage("{\"type\":\"active_calls\"}");
    }

    private synchronized ServerWebSocket second() {
        return sockets.get(1);
    }
}
