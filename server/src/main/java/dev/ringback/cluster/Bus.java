package dev.ringback.cluster;

import dev.ringback.core.id.UserId;
import java.util.Set;

/// Wakes the other nodes. A message may be lost, doubled, late or out of order: whoever hears one reads the row before
/// it tells anybody anything. Never blocks; called on the call loop.
public interface Bus {

    /// Sends to every other node that has sockets of one of these people.
    void publish(Set<UserId> concerned, BusMessage message);

    /// Whether there can be other nodes at all.
    boolean hasOthers();
}
