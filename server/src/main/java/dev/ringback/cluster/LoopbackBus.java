package dev.ringback.cluster;

import dev.ringback.core.id.UserId;
import java.util.Set;

/// The bus of a node that is alone: nobody else has sockets, so nothing needs to be sent.
public final class LoopbackBus implements Bus {

    @Override
    public void publish(Set<UserId> concerned, BusMessage message) {
        // there is no other node
    }

    @Override
    public boolean hasOthers() {
        return false;
    }
}
