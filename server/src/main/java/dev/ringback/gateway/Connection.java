package dev.ringback.gateway;

import dev.ringback.call.Outlet;
import dev.ringback.call.Session;
import dev.ringback.config.RingbackConfig;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.UserId;
import dev.ringback.identity.Identity;
import dev.ringback.problem.ProblemType;
import dev.ringback.protocol.BadMessage;
import dev.ringback.protocol.ClientMessage;
import dev.ringback.protocol.CloseCode;
import dev.ringback.protocol.MessageDecoder;
import dev.ringback.protocol.MessageEncoder;
import dev.ringback.protocol.ServerMessage;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One socket: frames in, in order, to the call loop; messages out, bounded. What comes in is handled on the socket's
/// event loop; messages are sent from the call loop.
final class Connection implements Outlet {

    private static final int BYTES_UNSENT_MAX = 256 * 1_024;
    /// Vert.x counts its timers from 0, and that one is the heartbeat's: it must not be cancelled.
    private static final long NO_TIMER = -1;
    /// A token may be good for longer than a number of milliseconds can say.
    private static final Duration TIMER_MAX = Duration.ofDays(1);

    private static final Logger LOG = Logger.getLogger(Connection.class);

    private final Connections.Node node;
    private final ServerWebSocket socket;
    private final Session session;
    private final Frames frames;
    private final MessageLimit limit;
    private final int candidateBytesMax;
    private final Consumer<Connection> whenClosed;
    private volatile Instant lastFrameAt;
    private volatile Instant pingedAt;
    private final AtomicBoolean left = new AtomicBoolean();
    private final boolean onCallLoop;
    /// Steps that the call loop has not begun; counted only where that is the socket's own.
    private int stepsWaiting;
    private long expiryTimer = NO_TIMER;
    private @Nullable CloseCode closedWith;
    private boolean over;
    private boolean shown;

    Connection(
            Connections.Node node,
            ServerWebSocket socket,
            UserId user,
            DeviceId device,
            RingbackConfig.Limits limits,
            Consumer<Connection> whenClosed) {
        this.node = node;
        this.socket = socket;
        this.session = new Session(user, device, node.calls().node(), this);
        this.frames = new Frames(limits.frameBytesMax());
        this.limit = new MessageLimit(limits.messagesPerSecond(), limits.messagesBurst());
        this.candidateBytesMax = limits.candidateBytesMax();
        this.whenClosed = whenClosed;
        this.onCallLoop = node.loop().isHere();
        this.lastFrameAt = node.clock().instant();
        this.pingedAt = lastFrameAt;
    }

    /// Starts to listen, and tells the call service. Its request, with the token, is forgotten: a socket may live for
    /// days.
    void begin(ServerMessage.Terms terms, Instant over) {
        socket.headers().clear();
        socket.setWriteQueueMaxSize(BYTES_UNSENT_MAX);
        socket.frameHandler(this::frame);
        socket.pongHandler(pong -> alive());
        socket.closeHandler(closed -> closed());
        socket.exceptionHandler(broken -> broken(broken));
        expireAt(over);
        var greeting = new ServerMessage.Connection(
                session.user(),
                session.device(),
                UUID.randomUUID().toString(),
                node.clock().instant(),
                terms);
        later(() -> node.calls().opened(session, greeting));
        socket.writePing(Buffer.buffer());
    }

    /// Pings when it is time, and closes a socket that is silent (4408). Any thread.
    void beat(Instant now, Heartbeat.Due due) {
        if (lastFrameAt.isBefore(due.silentSince())) {
            close(CloseCode.SILENT);
            leave(lastFrameAt); // a half-open transport may take long to be seen to close
        } else if (pingedAt.isBefore(due.pingBefore())) {
            pingedAt = now;
            socket.writePing(Buffer.buffer());
        }
    }

    @Override
    public void send(ServerMessage message) {
        if (socket.isClosed()) {
            return;
        }
        if (socket.writeQueueFull()) {
            close(CloseCode.RESTART);
            leave(lastFrameAt); // it may take long until it reads even that
            return;
        }
        if (message instanceof ServerMessage.Error error) {
            node.meters().refused(error.problem());
        }
        SocketPipeline.write(socket, MessageEncoder.encode(message));
    }

    @Override
    public void close(CloseCode code) {
        if (!socket.isClosed()) {
            closedWith = code;
            socket.close((short) code.code(), code.reason());
        }
    }

    /// Something came in. The first time, the call service learns that the device is really there.
    private void alive() {
        lastFrameAt = node.clock().instant();
        if (!shown) {
            shown = true;
            later(() -> node.calls().alive(session));
        }
    }

    private void frame(WebSocketFrame frame) {
        if (frame.isClose()) {
            return; // a goodbye: it must not take the place of the device's living socket
        }
        alive();
        if (over || isControl(frame)) {
            return;
        }
        switch (frames.take(frame)) {
            case Frames.Message.Whole it -> message(it.text());
            case Frames.Message.Part it -> {}
            case Frames.Message.TooLarge it -> {
                over = true;
                reply(error(Optional.empty(), ProblemType.TOO_LARGE, "the message is larger than the limit"));
                step(() -> close(CloseCode.TOO_LARGE));
            }
            case Frames.Message.Binary it -> {
                over = true;
                close(CloseCode.WRONG_KIND);
            }
        }
    }

    /// A pong is life and nothing more; the framework shows it here too (RFC 6455 §5.5).
    private static boolean isControl(WebSocketFrame frame) {
        return switch (frame.type()) {
            case PING, PONG, CLOSE -> true;
            case TEXT, BINARY, CONTINUATION -> false;
        };
    }

    private void message(String text) {
        switch (limit.take()) {
            case ADMITTED -> decode(text);
            case REFUSED -> reply(error(idOf(text), ProblemType.RATE_LIMITED, "too many messages on this socket"));
            case FLOOD -> {
                over = true;
                node.flooders().add(session.user());
                close(CloseCode.FLOODING);
            }
        }
    }

    /// Whoever waits for an answer gets one, even to what is not looked at.
    private Optional<String> idOf(String text) {
        try {
            return MessageDecoder.decode(text, candidateBytesMax).id();
        } catch (BadMessage bad) {
            return bad.id();
        }
    }

    private void decode(String text) {
        try {
            ClientMessage message = MessageDecoder.decode(text, candidateBytesMax);
            node.meters().received(message);
            dispatch(message);
        } catch (RuntimeException bug) {
            LOG.errorf(bug, "a message of %s could not be read", session.user());
            reply(error(Optional.empty(), ProblemType.INTERNAL, "the server failed: this is its fault"));
        } catch (BadMessage bad) {
            reply(new ServerMessage.Error(
                    bad.id(), bad.type(), bad.sentence(), bad.field(), session.user(), Optional.empty()));
        }
    }

    private void dispatch(ClientMessage message) {
        switch (message) {
            case ClientMessage.Invite it -> step(() -> node.calls().invite(session, it));
            case ClientMessage.AboutCall it -> step(() -> node.calls().ask(session, it));
            case ClientMessage.Authenticate it -> authenticate(it);
            case ClientMessage.Ping it -> {
                reply(ServerMessage.Pong.PONG);
                ack(it.id());
            }
        }
    }

    /// A new token for the same person (protocol §2, `authenticate`).
    private void authenticate(ClientMessage.Authenticate message) {
        Optional<Identity> renewed =
                node.tokens().verify(message.token()).filter(it -> it.user().equals(session.user()));
        if (renewed.isPresent()) {
            expireAt(renewed.get().expiresAt());
            ack(message.id());
        } else {
            reply(new ServerMessage.Error(
                    message.id(),
                    ProblemType.BAD_MESSAGE,
                    "the token is not valid, or another person's",
                    Optional.of("token"),
                    session.user(),
                    Optional.empty()));
        }
    }

    private void expireAt(Instant over) {
        node.vertx().cancelTimer(expiryTimer);
        Duration left = Duration.between(node.clock().instant(), over);
        expiryTimer = left.compareTo(TIMER_MAX) > 0
                ? node.vertx().setTimer(TIMER_MAX.toMillis(), timer -> expireAt(over))
                : node.vertx().setTimer(Math.max(1, left.toMillis()), timer -> close(CloseCode.TOKEN_OVER));
    }

    private void ack(Optional<String> id) {
        id.ifPresent(it -> reply(new ServerMessage.Ack(it, session.user(), Optional.empty())));
    }

    /// Answers of the gateway itself stay in line with those of the call service.
    private void reply(ServerMessage message) {
        step(() -> session.reply(message));
    }

    /// Hands a step to the call loop; those of a socket keep their order. Where the loop is the socket's own, a step
    /// runs at once: with much to do, what was read would else wait for all that was read before it.
    private void step(Runnable step) {
        if (onCallLoop && stepsWaiting == 0) {
            step.run();
        } else {
            later(step);
        }
    }

    private void later(Runnable step) {
        if (!onCallLoop) {
            node.loop().execute(step);
            return;
        }
        stepsWaiting++;
        node.loop().execute(() -> {
            stepsWaiting--;
            step.run();
        });
    }

    private ServerMessage error(Optional<String> id, ProblemType problem, String message) {
        return new ServerMessage.Error(id, problem, message, Optional.empty(), session.user(), Optional.empty());
    }

    private void broken(Throwable fault) {
        if (fault instanceof CorruptedWebSocketFrameException) {
            over = true;
            reply(error(Optional.empty(), ProblemType.TOO_LARGE, "the frame is larger than the limit, or broken"));
        }
    }

    private void closed() {
        node.meters().closed(Optional.ofNullable(closedWith));
        node.vertx().cancelTimer(expiryTimer);
        leave(node.clock().instant());
    }

    /// Tells the call service once. Of a socket that was closed for its silence, the last frame is the proof of life.
    private void leave(Instant proofOfLife) {
        if (left.compareAndSet(false, true)) {
            whenClosed.accept(this);
            node.loop().execute(() -> node.calls().closed(session, proofOfLife));
        }
    }
}
