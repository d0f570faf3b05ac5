package dev.ringback.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.http.impl.ws.WebSocketFrameImpl;
import io.vertx.core.net.impl.ConnectionBase;

/// What a socket needs of its channel that the framework's own interface does not offer.
final class SocketPipeline {

    private static final int MESSAGES_TOGETHER_MAX = 64;

    private SocketPipeline() {}

    /// On the socket's event loop, once it is a WebSocket. Messages that leave in one turn of the loop are handed to
    /// the kernel together; no HTTP time-out is kept, since the heartbeat is the socket's own; and what serves
    /// files is not asked at each message.
    static void tune(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            ChannelPipeline pipeline = base.channelHandlerContext().pipeline();
            pipeline.addFirst(new FlushConsolidationHandler(MESSAGES_TOGETHER_MAX, true));
            drop(pipeline, IdleStateHandler.class);
            drop(pipeline, ChunkedWriteHandler.class);
        }
    }

    private static void drop(ChannelPipeline pipeline, Class<? extends ChannelHandler> handler) {
        if (pipeline.get(handler) != null) {
            pipeline.remove(handler);
        }
    }

    /// Sends a text message that is UTF-8 already.
    static void write(ServerWebSocket socket, byte[] text) {
        socket.writeFrame(new WebSocketFrameImpl(WebSocketFrameType.TEXT, Unpooled.wrappedBuffer(text), true));
    }
}
