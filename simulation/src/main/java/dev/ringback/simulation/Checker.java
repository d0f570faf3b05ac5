package dev.ringback.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.UserId;
import dev.ringback.protocol.Address;
import dev.ringback.protocol.ClientMessage;
import dev.ringback.protocol.ServerMessage;
import java.util.Optional;

/// Sees every write, every frame and every moment of a run, and says when a promise is broken. It knows what really
/// happened, and believes nothing that the call service says.
final class Checker {

    private final World world;
    private final Facts facts = new Facts();
    private final RowRules rows;
    private final SendRules sends;
    private final ScreenRules screens;
    private final TimeRules times;

    Checker(World world) {
        this.world = world;
        this.rows = new RowRules(world, facts);
        this.sends = new SendRules(world, facts);
        this.screens = new ScreenRules(world, facts);
        this.times = new TimeRules(world, facts);
    }

    /// What watches the table.
    Table.Watcher rows() {
        return rows;
    }

    /// A message was understood by a node.
    void asked(Gateway gateway, ClientMessage message) {
        ask(message)
                .ifPresent(
                        ask -> facts.asked(gateway.place(), ask, world.agenda().now()));
    }

    /// What a message asks of a call.
    static Optional<Ask> ask(ClientMessage message) {
        return switch (message) {
            case ClientMessage.Invite it -> Optional.of(Ask.INVITE);
            case ClientMessage.AboutCall it -> Optional.of(it.ask());
            case ClientMessage.Authenticate it -> Optional.empty();
            case ClientMessage.Ping it -> Optional.empty();
        };
    }

    /// The call that a message names by its id.
    static Optional<CallId> call(ClientMessage message) {
        return message instanceof ClientMessage.AboutCall it && it.address() instanceof Address.ByCall named
                ? Optional.of(named.call())
                : Optional.empty();
    }

    /// A person used REST.
    void claimed(UserId user) {
        facts.claimed(user);
    }

    /// A node heard from a device, or saw its transport close.
    void proofOfLife(Town.Place place) {
        facts.lived(place, world.agenda().now());
    }

    /// A node sends a message.
    void sending(Gateway gateway, ServerMessage message, String text) {
        sends.sending(gateway, message, text);
    }

    /// REST answers with a call.
    void told(UserId user, Call call) {
        sends.told(user, call, "REST");
    }

    /// A device got a frame.
    void received(Device device, JsonNode message) {
        screens.received(device, message);
    }

    /// The server closed a socket for good that the device had not replaced.
    void thrownOut(Device device, int code) {
        world.violate("thrown-out", device.place() + " was sent away with " + code + " for no reason");
    }

    /// After every event.
    void afterEvent() {
        rows.afterEvent();
        times.look();
    }

    /// The storm is over and there was time to recover.
    void settled() {
        times.settled();
        screens.settled();
    }

    /// Everybody has left their calls.
    void over() {
        times.over();
        screens.settled();
    }
}
