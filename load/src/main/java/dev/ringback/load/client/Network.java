package dev.ringback.load.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The way of all devices to the server, and the one event loop that they live on.
public final class Network implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    /// It would report each connection that was reset; here they are reset on purpose.
    private static final Logger RESETS = Logger.getLogger("io.vertx.core.net.impl.ConnectionBase");

    private static final int CONNECT_MILLIS = 2_000;
    private static final int HANDSHAKE_MILLIS = 3_000;
    private static final int MESSAGE_BYTES_MAX = 1 << 20;

    private final Vertx vertx;
    private final Context loop;
    private final WebSocketClient sockets;
    private final HttpClient http;
    private final int port;
    private final Records records;
    private final Random random;

    /// @param port the server's, or a proxy's before it
    /// @param random of the event loop alone
    public Network(int port, Records records, Random random) {
        RESETS.setLevel(Level.OFF);
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        this.loop = vertx.getOrCreateContext();
        this.port = port;
        this.records = records;
        this.random = random;
        this.sockets = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxConnections(Integer.MAX_VALUE)
                .setConnectTimeout(CONNECT_MILLIS)
                .setMaxFrameSize(MESSAGE_BYTES_MAX)
                .setMaxMessageSize(MESSAGE_BYTES_MAX)
                .setClosingTimeout(1));
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(false).setMaxPoolSize(100).setConnectTimeout(CONNECT_MILLIS));
    }

    /// Runs something on the event loop. Any thread may call it.
    public void run(Runnable step) {
        loop.runOnContext(now -> step.run());
    }

    /// Runs something there later. On the event loop.
    public void after(long millis, Runnable step) {
        vertx.setTimer(Math.max(1, millis), timer -> step.run());
    }

    /// Runs something there again and again. On the event loop.
    public void every(long millis, Runnable step) {
        vertx.setPeriodic(millis, timer -> step.run());
    }

    /// The random numbers of the event loop.
    public Random random() {
        return random;
    }

    /// What is remembered.
    public Records records() {
        return records;
    }

    Future<WebSocket> connect(String deviceId, String token) {
        return sockets.connect(new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI("/ws?device_id=" + deviceId)
                .setTimeout(HANDSHAKE_MILLIS)
                .addHeader("Authorization", "Bearer " + token));
    }

    Future<Answer> get(String path, String token) {
        return http.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setURI(path)
                        .setTimeout(HANDSHAKE_MILLIS)
                        .addHeader("Authorization", "Bearer " + token))
                .compose(request -> request.send())
                .compose(response -> response.body().map(body -> new Answer(response.statusCode(), body.toString())));
    }

    /// What a GET brought.
    record Answer(int status, String body) {}

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException("the event loop did not end", failed);
        }
    }
}
