package dev.ringback.call;

import dev.ringback.protocol.CloseCode;
import dev.ringback.protocol.ServerMessage;

/// The way out to one device: a socket in production, a model in the simulation. Never blocks; bounded by its owner,
/// which closes a reader that is too slow. Called on the call loop.
public interface Outlet {

    /// Sends in order.
    void send(ServerMessage message);

    /// Closes; nothing is sent afterwards.
    void close(CloseCode code);
}
