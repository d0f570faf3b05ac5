package dev.ringback.core.call;

import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.NodeId;
import dev.ringback.core.id.UserId;
import java.util.Optional;

/// Who asks: a person, through a device on a node's socket, or through REST, which has no device.
///
/// @param user from the token, never from the message
/// @param seat the device and the node that holds its socket; empty for REST
public record Actor(UserId user, Optional<Seat> seat) {

    /// A person at a device.
    public static Actor at(UserId user, DeviceId device, NodeId node) {
        return new Actor(user, Optional.of(new Seat(device, node)));
    }

    /// A person through REST.
    public static Actor overRest(UserId user) {
        return new Actor(user, Optional.empty());
    }

    /// The device, where there is one.
    public Optional<DeviceId> device() {
        return seat.map(Seat::device);
    }

    /// Where a device is connected.
    public record Seat(DeviceId device, NodeId node) {}
}
