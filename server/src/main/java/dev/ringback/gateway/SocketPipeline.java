package dev.ringback.gateway;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/// What a socket needs of its channel that the framework's own interface does not offer.
final class SocketPipeline {

    private static final int MESSAGES_TOGETHER_MAX = 64;

    private SocketPipeline() {}

    /// On the socket's event loop, once it is a WebSocket. Messages that leave in one turn of the loop are handed to
    /// the kernel together; and no HTTP time-out is kept, since the heartbeat is the socket's own.
    static void tune(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            ChannelPipeline pipeline = base.channelHandlerContext().pipeline();
            pipeline.addFirst(new FlushConsolidationHandler(MESSAGES_TOGETHER_MAX, true));
            if (pipeline.get(IdleStateHandler.class) != null) {
                pipeline.remove(IdleStateHandler.class);
            }
        }
    }
}
