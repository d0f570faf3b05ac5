package dev.ringback.gateway;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import java.util.List;

/// What the HTTP server must know of our sockets: the subprotocol, no compression, and how much of an oversized message
/// it reads before it gives up (the protocol's own limit is [Frames]').
@Singleton
final class SocketOptions implements HttpServerOptionsCustomizer {

    /// The subprotocol that the server selects (protocol §2 "Opening").
    static final String SUBPROTOCOL = "ringback.v1";

    private static final int FRAME_BYTES_READ_MAX = 2 * 1_048_576;

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setWebSocketSubProtocols(List.of(SUBPROTOCOL))
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setMaxWebSocketFrameSize(FRAME_BYTES_READ_MAX)
                .setMaxWebSocketMessageSize(FRAME_BYTES_READ_MAX);
    }
}
