package dev.ringback.simulation;

import dev.ringback.call.CallStore;
import dev.ringback.call.Session;
import dev.ringback.cluster.BusMessage;
import dev.ringback.core.call.Timeouts;
import dev.ringback.protocol.ClientMessage;
import dev.ringback.protocol.ServerMessage;

/// The places where a planted bug can get in: the ports around the call service, never the service itself. This one
/// changes nothing.
class Plant {

    /// The database.
    Table table(Timeouts timeouts, Table.Watcher watcher) {
        return new Table(timeouts, watcher);
    }

    /// A node's way to it.
    CallStore store(Table table, Database database, World world) {
        return new NodeStore(table, database);
    }

    /// A device has connected.
    void open(World world, Node.Life node, Session session, ServerMessage.Connection greeting) {
        node.post(() -> node.calls().opened(session, greeting));
    }

    /// A message has come in.
    ///
    /// @return true when the call service must not see it
    boolean intercept(World world, Gateway gateway, ClientMessage message) {
        return false;
    }

    /// A message goes out.
    ///
    /// @return false when it must not
    boolean lets(World world, Gateway gateway, ServerMessage message) {
        return true;
    }

    /// The frame of a message.
    String text(ServerMessage message, String encoded) {
        return encoded;
    }

    /// A message of the bus has come.
    void hear(World world, Node.Life node, BusMessage message) {
        node.calls().heard(message);
    }

    /// Whether a socket may stay open that nothing comes from.
    boolean ignoresSilence() {
        return false;
    }
}
