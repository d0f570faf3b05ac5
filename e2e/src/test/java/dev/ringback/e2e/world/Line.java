package dev.ringback.e2e.world;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// One WebSocket, as the JDK's own client speaks it. It answers pings by itself. Any thread may call.
public final class Line implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private static final int ABNORMAL = 1006;

    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    private Line(URI address, String token, Consumer<String> receiver) {
        socket = within10s(CLIENT.newWebSocketBuilder()
                .subprotocols("ringback.v1", "bearer." + token)
                .buildAsync(address, new Listener(receiver)));
    }

    /// Opens a socket with the token among the subprotocols, as a browser does.
    public static Line open(URI address, String token, Consumer<String> receiver) {
        return new Line(address, token, receiver);
    }

    /// @return the subprotocol that the server selected
    public String subprotocol() {
        return socket.getSubprotocol();
    }

    /// Sends one text message, whole.
    public synchronized void send(String text) {
        within10s(socket.sendText(text, true));
    }

    /// Sends one binary message.
    public synchronized void sendBinary(byte[] bytes) {
        within10s(socket.sendBinary(ByteBuffer.wrap(bytes), true));
    }

    /// Waits until the server has closed the socket.
    ///
    /// @return the close code, 1006 when there was none
    public int closeCode(Duration bound) {
        try {
            return closed.get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException open) {
            throw new AssertionError("the socket was not closed within " + bound, open);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    /// @return whether neither side has closed
    public boolean isOpen() {
        return !closed.isDone();
    }

    /// Hangs the line up without a goodbye, as a lost network does.
    public void drop() {
        socket.abort();
        closed.complete(ABNORMAL);
    }

    @Override
    public synchronized void close() {
        if (isOpen() && !socket.isOutputClosed()) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(gone -> socket);
        }
        closed.complete(WebSocket.NORMAL_CLOSURE);
    }

    private static <T> T within10s(CompletableFuture<T> step) {
        return step.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private final class Listener implements WebSocket.Listener {
        private final Consumer<String> receiver;
        private final StringBuilder parts = new StringBuilder();

        Listener(Consumer<String> receiver) {
            this.receiver = receiver;
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            parts.append(text);
            if (last) {
                String whole = parts.toString();
                parts.setLength(0);
                receiver.accept(whole);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete(ABNORMAL);
        }
    }

    /// @return whether opening failed with this HTTP status
    public static int refusal(CompletionException failed) {
        return failed.getCause() instanceof java.net.http.WebSocketHandshakeException refused
                ? refused.getResponse().statusCode()
                : -1;
    }
}
