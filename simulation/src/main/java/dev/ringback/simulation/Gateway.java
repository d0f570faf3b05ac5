package dev.ringback.simulation;

import dev.ringback.call.Outlet;
import dev.ringback.call.Session;
import dev.ringback.protocol.BadMessage;
import dev.ringback.protocol.ClientMessage;
import dev.ringback.protocol.CloseCode;
import dev.ringback.protocol.MessageDecoder;
import dev.ringback.protocol.MessageEncoder;
import dev.ringback.protocol.ServerMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// The node's end of a [Wire], as the real gateway does it: frames are decoded and handed to the call service, messages
/// are encoded, a silent socket is closed. What goes out passes the checker.
final class Gateway implements Outlet {

    private static final int CANDIDATE_BYTES_MAX = 4_096;
    private static final ServerMessage.Terms TERMS =
            new ServerMessage.Terms(45, 10, 30, 15, 65_536, CANDIDATE_BYTES_MAX, 50, 200, 60, 10);
    private static final long PING_EVERY = 15 * Agenda.SECOND;
    private static final long SILENT_AFTER = 30 * Agenda.SECOND;
    private static final long LOOK_EVERY = 3 * Agenda.SECOND;

    private final World world;
    private final Node.Life node;
    private final Wire wire;
    private final Town.Place place;
    private final Session session;
    private final SentLog sent = new SentLog();
    private Instant lastFrameAt;
    private long lastFrame;
    private long pinged;
    private boolean open;
    private boolean closing;
    private boolean shown;

    Gateway(World world, Node.Life node, Wire wire, Town.Place place) {
        this.world = world;
        this.node = node;
        this.wire = wire;
        this.place = place;
        this.session = new Session(place.user(), place.device(), node.id(), this);
        this.lastFrameAt = node.now();
    }

    void opened() {
        open = true;
        node.sockets().add(this);
        alive();
        pinged = lastFrame;
        world.agenda().after(LOOK_EVERY, () -> node.enter(this::look));
        var greeting = new ServerMessage.Connection(place.user(), place.device(), wire.toString(), node.now(), TERMS);
        world.plant().open(world, node, session, greeting);
        wire.ping();
    }

    void frame(String text) {
        if (!open || closing) {
            return;
        }
        alive();
        shown();
        ClientMessage message;
        try {
            message = MessageDecoder.decode(text, CANDIDATE_BYTES_MAX);
        } catch (BadMessage bad) {
            bad.id().ifPresent(id -> sent.asked(id, Optional.empty(), Optional.empty(), lastFrame));
            reply(new ServerMessage.Error(
                    bad.id(), bad.type(), bad.sentence(), bad.field(), place.user(), Optional.empty()));
            return;
        }
        message.id().ifPresent(id -> sent.asked(id, Checker.ask(message), Checker.call(message), lastFrame));
        world.checker().asked(this, message);
        if (!world.plant().intercept(world, this, message)) {
            dispatch(message);
        }
    }

    /// Hands a message to the call service.
    void dispatch(ClientMessage message) {
        switch (message) {
            case ClientMessage.Invite it -> node.post(() -> node.calls().invite(session, it));
            case ClientMessage.AboutCall it -> node.post(() -> node.calls().ask(session, it));
            case ClientMessage.Authenticate it -> ack(it.id());
            case ClientMessage.Ping it -> {
                reply(ServerMessage.Pong.PONG);
                ack(it.id());
            }
        }
    }

    void pong() {
        if (open) {
            alive();
            shown();
        }
    }

    private void shown() {
        if (!shown) {
            shown = true;
            node.post(() -> node.calls().alive(session));
        }
    }

    @Override
    public void send(ServerMessage message) {
        if (!open || closing || !world.plant().lets(world, this, message)) {
            return;
        }
        put(message);
    }

    /// Sends past every planted bug's filter.
    void put(ServerMessage message) {
        String text = world.plant().text(message, new String(MessageEncoder.encode(message), StandardCharsets.UTF_8));
        world.checker().sending(this, message, text);
        world.trace(() -> node.id() + " > " + wire + " " + text);
        wire.toClient(text);
    }

    @Override
    public void close(CloseCode code) {
        if (open && !closing) {
            closing = true;
            world.trace(() -> node.id() + " closes " + wire + " " + code);
            wire.closeByServer(code.code(), this::closed);
        }
    }

    /// The transport is seen to close.
    void closedByPeer() {
        if (open) {
            closed();
        }
    }

    /// The process is gone, and with it everything here.
    void died() {
        open = false;
        wire.serverDied();
    }

    Town.Place place() {
        return place;
    }

    Session session() {
        return session;
    }

    Node.Life node() {
        return node;
    }

    /// What was asked and said on this socket.
    SentLog sent() {
        return sent;
    }

    /// Whether it takes frames and sends them.
    boolean isOpen() {
        return open && !closing;
    }

    @Override
    public String toString() {
        return wire.toString();
    }

    private void closed() {
        if (open) {
            world.checker().proofOfLife(place);
            leave(node.now());
        }
    }

    private void leave(Instant proofOfLife) {
        open = false;
        node.sockets().remove(this);
        node.post(() -> node.calls().closed(session, proofOfLife));
    }

    private void alive() {
        lastFrame = world.agenda().now();
        lastFrameAt = node.now();
        world.checker().proofOfLife(place);
    }

    private void look() {
        if (!open || closing) {
            return;
        }
        long now = world.agenda().now();
        if (now - lastFrame > SILENT_AFTER && !world.plant().ignoresSilence()) {
            close(CloseCode.SILENT);
            leave(lastFrameAt); // the transport may take long to be seen to close
            return;
        }
        if (now - pinged >= PING_EVERY) {
            pinged = now;
            wire.ping();
        }
        world.agenda().after(LOOK_EVERY, () -> node.enter(this::look));
    }

    private void ack(Optional<String> id) {
        id.ifPresent(it -> reply(new ServerMessage.Ack(it, place.user(), Optional.empty())));
    }

    private void reply(ServerMessage message) {
        node.post(() -> session.reply(message));
    }
}
